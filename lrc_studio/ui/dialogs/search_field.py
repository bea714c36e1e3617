"""A field to search with, on top of what it searches."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class SearchField(QLineEdit):
    """Enter and Down go on to what was found, Esc first takes the words out; neither closes the dialog."""

    def __init__(self, name: str, key: str) -> None:
        super().__init__()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key})")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ON:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
