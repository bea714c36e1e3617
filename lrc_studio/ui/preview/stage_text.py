"""A line of lyrics on the stage: laid out and drawn once, then copied at every frame up to its wipe."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap, QTextLayout, QTextLine, QTextOption

from lrc_studio.ui.scripts import RIGHT_TO_LEFT, script_of

MOST_ROWS = 3
_ROW_SHARE = 1.15
_OVER_PX = 4.0
"""How far signs may stick out of their box."""


class StageText:
    """`text` in `font`, wrapped at words to `width_px`; more than three rows shrink as far as `least_px`."""

    def __init__(self, text: str, font: QFont, width_px: float, least_px: int, align: Qt.AlignmentFlag) -> None:
        self._text, self._leftward = text, script_of(text) in RIGHT_TO_LEFT
        font = QFont(font)
        self._layout = _laid_out(text, font, width_px, align, self._leftward)
        while self._layout.lineCount() > MOST_ROWS and font.pixelSize() > least_px:
            font.setPixelSize(max(least_px, font.pixelSize() - 2))
            self._layout = _laid_out(text, font, width_px, align, self._leftward)
        self._boxes = _with_margins(list(self._chars()))
        self._pictures: dict[tuple[int, bool, float], QPixmap] = {}

    @property
    def height_px(self) -> float:
        """How high all rows are together."""
        return self._layout.boundingRect().height()

    @property
    def box(self) -> QRect:
        """Where its signs are, from its own corner."""
        whole = QRectF()
        for row in range(self._layout.lineCount()):
            whole = whole.united(self._layout.lineAt(row).naturalTextRect())
        return whole.adjusted(-2 * _OVER_PX, -_OVER_PX, 2 * _OVER_PX, _OVER_PX).toAlignedRect()

    @property
    def first_middle(self) -> QPointF:
        """The left end of the first row's text, at half of its height."""
        box = self._layout.lineAt(0).naturalTextRect() if self._layout.lineCount() else QRectF()
        return QPointF(box.left(), box.center().y())

    def paint(self, painter: QPainter, at: QPoint, colour: QColor, underlined: bool = False) -> None:
        """Draw all of it in one colour."""
        painter.drawPixmap(at + self.box.topLeft(), self._picture(painter, colour, underlined))

    def paint_wipe(self, painter: QPainter, at: QPoint, base: QColor, sung: QColor, lined: bool, chars: float) -> None:
        """Draw it with the first `chars` characters, and a fraction of the next, as sung: `lined` has a line below."""
        for colour, underlined, from_chars, to_chars in (
            (sung, lined, 0.0, chars),
            (base, False, chars, float(len(self._boxes))),
        ):
            picture, box = self._picture(painter, colour, underlined), self.box
            scale = picture.devicePixelRatio()
            for part in self.spans(from_chars, to_chars):
                inside = QRectF(part.translated(-box.topLeft()))
                source = QRectF(inside.topLeft() * scale, inside.size() * scale)
                painter.drawPixmap(QRectF(part.translated(at)), picture, source)

    def spans(self, from_chars: float, to_chars: float) -> list[QRect]:
        """The boxes between two places of the wipe, from the text's own corner; those that touch are one."""
        joined: list[QRect] = []
        for place in range(max(math.floor(from_chars), 0), min(math.ceil(to_chars), len(self._boxes))):
            part = _share_of(*self._boxes[place], max(from_chars - place, 0.0), min(to_chars - place, 1.0))
            if joined and _touch(joined[-1], part):
                joined[-1] = joined[-1].united(part)
            elif part.width() > 0:
                joined.append(part)
        return joined

    def _picture(self, painter: QPainter, colour: QColor, underlined: bool) -> QPixmap:
        """All of the text in a colour, kept for the next frame."""
        scale = painter.device().devicePixelRatio()
        key = (colour.rgba(), underlined, scale)
        found = self._pictures.get(key)
        if found is None:
            box = self.box
            found = QPixmap(math.ceil(box.width() * scale) + 1, math.ceil(box.height() * scale) + 1)
            found.setDevicePixelRatio(scale)
            found.fill(Qt.GlobalColor.transparent)
            self._draw(found, QPointF(-box.topLeft()), colour, underlined)
            self._pictures[key] = found
        return found

    def _draw(self, on: QPixmap, at: QPointF, colour: QColor, underlined: bool) -> None:
        painter = QPainter(on)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setPen(colour)
        self._layout.draw(painter, at)
        thick_px = max(2.0, self._layout.font().pixelSize() / 12)
        for row in range(self._layout.lineCount() if underlined else 0):
            box = self._layout.lineAt(row).naturalTextRect().translated(at)
            painter.fillRect(QRectF(box.left(), box.bottom() - thick_px, box.width(), thick_px), colour)
        painter.end()

    def _chars(self) -> Iterator[tuple[QRectF, bool]]:
        """Each character's box and whether it is read to the left: a line may hold both ways."""
        rows = [self._layout.lineAt(row) for row in range(self._layout.lineCount())]
        at, row = 0, 0
        for sign in self._text:
            while row + 1 < len(rows) and at >= rows[row].textStart() + rows[row].textLength():
                row += 1
            whole = self._layout.isValidCursorPosition(at)
            yield _box_of(rows[row], at, self._leftward) if whole else _nothing(rows[row], at, self._leftward)
            at += 2 if ord(sign) > 0xFFFF else 1  # Qt counts in halves of such signs


