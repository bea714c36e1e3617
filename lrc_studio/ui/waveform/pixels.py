"""Edges on whole device pixels at any scale, and small pictures made once."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

_TILE_PX = 512


class PixelGrid:
    """Rounds to the device pixels under a painter, wherever its widget stands in the window."""

    def __init__(self, painter: QPainter) -> None:
        transform = painter.deviceTransform()
        self.ratio = transform.m11()
        self._dx, self._dy = transform.dx(), transform.dy()
        self._thick: dict[float, float] = {}

    def x(self, x_px: float) -> float:
        """The nearest device pixel's left edge."""
        return (round(x_px * self.ratio + self._dx) - self._dx) / self.ratio

    def y(self, y_px: float) -> float:
        """The nearest device pixel's top edge."""
        return (round(y_px * self.ratio + self._dy) - self._dy) / self.ratio

    def thick(self, px: float) -> float:
        """A line's thickness in whole device pixels, at least one."""
        found = self._thick.get(px)
        if found is None:
            found = self._thick[px] = max(1, round(px * self.ratio)) / self.ratio
        return found

    def vertical(self, x_px: float, top: float, bottom: float, width: float = 1.0) -> QRectF:
        """An upright line as a box; its middle is at `x_px`."""
        thick = self.thick(width)
        return QRectF(self.x(x_px - thick / 2), top, thick, bottom - top)

    def box(self, rect: QRectF) -> QRectF:
        """The box with its edges on device pixels."""
        left, top = self.x(rect.left()), self.y(rect.top())
        return QRectF(left, top, self.x(rect.right()) - left, self.y(rect.bottom()) - top)

    def outline(self, rect: QRectF, width: float) -> QRectF:
        """The box whose stroke of `width` lies on device pixels, inside `rect`."""
        half = self.thick(width) / 2
        return self.box(rect).adjusted(half, half, -half, -half)


@lru_cache(maxsize=64)
def dashed_column(colour: int, height_px: int, on: int, off: int, width_px: int, ratio: float) -> QPixmap:
    """An upright dashed line (`on` and `off` in px, the rest in device pixels): a blit costs less than a stroke."""
    picture = QPixmap(max(1, width_px), max(1, height_px))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    on_px, off_px = round(on * ratio), round(off * ratio)
    for top in range(0, height_px, on_px + off_px):
        painter.fillRect(0, top, width_px, min(on_px, height_px - top), QColor.fromRgba(colour))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=64)
def hatch_tile(colour: int, step_px: int, ratio: float) -> QPixmap:
    """A tile of lines at 45 degrees, `step_px` apart, that repeats without a seam; large, for each copy costs."""
    side = max(4, round(step_px * math.sqrt(2) * ratio))
    count = max(1, _TILE_PX // side)
    tile = QPixmap(count * side, count * side)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor.fromRgba(colour), 1.2 * ratio))
    whole = count * side
    for shift in range(-whole, whole + side, side):
        painter.drawLine(QPointF(shift - 2, whole + 2), QPointF(shift + whole + 2, -2))
    painter.end()
    tile.setDevicePixelRatio(ratio)
    return tile


def paint_tiled(painter: QPainter, box: QRectF, tile: QPixmap) -> None:
    """Fill `box` with copies of `tile` from its upper left; a few plain blits, the usual case, cost a fraction."""
    if box.isEmpty():  # a source of no size would mean all of the tile
        return
    size, ratio = tile.deviceIndependentSize(), tile.devicePixelRatio()
    if box.width() > size.width():
        painter.drawTiledPixmap(box, tile)
        return
    top = box.top()
    while top < box.bottom():
        high = min(size.height(), box.bottom() - top)
        painter.drawPixmap(QPointF(box.left(), top), tile, QRectF(0, 0, box.width() * ratio, high * ratio))
        top += high
