"""The keys that every dialog shares."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.dialogs.unsaved import UnsavedDialog
from lrc_studio.ui.session import Session
from tests.ui.songs import activate, button


def test_enter_presses_the_button_that_has_the_focus(studio: Studio, session: Session) -> None:
    session.document.edit("write", lambda _old: Lyrics((Line("Sung", 1000, 2000),)))
    went_on: list[bool] = []
    dialog = UnsavedDialog(session, lambda: went_on.append(True), studio.window)
    dialog.open()
    activate(dialog)
    discard = button(dialog, "Go on without saving")
    discard.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(discard, Qt.Key.Key_Return)
    assert went_on == [True]
    assert session.document.modified
    session.document.mark_saved()
