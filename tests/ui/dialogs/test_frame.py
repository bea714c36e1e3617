"""The keys that every dialog shares."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.dialogs.frame import Frame
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


def test_a_dialog_told_to_be_in_the_corner_by_the_desktop_goes_to_its_place_again(
    studio: Studio, session: Session
) -> None:
    session.asked.emit("about")
    dialog = studio.window.findChildren(Frame)[0]
    activate(dialog)
    place = dialog.pos()
    dialog.move(0, 0)
    QApplication.processEvents()
    assert not place.isNull()
    assert dialog.pos() == place
    dialog.reject()
