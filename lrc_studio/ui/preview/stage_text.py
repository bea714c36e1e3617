"""A line of lyrics on the stage: laid out once, painted at every frame with its wipe."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

from lrc_studio.ui.scripts import RIGHT_TO_LEFT, script_of

MOST_ROWS = 3


class StageText:
    """`text` in `font`, wrapped at words to `width_px`; more than three rows shrink as far as `least_px`."""

    def __init__(self, text: str, font: QFont, width_px: float, least_px: int, align: Qt.AlignmentFlag) -> None:
        self._leftward = script_of(text) in RIGHT_TO_LEFT
        font = QFont(font)
        self._layout = _laid_out(text, font, width_px, align, self._leftward)
        while self._layout.lineCount() > MOST_ROWS and font.pixelSize() > least_px:
            font.setPixelSize(max(least_px, font.pixelSize() - 2))
            self._layout = _laid_out(text, font, width_px, align, self._leftward)

    @property
    def height_px(self) -> float:
        """How high all rows are together."""
        return self._layout.boundingRect().height()

    @property
    def left_px(self) -> float:
        """Where the first row's text begins."""
        line = self._layout.lineAt(0)
        return line.naturalTextRect().left() if line.isValid() else 0.0

    def paint(self, painter: QPainter, at: QPointF, colour: QColor) -> None:
        """Draw all of it in one colour."""
        painter.setPen(colour)
        self._layout.draw(painter, at)

    def paint_wipe(self, painter: QPainter, at: QPointF, base: QColor, sung: QColor, chars: float) -> None:
        """Draw it with the first `chars` characters (and a fraction) in the colour of what is sung."""
        self.paint(painter, at, base)
        painter.setPen(sung)
        for row in range(self._layout.lineCount()):
            line = self._layout.lineAt(row)
            first, count = line.textStart(), line.textLength()
            if chars <= first:
                break
            box = line.naturalTextRect().translated(at)
            edge = self._edge_px(row, min(chars, first + count)) + at.x()
            if self._leftward:
                box.setLeft(edge)
            else:
                box.setRight(edge)
            painter.save()
            painter.setClipRect(box.adjusted(-4 if not self._leftward else 0, -4, 4 if self._leftward else 0, 4))
            line.draw(painter, at)
            painter.restore()

    def _edge_px(self, row: int, chars: float) -> float:
        """The x of the wipe within a row, between two characters."""
        line = self._layout.lineAt(row)
        whole = math.floor(chars)
        here, after = _x(line, whole), _x(line, min(whole + 1, line.textStart() + line.textLength()))
        return here + (after - here) * (chars - whole)


def _x(line: object, char: int) -> float:
    found = line.cursorToX(char)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple) else found)


def _laid_out(text: str, font: QFont, width_px: float, align: Qt.AlignmentFlag, leftward: bool) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width_px, 20))
        line.setPosition(QPointF(0, top))
        top += line.height() * 1.15
    layout.endLayout()
    return layout
