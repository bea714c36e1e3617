"""The panel: nudges of one edge, values many lines share, fields that commit once and never fight the hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton

from lrc_studio.app import Studio
from lrc_studio.core import edits
from lrc_studio.ui.error_note import ErrorNote
from lrc_studio.ui.lines.chips import DoubtChip, WordChips
from lrc_studio.ui.lines.columns import Column
from lrc_studio.ui.lines.panel import LinePanel
from lrc_studio.ui.lines.rail import PanelRail
from lrc_studio.ui.lines.table import LineTable
from lrc_studio.ui.session import Session
from tests.ui.lines.conftest import click, press, settle, write
from tests.ui.songs import look


def field(panel: LinePanel, name: str) -> QLineEdit:
    """A field by its accessible name."""
    return next(made for made in panel.findChildren(QLineEdit) if made.accessibleName() == name)


def push(panel: LinePanel, name: str) -> None:
    """Press a button by its accessible name."""
    found = [made for made in panel.findChildren(QPushButton) if made.accessibleName() == name and made.isVisible()]
    assert len(found) == 1, name
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def said(panel: LinePanel) -> list[str]:
    """All texts of the panel's visible labels."""
    return [made.text() for made in panel.findChildren(QLabel) if made.isVisible() and made.text()]


@pytest.mark.parametrize(
    ("name", "start_ms", "end_ms"),
    [
        ("Start 10 milliseconds later", 5010, 6800),
        ("Start 100 milliseconds earlier", 4900, 6800),
        ("End 100 milliseconds later", 5000, 6900),
        ("End 10 milliseconds earlier", 5000, 6790),
    ],
)
def test_each_nudge_moves_its_own_edge(
    opened: Session, panel: LinePanel, name: str, start_ms: int, end_ms: int
) -> None:
    push(panel, name)
    line = opened.document.lyrics.lines[2]
    assert (line.start_ms, line.end_ms) == (start_ms, end_ms)


def test_nudges_follow_the_settings(opened: Session, panel: LinePanel) -> None:
    opened.change_settings(nudge_small_ms=25, nudge_large_ms=250)
    settle()
    push(panel, "Start 25 milliseconds later")
    assert opened.document.lyrics.lines[2].start_ms == 5025
    assert not [made for made in panel.findChildren(QPushButton) if "10 milli" in made.accessibleName()]


def test_many_lines_show_what_they_share_and_mixed_otherwise(opened: Session, panel: LinePanel) -> None:
    opened.document.edit("same end", lambda old: edits.set_end(edits.set_end(old, 0, 9000), 1, 9000))
    opened.selection.select((0, 1), 0)
    assert "2 lines" in said(panel)
    start, end = field(panel, "Start of the line"), field(panel, "End of the line")
    assert (start.text(), start.placeholderText()) == ("", "Mixed")
    assert end.text() == "0:09.000"
    assert not field(panel, "Text of the line").isVisible()
    push(panel, "Start 100 milliseconds later")
    assert [line.start_ms for line in opened.document.lyrics.lines][:3] == [1100, 3100, 5000]


def test_nothing_selected_is_a_quiet_sentence(opened: Session, panel: LinePanel) -> None:
    opened.selection.select(())
    assert said(panel) == ["Choose a line to see it here."]


def test_a_text_is_committed_once_by_enter_and_by_leaving(opened: Session, panel: LinePanel, table: LineTable) -> None:
    text = field(panel, "Text of the line")
    text.setFocus()
    text.selectAll()
    write("Other words")
    press(Qt.Key.Key_Return)
    assert opened.document.lyrics.lines[2].text == "Other words"
    table.setFocus()
    assert opened.document.undo_stack.count() == 1
    text.setFocus()
    text.selectAll()
    write("Once more")
    click(table, 0, Column.TEXT)
    assert [opened.document.lyrics.lines[row].text for row in (0, 2)] == ["Hold on tight", "Once more"]
    assert text.text() == "Hold on tight"


def test_what_is_typed_goes_to_its_own_line_when_another_becomes_current(opened: Session, panel: LinePanel) -> None:
    text = field(panel, "Text of the line")
    text.setFocus()
    text.selectAll()
    write("Typed here")
    opened.selection.select_one(0)
    assert [opened.document.lyrics.lines[row].text for row in (0, 2)] == ["Hold on tight", "Typed here"]


def test_typing_is_not_disturbed_by_other_edits(opened: Session, panel: LinePanel) -> None:
    text = field(panel, "Text of the line")
    text.setFocus()
    text.selectAll()
    write("Typed")
    opened.document.edit("above", lambda old: edits.insert_line(old, 0))
    opened.document.edit("nudge", lambda old: edits.nudge(old, [3], 10))
    assert text.text() == "Typed"
    press(Qt.Key.Key_Return)
    assert opened.document.lyrics.lines[3].text == "Typed"


