"""Typing in cells: every usual form, wrong times that stay, Tab's walk, nudges and splits under the hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lrc_studio.core import edits
from lrc_studio.core.lyrics import Origin
from lrc_studio.ui.lines.columns import Column
from lrc_studio.ui.lines.editors import CellEditor
from lrc_studio.ui.lines.table import LineTable
from lrc_studio.ui.session import Session
from tests.ui.lines.conftest import click, double_click, editor, focused, press, settle, write

ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.mark.parametrize(
    ("typed", "ms"),
    [("0:07.5", 7500), ("7.25", 7250), ("00:07,125", 7125), ("[00:06.90]", 6900), ("7s", 7000), ("6800ms", 6800)],
)
def test_a_start_is_typed_in_any_usual_form(opened: Session, table: LineTable, typed: str, ms: int) -> None:
    double_click(table, 2, Column.START)
    write(typed)
    press(Qt.Key.Key_Return)
    line = opened.document.lyrics.lines[2]
    assert (line.start_ms, line.origin) == (ms, Origin.TYPED)
    assert focused() is table
    assert opened.document.undo_stack.undoText() == "type start of line 3"


def test_a_wrong_time_stays_with_its_sentence_until_it_is_mended(opened: Session, table: LineTable) -> None:
    before = opened.document.lyrics
    double_click(table, 2, Column.START)
    write("1:75")
    press(Qt.Key.Key_Return)
    cell = editor()
    assert (cell.text(), cell.note.text, cell.note.isVisible()) == ("1:75", "Seconds stop at 59", True)
    click(table, 0, Column.TEXT)
    settle()
    assert cell.isVisible()
    assert (cell.text(), cell.note.text) == ("1:75", "Seconds stop at 59")
    assert opened.document.lyrics is before
    cell.setFocus()
    cell.selectAll()
    write("0:05.5")
    assert not cell.note.isVisible()
    press(Qt.Key.Key_Return)
    assert opened.document.lyrics.lines[2].start_ms == 5500


def test_no_second_editor_hides_a_wrong_time(opened: Session, table: LineTable) -> None:
    double_click(table, 2, Column.START)
    write("soon")
    click(table, 0, Column.TEXT)
    press(Qt.Key.Key_F2)
    assert (editor().text(), editor().place.row()) == ("soon", 2)
    press(Qt.Key.Key_Escape)


def test_escape_restores(opened: Session, table: LineTable) -> None:
    before = opened.document.lyrics
    for typed in ("0:09", "soon"):
        double_click(table, 2, Column.START)
        write(typed)
        press(Qt.Key.Key_Escape)
        settle()
        assert focused() is table
    assert opened.document.lyrics is before


def test_an_emptied_time_is_cleared(opened: Session, table: LineTable) -> None:
    double_click(table, 2, Column.END)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Return)
    line = opened.document.lyrics.lines[2]
    assert (line.start_ms, line.end_ms) == (5000, None)


def test_tab_walks_start_end_text_and_on_to_the_next_line(opened: Session, table: LineTable) -> None:
    press(Qt.Key.Key_F2, SHIFT)
    walked = []
    for _ in range(4):
        walked.append((editor().place.row(), editor().place.column()))
        press(Qt.Key.Key_Tab)
    assert walked == [(2, Column.START), (2, Column.END), (2, Column.TEXT), (3, Column.START)]
    assert opened.selection.rows == (3,)
    press(Qt.Key.Key_Tab, SHIFT)
    press(Qt.Key.Key_Tab, SHIFT)
    assert (editor().place.row(), editor().place.column()) == (2, Column.TEXT)
    press(Qt.Key.Key_Escape)


def test_tab_keeps_what_was_typed(opened: Session, table: LineTable) -> None:
    press(Qt.Key.Key_F2, SHIFT)
    write("0:05.1")
    press(Qt.Key.Key_Tab)
    write("0:06.1")
    press(Qt.Key.Key_Tab)
    write("Other words")
    press(Qt.Key.Key_Return)
    line = opened.document.lyrics.lines[2]
    assert (line.start_ms, line.end_ms, line.text) == (5100, 6100, "Other words")


def test_alt_arrows_nudge_the_typed_time_and_move_no_line(opened: Session, table: LineTable) -> None:
    before = opened.document.lyrics
    press(Qt.Key.Key_F2, SHIFT)
    write("0:05")
    press(Qt.Key.Key_Up, ALT)
    press(Qt.Key.Key_Up, ALT, SHIFT)
    press(Qt.Key.Key_Down, ALT)
    assert editor().text() == "0:05.100"
    assert opened.document.lyrics is before
    press(Qt.Key.Key_Return)
    assert opened.document.lyrics.lines[2].start_ms == 5100


def test_alt_arrows_move_no_line_under_a_text_that_is_typed(opened: Session, table: LineTable) -> None:
    before = opened.document.lyrics
    press(Qt.Key.Key_F2)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
        press(key, ALT)
    assert opened.document.lyrics is before
    assert isinstance(focused(), CellEditor)
    press(Qt.Key.Key_Escape)


def test_letters_of_actions_are_letters_while_text_is_typed(opened: Session, table: LineTable) -> None:
    press(Qt.Key.Key_F2)
    write("vnr q[]? ")
    assert editor().text() == "vnr q[]? "
    press(Qt.Key.Key_Return)
    assert opened.document.lyrics.lines[2].text == "vnr q[]? "
    assert not opened.document.lyrics.lines[2].locked


def test_split_at_the_cursor_while_typing_is_one_step(opened: Session, table: LineTable) -> None:
    before = opened.document.lyrics
    opened.selection.select_one(0)
    press(Qt.Key.Key_F2)
    write("Hold on so tight")
    for _ in range(len("so tight")):
        press(Qt.Key.Key_Left)
    press(Qt.Key.Key_D, CTRL, SHIFT)
    assert [line.text for line in opened.document.lyrics.lines][:3] == ["Hold on", "so tight", "Let the harbour sleep"]
    opened.document.undo_stack.undo()
    assert opened.document.lyrics == before


def test_a_split_behind_an_emoji_is_at_the_cursor(opened: Session, table: LineTable) -> None:
    opened.selection.select_one(0)
    press(Qt.Key.Key_F2)
    editor().setText("\N{MICROPHONE}\N{MICROPHONE} on so tight")
    for _ in range(len("so tight")):
        press(Qt.Key.Key_Left)
    press(Qt.Key.Key_D, CTRL, SHIFT)
    assert [line.text for line in opened.document.lyrics.lines][1:2] == ["so tight"]
    opened.document.mark_saved()


def test_an_editor_survives_a_change_in_another_row(opened: Session, table: LineTable) -> None:
    press(Qt.Key.Key_F2)
    write("half typed")
    opened.document.edit("elsewhere", lambda old: edits.set_text(old, 0, "Other"))
    opened.document.edit("above", lambda old: edits.insert_line(old, 0))
    settle()
    assert (editor().text(), editor().place.row()) == ("half typed", 3)
    press(Qt.Key.Key_Return)
    assert opened.document.lyrics.lines[3].text == "half typed"


def test_shortcuts_of_the_window_find_what_was_typed(opened: Session, table: LineTable) -> None:
    opened.selection.select_one(0)
    press(Qt.Key.Key_F2)
    write("Typed")
    press(Qt.Key.Key_J, CTRL)
    assert opened.document.lyrics.lines[0].text == "Typed Let the harbour sleep"


def test_a_double_click_on_the_band_opens_nothing(many: Session, table: LineTable) -> None:
    many.selection.select_one(10)
    area = table.visualRect(table.model().index(10, Column.TEXT))
    at = area.center()
    at.setY(area.top() + 10)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    settle()
    assert not isinstance(QApplication.focusWidget(), CellEditor)
