"""What stands in the wave's place while no song is open."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from lrc_studio.ui.icons import pixmap
from lrc_studio.ui.waveform.layer import Layer

DROP_HERE = "Drop the song here"
_INSET_PX, _BELOW_FLAGS_PX = 8, 20
_RADIUS_PX = 8
_ICON_PX = 16


class DropItem(Layer):
    """A dashed frame that invites a drop; the window takes the file."""

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        frame = self._rect.adjusted(_INSET_PX, _BELOW_FLAGS_PX, -_INSET_PX, -_INSET_PX)
        colour, font = self.stage.colour("text.secondary"), self.theme.font("body")
        pen = QPen(self.stage.colour("border.control"), 1.5)
        pen.setDashPattern([4, 3])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, _RADIUS_PX, _RADIUS_PX)
        width = QFontMetricsF(font).horizontalAdvance(DROP_HERE) + _ICON_PX + 8
        left = round(frame.center().x() - width / 2)
        picture = pixmap("song", colour.name(QColor.NameFormat.HexArgb), _ICON_PX, 2.0)
        plate = QRectF(left - 12, frame.center().y() - 14, width + 24, 28)
        painter.fillRect(plate, self.stage.colour("data.canvas"))
        painter.drawPixmap(left, round(frame.center().y() - _ICON_PX / 2), picture)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(
            QRectF(left + _ICON_PX + 8, frame.top(), width, frame.height()), Qt.AlignmentFlag.AlignVCenter, DROP_HERE
        )
        painter.restore()
