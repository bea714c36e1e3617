"""The table by mouse and keys: selection both ways, verbs by their keys, sections, undo, playing, what is spoken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from lrc_studio.app import Studio
from lrc_studio.audio.sound import Sound
from lrc_studio.audio.tags import SongTags
from lrc_studio.core import edits
from lrc_studio.ui.lines.columns import Column, widths
from lrc_studio.ui.lines.lyric_cell import shown_text
from lrc_studio.ui.lines.table import LineTable
from lrc_studio.ui.session import Session
from tests.ui.lines.conftest import click, focused, press, settle

ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def chosen(table: LineTable) -> tuple[int, ...]:
    """The rows that the table shows as selected."""
    return tuple(sorted({index.row() for index in table.selectionModel().selectedRows()}))


def texts(session: Session) -> list[str]:
    """The first word of each line."""
    return [line.text.split(" ")[0] for line in session.document.lyrics.lines]


def test_arrows_move_the_current_row_and_shift_widens(opened: Session, table: LineTable) -> None:
    press(Qt.Key.Key_Down)
    assert (opened.selection.rows, opened.selection.current) == ((3,), 3)
    press(Qt.Key.Key_Up, SHIFT)
    assert (opened.selection.rows, opened.selection.current) == ((2, 3), 2)
    press(Qt.Key.Key_Escape)
    assert opened.selection.rows == (2,)
    press(Qt.Key.Key_End)
    assert opened.selection.rows == (4,)
    press(Qt.Key.Key_Home)
    assert opened.selection.rows == (0,)


def test_clicks_select_one_a_range_and_single_rows(opened: Session, table: LineTable) -> None:
    click(table, 0, Column.TEXT)
    click(table, 2, Column.TEXT, SHIFT)
    assert opened.selection.rows == (0, 1, 2)
    click(table, 1, Column.START, CTRL)
    assert opened.selection.rows == (0, 2)
    click(table, 4, Column.TEXT)
    assert (opened.selection.rows, opened.selection.current) == ((4,), 4)


def test_the_table_follows_the_session_without_answering_back(opened: Session, table: LineTable) -> None:
    told = QSignalSpy(opened.selection.changed)
    opened.selection.select((1, 2, 4), 2)
    assert told.count() == 1
    assert (chosen(table), table.currentIndex().row()) == ((1, 2, 4), 2)
    opened.selection.select(())
    assert (told.count(), chosen(table)) == (2, ())


def test_nudging_many_is_one_step_and_undo_brings_back_values_and_selection(opened: Session, table: LineTable) -> None:
    before = opened.document.lyrics
    click(table, 1, Column.TEXT)
    click(table, 3, Column.TEXT, SHIFT)
    press(Qt.Key.Key_Right, ALT)
    moved = [line.start_ms for line in opened.document.lyrics.lines]
    assert moved == [1000, 3010, 5010, 7010, 7000 + 2000]
    assert opened.document.undo_stack.count() == 1
    click(table, 0, Column.TEXT)
    press(Qt.Key.Key_Z, CTRL)
    assert opened.document.lyrics == before
    assert (opened.selection.rows, chosen(table)) == ((1, 2, 3), (1, 2, 3))
    press(Qt.Key.Key_Y, CTRL)
    assert [line.start_ms for line in opened.document.lyrics.lines] == moved


def test_lines_are_inserted_deleted_joined_split_and_moved_by_keys(opened: Session, table: LineTable) -> None:
    click(table, 1, Column.TEXT)
    press(Qt.Key.Key_Down, ALT)
    assert texts(opened)[1:3] == ["灯台の火が波をかぞえる", "Let"]
    assert (opened.selection.rows, chosen(table)) == ((2,), (2,))
    press(Qt.Key.Key_Up, ALT)
    assert texts(opened)[1:3] == ["Let", "灯台の火が波をかぞえる"]
    press(Qt.Key.Key_D, CTRL, SHIFT)
    assert [line.text for line in opened.document.lyrics.lines][1:3] == ["Let the", "harbour sleep"]
    click(table, 1, Column.TEXT)
    press(Qt.Key.Key_J, CTRL)
    assert opened.document.lyrics.lines[1].text == "Let the harbour sleep"
    press(Qt.Key.Key_Delete)
    assert texts(opened) == ["Hold", "灯台の火が波をかぞえる", "Count", "Low"]
    assert chosen(table) == opened.selection.rows
    press(Qt.Key.Key_I, CTRL)
    QTest.keyClicks(focused(), "New")
    press(Qt.Key.Key_Return)
    assert texts(opened)[2] == "New"
    assert chosen(table) == opened.selection.rows == (2,)


def test_single_keys_are_actions_while_the_table_has_the_focus(
    studio: Studio, opened: Session, table: LineTable
) -> None:
    press(Qt.Key.Key_V)
    assert opened.document.lyrics.lines[2].locked
    press(Qt.Key.Key_V)
    press(Qt.Key.Key_Backspace, SHIFT)
    assert opened.document.lyrics.lines[2].start_ms is None
    keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_BracketLeft)
    for name, key in zip(
        ("play.back", "play.forward", "play.toggle", "play.toggle", "time.set_start"), keys, strict=True
    ):
        action = studio.window.actions_bound.by_id(name)
        action.setEnabled(True)
        ran = QSignalSpy(action.triggered)
        press(key)
        assert ran.count() == 1, name


@pytest.mark.parametrize("change", ["insert", "delete", "replace"])
def test_selection_and_scroll_survive_edits_elsewhere(many: Session, table: LineTable, change: str) -> None:
    many.selection.select((120, 121), 121)
    settle()
    scrolled = table.verticalScrollBar().value()
    run = {
        "insert": lambda old: edits.insert_line(old, 150),
        "delete": lambda old: edits.delete_lines(old, [150, 151]),
        "replace": lambda old: edits.set_text(old, 3, "Other"),
    }[change]
    many.document.edit(change, run)
    settle()
    assert chosen(table) == (120, 121)
    assert table.verticalScrollBar().value() == scrolled


def test_rows_that_come_above_take_the_selection_along(many: Session, table: LineTable) -> None:
    many.selection.select((120, 121), 121)
    many.document.edit("insert", lambda old: edits.insert_line(old, 5))
    assert (many.selection.rows, many.selection.current) == ((121, 122), 122)
    assert (chosen(table), table.currentIndex().row()) == ((121, 122), 122)


def test_undo_scrolls_to_what_it_changed(many: Session, table: LineTable) -> None:
    many.selection.select_one(0)
    many.document.edit("far below", lambda old: edits.set_text(old, 180, "Other"))
    settle()
    assert table.verticalScrollBar().value() == 0
    many.document.undo_stack.undo()
    settle()
    assert 0 <= table.rowViewportPosition(180) <= table.viewport().height() - table.rowHeight(180)
    table.verticalScrollBar().setValue(0)
    many.document.undo_stack.redo()
    settle()
    assert 0 <= table.rowViewportPosition(180) < table.viewport().height()


def test_a_change_is_told_as_the_rows_it_touched(many: Session, table: LineTable) -> None:
    told = QSignalSpy(table.model().dataChanged)
    inserted = QSignalSpy(table.model().rowsInserted)
    reset = QSignalSpy(table.model().modelReset)
    many.document.edit("two", lambda old: edits.nudge(old, [7, 8], 5))
    assert [(told.at(0)[0].row(), told.at(0)[1].row())] == [(7, 8)]
    many.document.edit("one more", lambda old: edits.insert_line(old, 20))
    assert (inserted.at(0)[1], inserted.at(0)[2], reset.count()) == (20, 20, 0)


def test_rows_are_as_high_as_their_text_and_section_need(opened: Session, table: LineTable) -> None:
    assert [table.rowHeight(row) for row in range(3)] == [34, 34, 36]
    opened.document.edit("name", lambda old: edits.set_section(old, 1, "Verse"))
    assert table.rowHeight(1) == 34 + 24
    opened.change_settings(text_scale=1.5)
    assert [table.rowHeight(row) for row in range(3)] == [51, 51 + 24, 53]


def test_a_section_band_is_held_at_the_top_and_covers_no_current_row(many: Session, table: LineTable) -> None:
    many.selection.select_one(199)
    many.selection.select_one(55)
    settle()
    table.verticalScrollBar().setValue(table.verticalScrollBar().value() + table.rowViewportPosition(55))
    assert table._bands.held() == (50, 0)
    table.reveal(55)
    assert table.rowViewportPosition(55) == 24
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(200, 8))
    assert many.selection.rows == (50,)


def test_the_playing_row_is_marked_and_stays_in_sight(many: Session, table: LineTable, sound: Sound) -> None:
    many.selection.select_one(0)
    many.player.seek(50_500)
    settle()
    assert table.itemDelegate().playing_row == 50
    assert table.verticalScrollBar().value() == 0
    many.player.play()
    many.player.seek(45_500)
    settle()
    assert table.itemDelegate().playing_row == 45
    assert 0 <= table.rowViewportPosition(45) < table.viewport().height()
    many.player.toggle()
    settle()


def test_a_small_window_hides_columns_and_keeps_six_rows(studio: Studio, many: Session, table: LineTable) -> None:
    studio.window.resize(1000, 650)
    settle()
    assert table.isColumnHidden(Column.END)
    assert not table.isColumnHidden(Column.CONFIDENCE)
    assert table.viewport().height() >= 6 * 34
    studio.window.resize(1440, 900)
    settle()
    assert not table.isColumnHidden(Column.END)
    assert sum(table.columnWidth(column) for column in Column) == table.viewport().width()


def test_wide_windows_give_timing_more_room(studio: Studio) -> None:
    theme = studio.session.theme
    assert widths(theme, 1440, 1088)[Column.TIMING] == 210 + 24
    assert widths(theme, 1920, 1500)[Column.TIMING] == 320 + 24
    huge = widths(theme, 3840, 3400)
    assert 3400 - sum(huge.values()) == 900


def test_cells_speak_their_columns_name(opened: Session, table: LineTable) -> None:
    opened.document.edit("doubt", lambda old: old.with_lines((replace(old.lines[0], confidence=0.46), *old.lines[1:])))
    spoken = [
        table.model().data(table.model().index(0, column), Qt.ItemDataRole.AccessibleTextRole) for column in Column
    ]
    assert spoken[Column.MARK] == "Line 1, Doubtful · 46%, From the file"
    assert spoken[Column.START] == "Start: 0:01.000"
    assert spoken[Column.TEXT] == "Text: Hold on tight"
    assert spoken[Column.CONFIDENCE] == "Confidence: Doubtful · 46%"
    opened.document.edit("clear", lambda old: edits.clear_times(old, [0]))
    assert table.model().data(table.model().index(0, 1), Qt.ItemDataRole.AccessibleTextRole) == "Start: not timed"
    assert "Not timed yet" in table.model().data(table.model().index(0, 3), Qt.ItemDataRole.ToolTipRole)


def test_invisible_characters_are_named() -> None:
    assert "RLO" in shown_text("abc\u202edef")
    assert shown_text("plain") == "plain"


def test_no_lyrics_invites_and_takes_the_tags(opened: Session, table: LineTable, tmp_path: Path) -> None:
    tags = SongTags(title="Song", artist=None, album=None, cover=None, lyrics="[00:01.00]From the tags")
    opened.document.load(opened.document.lyrics.with_lines(()))
    opened.song.take(tmp_path / "song.mp3", tags, None)
    settle()
    found = [made for made in table.findChildren(QPushButton) if made.isVisible() and "tags" in made.text()]
    assert len(found) == 1
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    assert [line.text for line in opened.document.lyrics.lines] == ["From the tags"]
    assert QApplication.activeModalWidget() is None


def test_the_menu_of_a_line_has_its_actions(opened: Session, table: LineTable) -> None:
    at = table.visualRect(table.model().index(2, Column.TEXT)).center()
    QApplication.sendEvent(
        table.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, table.viewport().mapToGlobal(at))
    )
    menu = next(made for made in table.findChildren(QMenu) if made.isVisible())
    verify = next(action for action in menu.actions() if action.text() == "Verify")
    verify.trigger()
    menu.close()
    settle()
    assert opened.document.lyrics.lines[2].locked
    assert not table.findChildren(QMenu)
