"""All markers of the wave in one item: flags, starts, ends, grips and the focus ring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from lrc_studio.ui.theme import size
from lrc_studio.ui.waveform.flags import flag_picture, marker_role
from lrc_studio.ui.waveform.layer import Layer
from lrc_studio.ui.waveform.modes import Edge, Marker
from lrc_studio.ui.waveform.pixels import PixelGrid, dashed_column
from lrc_studio.ui.waveform.stage import Stage

_GRIP = QRectF(-4, -7, 8, 14)
_GRIP_UP_PX = 15
_PAINT_REACH_PX = 6
_LEAST_PX = 6


def marked(marker: Marker) -> bool:
    """Whether a marker's line stands out from the quiet ones."""
    return marker.current or marker.locked


def _width(marker: Marker) -> float:
    """How thick a marker's line is, in px."""
    return 2.0 if marker.current else 1.5 if marker.locked else 1.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A marker where it stands: its x, and its flag where there is room for one."""

    marker: Marker
    x_px: float
    flag: QPixmap | None = None

    @property
    def flag_box(self) -> QRectF:
        """The flag's place; empty without one."""
        if self.flag is None:
            return QRectF()
        return QRectF(QPointF(self.x_px - 1, 0), self.flag.deviceIndependentSize())


class MarkerItem(Layer):
    """Places are worked out once a change; painting a thin strip touches only the markers in it."""

    def __init__(self, stage: Stage, view_box: Any, z: int) -> None:
        super().__init__(stage, view_box, z)
        self._placed: list[Placed] | None = None
        self._ratio = 1.0
        self.hovered: Marker | None = None
        self.focus_shown = False

    def refresh(self) -> None:
        """Something changed: place the markers anew and paint."""
        self._placed = None
        self.update()

    def resize(self, width: float, height: float) -> None:
        super().resize(width, height)
        self._placed = None

    def hover(self, marker: Marker | None) -> None:
        """Show the grip of the marker under the mouse."""
        if marker != self.hovered:
            self.hovered = marker
            self.update()

    def placed(self) -> list[Placed]:
        """The markers in sight from the lowest to the topmost; a flag that would cover another's number is left out."""
        if self._placed is None:
            self._placed = self._place()
        return self._placed

    def marker_at(self, x_px: float, y_px: float) -> Placed | None:
        """What a press there takes hold of: a flag, or the nearest line within the hit width."""
        reach = size("markerHitTouch" if self.stage.session.settings.touch else "markerHit") / 2
        flags = [place for place in self.placed() if place.flag_box.contains(QPointF(x_px, y_px))]
        if flags:
            return flags[-1]
        near = [place for place in self.placed() if abs(place.x_px - x_px) <= reach]
        return min(near, key=lambda place: self._distance(place, x_px), default=None)

    def _distance(self, place: Placed, x_px: float) -> tuple[float, bool, bool]:
        # Where an end and a start share a place, the side the hand comes from decides.
        outward = (place.marker.edge is Edge.END) == (x_px < place.x_px)
        return abs(place.x_px - x_px), not place.marker.current, not outward

    def _place(self) -> list[Placed]:
        scale = self.scale_now
        markers = self.stage.mode.markers(self.stage.lyrics, scale.from_ms, scale.to_ms)
        starts = {marker.owner: scale.x_of(marker.at_ms) for marker in markers if marker.edge is Edge.START}
        found: list[Placed] = []
        taken_px = float("-inf")
        for marker in markers:
            x_px = scale.x_of(marker.at_ms)
            flag = None
            if marker.label and (marker.current or x_px >= taken_px):
                flag = flag_picture(self.theme, marker, self._ratio)
                taken_px = x_px + flag.deviceIndependentSize().width()
            if marker.current or marker.edge is Edge.START or x_px - starts.get(marker.owner, x_px) >= _LEAST_PX:
                found.append(Placed(marker, x_px, flag))
        return found

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        exposed: QRectF = option.exposedRect
        grid = PixelGrid(painter)
        if grid.ratio != self._ratio:  # another screen: the flags are drawn anew for it
            self._ratio, self._placed = grid.ratio, None
        left, right = exposed.left() - _PAINT_REACH_PX, exposed.right() + _PAINT_REACH_PX
        lines = [place for place in self.placed() if left <= place.x_px <= right]
        self._paint_plain(painter, grid, [place for place in lines if not marked(place.marker)])
        for place in lines:
            if marked(place.marker):
                self._paint_line(painter, grid, place)
        for place in self.placed():
            if place.flag and place.flag_box.intersects(exposed):
                half = grid.thick(_width(place.marker)) / 2
                painter.drawPixmap(QPointF(grid.x(place.x_px - half), 0), place.flag)
            if place.marker.current or place.marker == self.hovered:
                self._paint_grip(painter, place)
        if self.focus_shown:
            self._paint_focus(painter, grid)

    def _paint_plain(self, painter: QPainter, grid: PixelGrid, places: list[Placed]) -> None:
        """All quiet lines at once: there may be hundreds."""
        height, colour = self._rect.height(), self.stage.colour("data.lineBandBorder")
        for place in places:
            if place.marker.edge is Edge.START:
                painter.fillRect(grid.vertical(place.x_px, 0, height), colour)
        column = self._dashes(grid, colour, (4, 3), 1.0)
        half = grid.thick(1.0) / 2
        for place in places:
            if place.marker.edge is Edge.END:
                painter.drawPixmap(QPointF(grid.x(place.x_px - half), 0), column)

    def _paint_line(self, painter: QPainter, grid: PixelGrid, place: Placed) -> None:
        marker, height = place.marker, self._rect.height()
        colour, width = self.stage.colour(marker_role(marker)), _width(marker)
        if marker.edge is Edge.START:
            painter.fillRect(grid.vertical(place.x_px, 0, height, width), colour)
        else:
            column = self._dashes(grid, colour, (2, 3) if marker.current else (4, 3), width)
            painter.drawPixmap(QPointF(grid.x(place.x_px - grid.thick(width) / 2), 0), column)

    def _dashes(self, grid: PixelGrid, colour: QColor, on_off: tuple[int, int], width: float) -> QPixmap:
        ratio, (on, off) = grid.ratio, on_off
        return dashed_column(
            colour.rgba(), round(self._rect.height() * ratio), on, off, round(grid.thick(width) * ratio), ratio
        )

    def _paint_grip(self, painter: QPainter, place: Placed) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.stage.colour("data.canvas"), 1))
        painter.setBrush(self.stage.colour(marker_role(place.marker)))
        grip = _GRIP.translated(round(place.x_px), self._rect.height() - _GRIP_UP_PX)
        painter.drawRoundedRect(grip, 3, 3)
        if place.marker.edge is Edge.START:
            middle = grip.center()
            painter.setPen(QPen(self.stage.colour("data.canvas"), 1))
            for x_px in (middle.x() - 1, middle.x() + 1):
                painter.drawLine(QPointF(x_px, middle.y() - 3), QPointF(x_px, middle.y() + 3))
        painter.restore()

    def _paint_focus(self, painter: QPainter, grid: PixelGrid) -> None:
        painter.setPen(QPen(self.stage.colour("focus.ring"), grid.thick(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(grid.outline(self._rect, 2))
