"""Asks once before the program is closed with jobs at work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from lrc_studio.ui.dialogs.frame import SMALL_PX, Frame
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import label


class LeavingDialog(Frame):
    """Closes, or stays."""

    def __init__(self, session: Session, then: Callable[[], None], parent: QWidget) -> None:
        title, sentence = session.services.leaving_words()
        super().__init__(session, title, SMALL_PX, parent)
        self._then = then
        text = label(sentence, "secondary")
        text.setWordWrap(True)
        self.body.addWidget(text)
        self.finish("Close the program", self._on_close, cancel="Stay")

    def _on_close(self) -> None:
        self.accept()
        self._then()
