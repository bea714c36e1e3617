"""The table's heads, each right above what its column shows."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from lrc_studio.ui.lines.columns import HEADS, NUMBER_RIGHT_PX, PAD_PX, Column
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size


class LineHeads(QHeaderView):
    """Names the columns; a name that does not fit is left out rather than cut."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session = session
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(24)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, self._session.theme.length(size("tableHeader")))

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        theme = self._session.theme
        painter.fillRect(rect, theme.colour("bg.panel"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border.subtle"))
        font = theme.font("small")
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(theme.colour("text.muted"))
        number = logical_index == Column.MARK
        words = rect.adjusted(0 if number else PAD_PX, 0, -NUMBER_RIGHT_PX if number else 0, -1)
        side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
        if painter.fontMetrics().horizontalAdvance(HEADS[logical_index]) <= words.width():
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | side, HEADS[logical_index])
