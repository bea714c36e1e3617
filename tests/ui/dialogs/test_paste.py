"""Pasting lyrics by keys alone."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lrc_studio.app import Studio
from lrc_studio.ui.dialogs.paste import PasteDialog
from lrc_studio.ui.dialogs.song_by_id import SongByIdDialog
from lrc_studio.ui.importing import LONG_CHARS
from lrc_studio.ui.session import Session
from tests.ui.conftest import until
from tests.ui.songs import TEXT, activate, button, texts


def opened(studio: Studio, session: Session, clipboard: str) -> PasteDialog:
    QGuiApplication.clipboard().setText(clipboard)
    session.asked.emit("paste")
    found = studio.window.findChild(PasteDialog)
    assert found is not None
    activate(found)
    return found


def test_enter_takes_what_was_pasted(studio: Studio, session: Session) -> None:
    dialog = opened(studio, session, TEXT)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert [line.text for line in session.document.lyrics.lines] == TEXT.splitlines()
    session.document.mark_saved()


def test_in_the_text_no_key_throws_it_away_and_tab_goes_on(studio: Studio, session: Session) -> None:
    session.files.paste(TEXT)
    dialog = opened(studio, session, "")
    assert dialog.text.hasFocus()
    QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    assert dialog.text.toPlainText().splitlines()[1:] == TEXT.splitlines()
    QTest.keyClick(dialog.text, Qt.Key.Key_Tab)
    assert not dialog.text.hasFocus()
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    session.document.mark_saved()


def test_a_format_that_stands_in_one_row_is_taken_too(studio: Studio, session: Session) -> None:
    project = (
        '{"format": "lrc-studio", "version": 1, "lines": [{"start_ms": 1000, "text": "One"}], '
        f'"source": {{"provider": "kie", "task_id": "{"5c79be8e" * 4}", "notes": {{}}}}}}'
    )
    dialog = opened(studio, session, project)
    assert dialog.by_id.isHidden()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [(line.text, line.start_ms) for line in session.document.lyrics.lines] == [("One", 1000)]
    session.document.mark_saved()


def test_the_format_is_named_and_its_times_come_along(studio: Studio, session: Session) -> None:
    dialog = opened(studio, session, "WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\n00:03.000 --> 00:04.000\nTwo\n")
    assert "WebVTT · 2 with times" in texts(dialog)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [(line.text, line.start_ms, line.end_ms) for line in session.document.lyrics.lines] == [
        ("One", 1000, 2000),
        ("Two", 3000, 4000),
    ]
    session.document.mark_saved()


def test_a_huge_text_shows_its_beginning_and_is_taken_whole(
    studio: Studio, session: Session, runner: asyncio.Runner
) -> None:
    count = LONG_CHARS // 10
    dialog = opened(studio, session, "\n".join(f"line {row:06d}" for row in range(count)))

    async def run() -> None:
        assert len(dialog.text.toPlainText()) < LONG_CHARS
        assert not button(dialog, "Use").isEnabled()
        await until(lambda: button(dialog, "Use").isEnabled())
        assert button(dialog, "Use").text() == f"Use {count} lines"
        QTest.mouseClick(button(dialog, "Use"), Qt.MouseButton.LeftButton)

    runner.run(run())
    assert len(session.document.lyrics.lines) == count
    session.document.mark_saved()


def test_a_damaged_text_is_told_and_not_taken(studio: Studio, session: Session) -> None:
    dialog = opened(studio, session, '{"format": "lrc-studio",\n "lines": [')
    assert not button(dialog, "Use").isEnabled()
    assert "This text" in texts(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert session.document.lyrics.lines == ()


def test_a_copied_id_leads_to_the_song_by_id(studio: Studio, session: Session) -> None:
    copied = '{"code": 200, "data": {"taskId": "5c79be8e5c79be8e5c79be8e5c79be8e"}}'
    dialog = opened(studio, session, copied)
    assert dialog.by_id.hasFocus()
    QTest.keyClick(dialog.by_id, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    by_id = studio.window.findChild(SongByIdDialog)
    assert by_id is not None
    assert by_id.field.text() == copied
    by_id.reject()


def test_lyrics_are_no_id(studio: Studio, session: Session) -> None:
    dialog = opened(studio, session, TEXT)
    assert not dialog.by_id.isVisible()
    dialog.reject()
