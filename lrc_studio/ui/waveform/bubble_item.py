"""The time bubble of a drag, above everything else in the wave."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from lrc_studio.core.timecode import format_time
from lrc_studio.ui.waveform.layer import Layer
from lrc_studio.ui.waveform.modes import Preview

_BESIDE_PX = 8
_PAD_PX = 8
_DIAMOND_PX = 10


class BubbleItem(Layer):
    """Shows the new time and the difference beside the marker that is dragged."""

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        preview = self.stage.preview
        if preview is None:
            return
        theme, text = self.theme, bubble_text(preview)
        box = self._box(preview, QFontMetricsF(theme.font("smallStrong")).horizontalAdvance(text))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.stage.colour("border.control"), 1))
        painter.setBrush(self.stage.colour("bg.overlay"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(theme.font("smallStrong"))
        painter.setPen(self.stage.colour("text.primary"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        if self.stage.pulled_ms is not None:
            self._paint_diamond(painter, self.scale_now.x_of(self.stage.pulled_ms))
        painter.restore()

    def _paint_diamond(self, painter: QPainter, x_px: float) -> None:
        """What the magnet has drawn the edge to."""
        y_px, half = self._rect.height() / 2, _DIAMOND_PX / 2
        corners = [QPointF(x_px, y_px - half), QPointF(x_px + half, y_px), QPointF(x_px, y_px + half)]
        painter.setPen(QPen(self.stage.colour("data.canvas"), 1))
        painter.setBrush(self.stage.colour("data.selection"))
        painter.drawPolygon(QPolygonF([*corners, QPointF(x_px - half, y_px)]))

    def _box(self, preview: Preview, text_px: float) -> QRectF:
        """At the marker's right, or at its left where there is no room."""
        width, x_px = round(text_px) + 2 * _PAD_PX, self.scale_now.x_of(preview.ms)
        left = x_px + _BESIDE_PX
        if left + width > self._rect.width():
            left = max(0.0, x_px - _BESIDE_PX - width)
        return QRectF(round(left) + 0.5, self.theme.length(20) + 0.5, width, self.theme.length(24))


def bubble_text(preview: Preview) -> str:
    """The time and the difference, such as "1:05.818   +120 ms"."""
    return f"{format_time(preview.ms)}   {preview.change_ms:+d} ms"
