"""What every dialog shares: title, body, and the buttons with one primary."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, button, down, label

SMALL_PX, MIDDLE_PX, LARGE_PX = 480, 720, 1140


class Frame(QDialog):
    """A dialog `width_px` wide; Esc cancels, Enter is the primary. Opened with `open()`."""

    def __init__(self, session: Session, title: str, width_px: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(min(width_px, parent.width() - 40))
        self._outer = down(self, 0)
        head = label(title, "heading")
        head.setContentsMargins(20, 18, 20, 12)
        self._outer.addWidget(head)
        self.body = down(gap_px=8, margins_px=(20, 0, 20, 16))
        self._outer.addLayout(self.body, 1)
        self.foot = across(gap_px=8, margins_px=(20, 0, 20, 18))
        self._outer.addLayout(self.foot)

    def finish(self, primary: str, run: Callable[[], object] | None = None, cancel: str = "Cancel") -> QPushButton:
        """Add the foot's end: stretch, Cancel (none where it is ""), and the primary, which is given back."""
        self.foot.addStretch(1)
        if cancel:
            leave = button(cancel)
            leave.clicked.connect(self.reject)
            self.foot.addWidget(leave)
        made = button(primary, "primary")
        made.setDefault(True)
        made.clicked.connect(run or self.accept)
        self.foot.addWidget(made)
        return made
