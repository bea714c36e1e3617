"""For whom a file is made: the kinds of export as a list of choices."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from lrc_studio.ui.widgets import down, label

KINDS = (
    ("lrc", "Any player", "LRC, one time a line"),
    ("elrc", "Players showing words", "Enhanced LRC, a time for each word"),
    ("txt", "Plain text", "The words alone"),
)
"""Format id, name and one sentence, the safest first."""


class KindList(QWidget):
    """One tab stop; arrow keys move the choice. `chosen(format_id)` follows each change."""

    chosen = Signal(str)

    def __init__(self, kind: str, width_px: int) -> None:
        super().__init__()
        self.setFixedWidth(width_px)
        column = down(self, 4)
        self._group = QButtonGroup(self)
        for format_id, name, sentence in KINDS:
            row = _KindRow(name, sentence)
            self._group.addButton(row.radio)
            row.radio.setChecked(format_id == kind)
            row.mark()
            row.radio.toggled.connect(lambda on, row=row, format_id=format_id: self._on_toggled(row, format_id, on))
            column.addWidget(row)

    def _on_toggled(self, row: _KindRow, format_id: str, on: bool) -> None:
        row.mark()
        if on:
            self.chosen.emit(format_id)


class _KindRow(QFrame):
    """A radio button with its sentence; the whole row can be clicked."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__()
        self.setObjectName("kind")
        column = down(self, 0, margins_px=(8, 4, 8, 7))
        self.radio = QRadioButton(name)
        self.radio.setAccessibleDescription(sentence)
        told = label(sentence, "caption")
        told.setContentsMargins(24, 0, 0, 0)
        told.setWordWrap(True)
        column.addWidget(self.radio)
        column.addWidget(told)

    def mark(self) -> None:
        """Tint the row that is chosen."""
        self.setProperty("on", self.radio.isChecked())
        self.style().unpolish(self)
        self.style().polish(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.radio.setChecked(True)
        self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
