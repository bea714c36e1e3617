"""Every way by which a verified time could change asks first, and does nothing until it is answered."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.dialogs.paste import PasteDialog
from lrc_studio.ui.dialogs.question import QuestionDialog
from lrc_studio.ui.raw.view import RawText
from lrc_studio.ui.session import Session
from tests.ui.waiting import until

Key = Qt.Key


@pytest.fixture
def opened(studio: Studio, some_lines: Lyrics) -> Session:
    """Five timed lines, the third verified and current."""
    session = studio.session
    lines = [replace(line, locked=row == 2) for row, line in enumerate(some_lines.lines)]
    session.document.load(Lyrics(tuple(lines)))
    session.selection.select_one(2)
    studio.window.editor.table.setFocus()
    QCoreApplication.processEvents()
    return session


def answer(studio: Studio, verb: str) -> None:
    dialog = next(made for made in studio.window.findChildren(QuestionDialog) if made.isVisible())
    next(made for made in dialog.findChildren(QPushButton) if made.text() == verb).click()


def texts(session: Session) -> list[str]:
    return [line.text for line in session.document.lyrics.lines]


def starts(session: Session) -> list[int | None]:
    return [line.start_ms for line in session.document.lyrics.lines]


def test_deleting_asks_and_leaves_the_verified_one(studio: Studio, opened: Session) -> None:
    before = opened.document.lyrics
    opened.selection.select([1, 2], 1)
    QTest.keyClick(studio.window.editor.table, Key.Key_Delete)
    assert opened.document.lyrics is before
    answer(studio, "Leave verified lines")
    assert starts(opened) == [1000, 5000, 7000, 9000]
    QTest.keyClick(studio.window.editor.table, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    opened.selection.select([1, 2], 1)
    QTest.keyClick(studio.window.editor.table, Key.Key_Delete)
    answer(studio, "Delete all")
    assert starts(opened) == [1000, 7000, 9000]


def test_joining_asks_and_a_no_changes_nothing(studio: Studio, opened: Session) -> None:
    before = opened.document.lyrics
    opened.selection.select([1, 2], 1)
    QTest.keyClick(studio.window.editor.table, Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    answer(studio, "Cancel")
    assert opened.document.lyrics is before
    QTest.keyClick(studio.window.editor.table, Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    answer(studio, "Change")
    assert starts(opened) == [1000, 3000, 7000, 9000]


def paste(studio: Studio, text: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(studio.window.editor.table, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = next(made for made in studio.window.findChildren(PasteDialog) if made.isVisible())
    QTest.keyClick(dialog.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_pasted_times_ask_and_go_around_the_verified_line(studio: Studio, opened: Session) -> None:
    pasted = "\n".join(f"[00:{20 + row}.00]{text}" for row, text in enumerate(texts(opened)))
    paste(studio, pasted)
    assert starts(opened) == [1000, 3000, 5000, 7000, 9000]
    answer(studio, "Leave verified lines")
    assert starts(opened) == [20_000, 21_000, 5000, 23_000, 24_000]
    paste(studio, pasted)
    answer(studio, "Replace")
    assert starts(opened) == [20_000, 21_000, 22_000, 23_000, 24_000]


def test_pasted_words_ask_only_where_a_verified_line_would_go(studio: Studio, opened: Session) -> None:
    paste(studio, "\n".join((*texts(opened), "One more")))
    assert starts(opened) == [1000, 3000, 5000, 7000, 9000, None]
    paste(studio, "\n".join(("Something else entirely", "and more of it")))
    assert len(texts(opened)) == 6
    answer(studio, "Replace")
    assert texts(opened) == ["Something else entirely", "and more of it"]


@pytest.fixture
def raw(studio: Studio, opened: Session) -> RawText:
    """The raw text, in focus."""
    QTest.keyClick(studio.window.editor.table, Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    QCoreApplication.processEvents()
    found = studio.window.findChild(RawText)
    assert found is not None
    assert found.isVisible()
    found.field.setFocus()
    return found


def retyped(raw: RawText, runner: asyncio.Runner, studio: Studio, old: str, new: str) -> None:
    """Select a piece of the text, type another over it, and wait until it is asked for."""
    raw.field.moveCursor(raw.field.textCursor().MoveOperation.Start)
    assert raw.field.find(old)
    QTest.keyClicks(raw.field, new) if new else QTest.keyClick(raw.field, Key.Key_Delete)
    runner.run(until(lambda: any(made.isVisible() for made in studio.window.findChildren(QuestionDialog))))


def test_a_verified_stamp_changed_in_the_raw_text_asks(
    raw: RawText, studio: Studio, opened: Session, runner: asyncio.Runner
) -> None:
    before, text = opened.document.lyrics, raw.field.toPlainText()
    retyped(raw, runner, studio, "00:05.00", "00:05.50")
    assert opened.document.lyrics is before
    answer(studio, "Cancel")
    assert (opened.document.lyrics is before, raw.field.toPlainText()) == (True, text)
    retyped(raw, runner, studio, "00:05.00", "00:05.50")
    answer(studio, "Change")
    assert starts(opened) == [1000, 3000, 5500, 7000, 9000]
    assert "[00:05.50]" in raw.field.toPlainText()


def test_a_verified_row_that_goes_from_the_raw_text_asks(
    raw: RawText, studio: Studio, opened: Session, runner: asyncio.Runner
) -> None:
    retyped(raw, runner, studio, f"[00:05.00]{texts(opened)[2]}", "")
    assert len(starts(opened)) == 5
    answer(studio, "Change")
    assert 5000 not in starts(opened)


def test_the_text_of_a_verified_line_is_typed_unasked(
    raw: RawText, studio: Studio, opened: Session, runner: asyncio.Runner
) -> None:
    raw.field.moveCursor(raw.field.textCursor().MoveOperation.Start)
    assert raw.field.find("灯台")
    QTest.keyClicks(raw.field, "Tower")
    runner.run(until(lambda: "Tower" in texts(opened)[2]))
    assert not studio.window.findChildren(QuestionDialog)
    assert (starts(opened)[2], opened.document.lyrics.lines[2].locked) == (5000, True)