def test_escape_restores_a_field(opened: Session, panel: LinePanel) -> None:
    start = field(panel, "Start of the line")
    start.setFocus()
    start.selectAll()
    write("0:09")
    press(Qt.Key.Key_Escape)
    assert start.text() == "0:05.000"
    assert opened.document.undo_stack.count() == 0


def test_a_wrong_time_says_why_and_stays(opened: Session, panel: LinePanel, table: LineTable) -> None:
    start = field(panel, "Start of the line")
    start.setFocus()
    start.selectAll()
    write("1:75")
    press(Qt.Key.Key_Return)
    table.setFocus()
    notes = [note.text for note in panel.findChildren(ErrorNote) if note.isVisible()]
    assert (start.text(), notes) == ("1:75", ["Seconds stop at 59"])
    start.setFocus()
    start.selectAll()
    write("4.5")
    press(Qt.Key.Key_Return)
    assert opened.document.lyrics.lines[2].start_ms == 4500


def test_letters_and_enter_play_nothing_while_a_field_is_typed_in(
    studio: Studio, opened: Session, panel: LinePanel
) -> None:
    action = studio.window.actions_bound.by_id("play.toggle")
    action.setEnabled(True)
    ran: list[bool] = []
    action.triggered.connect(lambda: ran.append(True))
    text = field(panel, "Text of the line")
    text.setFocus()
    text.end(False)
    write(" v n")
    press(Qt.Key.Key_Return)
    assert not ran
    assert opened.document.lyrics.lines[2].text.endswith(" v n")


def test_verify_by_its_button(opened: Session, panel: LinePanel) -> None:
    push(panel, "Verify")
    assert opened.document.lyrics.lines[2].locked
    assert panel.findChild(DoubtChip).accessibleName() == "Verified"
    push(panel, "Not verified")
    assert not opened.document.lyrics.lines[2].locked


def test_problems_are_sentences_and_words_are_told(opened: Session, panel: LinePanel) -> None:
    from lrc_studio.core.lyrics import Word

    words = (Word("Hold ", 1000, 1400), Word("on ", 1400, 1800, confidence=0.4), Word("tight", None))
    changed = replace(opened.document.lyrics.lines[0], words=words, end_ms=3200)
    opened.document.edit("words", lambda old: old.with_lines((changed, *old.lines[1:])))
    opened.selection.select_one(0)
    look(opened)
    assert any("overlaps line 2" in sentence for text in said(panel) for sentence in text.split("\n"))
    spoken = panel.findChild(WordChips).accessibleName()
    assert spoken == "Words: Hold 0:01.000, on 0:01.400, doubtful, 40%, tight not timed"


def test_a_small_window_opens_the_panel_from_its_rail(studio: Studio, opened: Session, panel: LinePanel) -> None:
    window = studio.window
    window.resize(1000, 650)
    settle()
    rail = window.findChild(PanelRail)
    assert rail.isVisible()
    assert not panel.isVisible()
    QTest.mouseClick(rail.buttons["line"], Qt.MouseButton.LeftButton)
    settle()
    assert panel.isVisible()
    assert window.actions_bound.by_id("view.side").isChecked()
    assert window.editor.table.width() > window.width() - 60
    push(panel, "Start 10 milliseconds later")
    assert opened.document.lyrics.lines[2].start_ms == 5010
    field(panel, "Text of the line").setFocus()
    press(Qt.Key.Key_Escape)
    settle()
    assert not panel.isVisible()
    window.resize(1440, 900)
    settle()
    assert panel.isVisible()
    assert not rail.isVisible()
    assert opened.settings.side_panel


def fill(panel: LinePanel, name: str, text: str) -> None:
    """Type into a field and leave it with Enter."""
    here = field(panel, name)
    here.setFocus()
    here.selectAll()
    write(text)
    press(Qt.Key.Key_Return)


def test_side_texts_are_typed_and_undone(opened: Session, panel: LinePanel) -> None:
    before = opened.document.lyrics
    opened.selection.select_one(0)
    for name, text in (("Section", "Verse"), ("Voice", "Ann"), ("Translation", "Eins"), ("Romanization", "uno")):
        fill(panel, f"{name} of the line", text)
    line = opened.document.lyrics.lines[0]
    assert (line.section, line.voice, line.translation, line.romanization) == ("Verse", "Ann", "Eins", "uno")
    for _ in range(4):
        opened.document.undo_stack.undo()
    assert opened.document.lyrics == before


def test_voice_and_background_are_set_for_many_lines(opened: Session, panel: LinePanel) -> None:
    opened.selection.select([0, 1])
    fill(panel, "Voice of the line", "Choir")
    box = panel.findChild(QCheckBox)
    assert box is not None
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    changed = opened.document.lyrics.lines[:2]
    assert [(line.voice, line.background) for line in changed] == [("Choir", True)] * 2
    assert not field(panel, "Translation of the line").isEnabled()
