"""The raw text beside the table: one document, edited from both sides."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from lrc_studio.app import Studio
from lrc_studio.core import edits
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.ui.raw.view import RawText
from lrc_studio.ui.session import Session
from tests.ui.waiting import until

SONG = Lyrics(
    (Line("Hold on", 1003, 2000, (Word("Hold ", 1003), Word("on", 1500))), Line("Harbour lights", 4000, 5000))
)
TEXT = "[00:01.00]Hold on\n[00:04.00]Harbour lights"


@pytest.fixture
def raw(studio: Studio, session: Session) -> RawText:
    """The raw text, in focus, with two lines."""
    session.document.load(SONG)
    session.change_settings(simple=True)
    QCoreApplication.processEvents()
    found = studio.window.findChild(RawText)
    assert found is not None
    assert found.isVisible()
    found.field.setFocus()
    return found


def go(raw: RawText, row: int, column: int) -> None:
    cursor = QTextCursor(raw.field.document().findBlockByNumber(row))
    cursor.movePosition(QTextCursor.MoveOperation.Right, n=column)
    raw.field.setTextCursor(cursor)


def typed(raw: RawText, session: Session, runner: asyncio.Runner, text: str) -> None:
    before = session.document.lyrics
    QTest.keyClicks(raw.field, text)
    runner.run(until(lambda: session.document.lyrics is not before))


def test_what_is_typed_is_the_line_and_its_times_stay(raw: RawText, session: Session, runner: asyncio.Runner) -> None:
    assert raw.field.toPlainText() == TEXT
    go(raw, 0, 17)
    typed(raw, session, runner, "e")
    assert session.document.lyrics.lines[0].text == "Hold one"
    assert session.document.lyrics.lines[0].words[0] == SONG.lines[0].words[0]
    assert raw.field.toPlainText() == TEXT.replace("on\n", "one\n")
    assert raw.field.textCursor().positionInBlock() == 18


def test_typing_is_one_step_and_undo_is_that_of_the_window(
    raw: RawText, session: Session, runner: asyncio.Runner
) -> None:
    go(raw, 1, 24)
    typed(raw, session, runner, " tonight")
    assert session.document.undo_stack.count() == 1
    QTest.keyClick(raw.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.document.lyrics == SONG
    assert raw.field.toPlainText() == TEXT


def test_an_edit_elsewhere_changes_the_text_and_leaves_the_cursor(raw: RawText, session: Session) -> None:
    go(raw, 1, 12)
    session.document.edit("stamp", lambda old: edits.set_start(old, 0, 2500))
    assert raw.field.toPlainText() == TEXT.replace("[00:01.00]", "[00:02.50]")
    assert (raw.field.textCursor().blockNumber(), raw.field.textCursor().positionInBlock()) == (1, 12)
    session.document.edit("insert", lambda old: edits.insert_line(old, 1, Line("Between", 3000)))
    assert raw.field.rows[1] == "[00:03.00]Between"
    session.document.edit("delete", lambda old: edits.delete_lines(old, [0, 1]))
    assert raw.field.rows == ["[00:04.00]Harbour lights"]
    session.document.edit("delete", lambda old: edits.delete_lines(old, [0]))
    assert raw.field.rows == [""]


def test_a_stamp_that_is_broken_and_mended_has_lost_nothing(
    raw: RawText, session: Session, runner: asyncio.Runner
) -> None:
    go(raw, 0, 9)
    QTest.keyClick(raw.field, Qt.Key.Key_Backspace)
    QTest.keyClick(raw.field, Qt.Key.Key_Delete)
    assert session.document.lyrics == SONG
    typed(raw, session, runner, "5]")
    line = session.document.lyrics.lines[0]
    assert (line.start_ms, line.end_ms, line.words[1].start_ms) == (1050, 2047, 1547)


def test_lines_come_and_go_and_letters_are_no_keys_here(raw: RawText, session: Session, runner: asyncio.Runner) -> None:
    go(raw, 1, 24)
    typed(raw, session, runner, "\r[00:06.00]vnm now")
    assert [(line.text, line.start_ms) for line in session.document.lyrics.lines][1:] == [
        ("Harbour lights", 4000),
        ("vnm now", 6000),
    ]
    assert not any(line.locked for line in session.document.lyrics.lines)


def test_what_is_typed_is_kept_when_the_focus_goes(studio: Studio, raw: RawText, session: Session) -> None:
    go(raw, 1, 24)
    QTest.keyClicks(raw.field, "!")
    studio.window.editor.table.setFocus()
    assert session.document.lyrics.lines[1].text == "Harbour lights!"


def test_the_row_of_the_cursor_is_the_current_line(raw: RawText, session: Session) -> None:
    go(raw, 1, 3)
    assert session.selection.current == 1
    session.selection.select_one(0)
    assert raw.field.extraSelections()[0].cursor.blockNumber() == 0


def test_the_text_cannot_change_in_tap_sync(raw: RawText, session: Session) -> None:
    session.modes.tapping = True
    QTest.keyClicks(raw.field, "x")
    assert raw.field.toPlainText() == TEXT
    session.modes.tapping = False
