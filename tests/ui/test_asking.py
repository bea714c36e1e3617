"""Every dialog that the session can ask for opens over the window and leaves it as it was."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.asking import DIALOGS


def test_each_dialog_opens_when_it_is_asked_for_and_is_gone_when_it_is_left(studio: Studio, some_lines: Lyrics) -> None:
    session = studio.session
    session.document.load(some_lines)
    session.selection.select_one(1)
    for name in DIALOGS.keys() - {"embed"}:  # that one is for a song on the disk and has tests of its own
        session.asked.emit(name)
        shown = [dialog for dialog in studio.window.findChildren(QDialog) if dialog.isVisible()]
        assert len(shown) == 1, name
        assert shown[0].windowTitle(), name
        shown[0].reject()
        del shown
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not studio.window.findChildren(QDialog), name
    assert session.document.lyrics == some_lines
