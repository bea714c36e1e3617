"""Asks before unsaved work is lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from lrc_studio.ui.dialogs.frame import SMALL_PX, Frame
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import button, label


class UnsavedDialog(Frame):
    """Save, leave without saving, or stay."""

    def __init__(self, session: Session, then: Callable[[], None], parent: QWidget) -> None:
        title = session.files.title or "the lyrics"
        super().__init__(session, f"Save your work on {title}?", SMALL_PX, parent)
        self._then = then
        text = label("Edits since the last save are lost if you go on without saving.", "secondary")
        text.setWordWrap(True)
        self.body.addWidget(text)
        discard = button("Go on without saving", "quiet")
        discard.clicked.connect(self._on_discard)
        self.foot.addWidget(discard)
        self.finish("Save", self._on_save)

    def _on_save(self) -> None:
        self.accept()
        self.session.files.save(self._then)

    def _on_discard(self) -> None:
        self.accept()
        self._then()
