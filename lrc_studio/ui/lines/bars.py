"""Three bars that tell how sure a time is, the same in the table and in the panel."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from lrc_studio.core.doubt import SURE, UNSURE
from lrc_studio.ui.theme import Theme

WIDTH_PX = 14
_STEP_PX = 5
_BAR_PX = 4


def paint_bars(painter: QPainter, theme: Theme, box: QRectF, confidence: float) -> None:
    """Fill three bars from 80 %, two from 50 % and one below, standing on the bottom of `box`."""
    filled = 3 if confidence >= SURE else 2 if confidence >= UNSURE else 1
    colour = theme.colour("success.graphic" if confidence >= SURE else "warning.graphic")
    for place in range(3):
        height = 5 + 3.5 * place
        bar = QRectF(box.left() + place * _STEP_PX, box.bottom() - height, _BAR_PX, height)
        if place < filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(bar, 1.5, 1.5)
        else:
            painter.setPen(QPen(theme.colour("border.control"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)
