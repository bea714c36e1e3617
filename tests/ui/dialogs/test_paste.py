"""Pasting lyrics by keys alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lrc_studio.app import Studio
from lrc_studio.ui.dialogs.paste import PasteDialog
from lrc_studio.ui.dialogs.song_by_id import SongByIdDialog
from lrc_studio.ui.session import Session
from tests.ui.songs import TEXT, activate


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