def _with_margins(boxes: list[tuple[QRectF, bool]]) -> list[tuple[QRectF, bool]]:
    """The outer signs of each row with room for what sticks out of them, as slanted ones do."""
    for top in {box.top() for box, _ in boxes}:
        row = [box for box, _ in boxes if box.top() == top]
        first, last = min(row, key=lambda box: box.left()), max(row, key=lambda box: box.right())
        first.setLeft(first.left() - _OVER_PX)
        last.setRight(last.right() + _OVER_PX)
    return boxes


def _box_of(line: QTextLine, at: int, leftward: bool) -> tuple[QRectF, bool]:
    begin, end = _x(line, at, QTextLine.Edge.Leading), _x(line, at, QTextLine.Edge.Trailing)
    if begin == end:
        begin, end = _glyphs_x(line, at, begin)
    high = line.naturalTextRect()
    box = QRectF(min(begin, end), high.top() - _OVER_PX, abs(end - begin), high.height() + 2 * _OVER_PX)
    return box, end < begin if end != begin else leftward


def _nothing(line: QTextLine, at: int, leftward: bool) -> tuple[QRectF, bool]:
    """An accent and the like, which belongs to the sign before it, has no room of its own."""
    box, _ = _box_of(line, at, leftward)
    return QRectF(box.right(), box.top(), 0.0, box.height()), leftward


def _glyphs_x(line: QTextLine, at: int, x: float) -> tuple[float, float]:
    """Where a sign begins and ends by its glyphs: the caret has two places where the direction turns."""
    for run in line.glyphRuns(at, 1):
        left = run.positions()[0].x()
        right = left + sum(step.x() for step in run.rawFont().advancesForGlyphIndexes(run.glyphIndexes()))
        return (right, left) if run.isRightToLeft() else (left, right)
    return x, x


def _share_of(box: QRectF, leftward: bool, begin: float, end: float) -> QRect:
    """A part of a sign's box in the direction of reading, at whole pixels so that the wipe's edge is hard."""
    if leftward:
        begin, end = 1 - end, 1 - begin
    left, right = round(box.left() + box.width() * begin), round(box.left() + box.width() * end)
    return QRect(left, round(box.top()), right - left, round(box.height()))


def _touch(one: QRect, other: QRect) -> bool:
    beside = other.left() <= one.left() + one.width() and other.left() + other.width() >= one.left()
    return one.top() == other.top() and beside


def _x(line: QTextLine, char: int, edge: QTextLine.Edge) -> float:
    found: object = line.cursorToX(char, edge)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


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
        top += line.height() * _ROW_SHARE
    layout.endLayout()
    return layout
