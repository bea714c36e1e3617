"""The playhead over the wave: an item of its own, so that a tick paints nothing but two thin strips."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from lrc_studio.ui.waveform.band import paint_playhead, playhead_role
from lrc_studio.ui.waveform.layer import Layer
from lrc_studio.ui.waveform.pixels import PixelGrid
from lrc_studio.ui.waveform.stage import Stage

_HALF_PX = 6
_FLAG = QPolygonF([QPointF(-6, 0), QPointF(6, 0), QPointF(6, 5.5), QPointF(0, 11.5), QPointF(-6, 5.5)])
_RING = QRectF(-6, 0, 12, 12)


class PlayheadItem(Layer):
    """Moved by `setPos`; its own x 0 is the time that is heard. One band carries its `flag`."""

    def __init__(self, stage: Stage, view_box: Any, z: int, flag: bool = True) -> None:
        super().__init__(stage, view_box, z)
        self._flag = flag

    def boundingRect(self) -> QRectF:
        return QRectF(-_HALF_PX - 2, 0, 2 * _HALF_PX + 4, self._rect.height())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        paint_playhead(painter, PixelGrid(painter), self.stage, 0, self._rect.height())
        if not self._flag or self.stage.session.song.sound is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.stage.colour("data.playheadHalo"), 1))
        painter.setBrush(self.stage.colour(playhead_role(self.stage)))
        if self.stage.session.modes.tapping:
            painter.drawEllipse(_RING)
            painter.setBrush(self.stage.colour("data.canvas"))
            painter.drawEllipse(_RING.adjusted(3, 3, -3, -3))
        else:
            painter.drawPolygon(_FLAG)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
