"""For whom a file is made: the kinds of export as a list of choices."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QScrollArea, QWidget

from lrc_studio.formats import FORMATS
from lrc_studio.formats.base import KEEPS_ALL
from lrc_studio.ui.widgets import down, label

_NAMES = {"lrc": "Any player", "elrc": "Players showing words"}
_LAST = ("txt",)


def _kinds() -> tuple[tuple[str, str, str], ...]:
    """What can be exported, the safest first; a project is saved, not exported."""
    written = [fmt for fmt in FORMATS if fmt.write and fmt.keeps != KEEPS_ALL]
    written.sort(key=lambda fmt: fmt.id in _LAST)
    return tuple((fmt.id, _NAMES.get(fmt.id, fmt.label), fmt.about or f"*{fmt.suffixes[0]}") for fmt in written)


KINDS = _kinds()
"""Format id, name and one sentence."""


class KindList(QScrollArea):
    """One tab stop; arrow keys move the choice and bring it into view. `chosen(format_id)` follows each change."""

    chosen = Signal(str)

    def __init__(self, kind: str, width_px: int) -> None:
        super().__init__()
        self.setFixedWidth(width_px)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        inside = QWidget()
        inside.setAutoFillBackground(False)
        column = down(inside, 4)
        self._group = QButtonGroup(self)
        for format_id, name, sentence in KINDS:
            row = _KindRow(name, sentence)
            self._group.addButton(row.radio)
            row.radio.setChecked(format_id == kind)
            row.mark()
            row.radio.toggled.connect(lambda on, row=row, format_id=format_id: self._on_toggled(row, format_id, on))
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(inside)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        chosen = self._group.checkedButton()
        if chosen is not None:
            self.ensureWidgetVisible(chosen.parentWidget() or chosen)

    def _on_toggled(self, row: _KindRow, format_id: str, on: bool) -> None:
        row.mark()
        if on:
            self.ensureWidgetVisible(row)
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
