"""A player's screen as it is simulated: the text at a moment, on a dark stage in every theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from lrc_studio.core.timecode import format_time
from lrc_studio.formats.players import Shown
from lrc_studio.ui.qt_places import qt_length
from lrc_studio.ui.scripts import line_font
from lrc_studio.ui.theme import Theme, parse_colour, tokens

_HEIGHT_PX = 132
_MARGIN_PX = 14


class Stage(QWidget):
    """Shows what the player shows; words that light up one by one are full, those to come are faint."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: Shown | None = None
        self._now_ms = 0
        self.setFixedHeight(theme.length(_HEIGHT_PX))

    def show_at(self, shown: Shown | None, now_ms: int) -> None:
        """Show this text at that moment, None: an empty screen."""
        self._shown, self._now_ms = shown, now_ms
        said = shown.text if shown and shown.text.strip() else "an empty screen"
        self.setAccessibleName(f"At {format_time(now_ms)}: {said}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dark = tokens()["themes"]["dark"]
        painter.setPen(QPen(self._theme.colour("border.default"), 1))
        painter.setBrush(parse_colour(dark["bg"]["sunken"]))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self._shown and self._shown.text.strip():
            self._paint_text(painter, self._shown, parse_colour(dark["text"]["primary"]))

    def _paint_text(self, painter: QPainter, shown: Shown, colour: QColor) -> None:
        text = " / ".join(shown.text.replace("\0", "\ufffd").split("\n"))
        layout = QTextLayout(text, line_font(self._theme, "title", text))
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        room = QRectF(self.rect()).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        height_px = 0.0
        layout.beginLayout()
        while (row := layout.createLine()).isValid():
            row.setLineWidth(room.width())
            row.setPosition(QPointF(0, height_px))
            height_px += row.height()
        layout.endLayout()
        top_px = room.top() + max(0.0, room.height() - height_px) / 2
        painter.setClipRect(room)
        painter.setPen(colour)
        layout.draw(painter, QPointF(room.left(), top_px), self._to_come(text, shown, colour))

    def _to_come(self, text: str, shown: Shown, colour: QColor) -> list[QTextLayout.FormatRange]:
        """The words that do not sound yet, faint; none where the player does not tell words apart."""
        words = text.split(" ")
        if len(words) != len(shown.words_ms) or len(words) < 2:
            return []
        sung = sum(ms <= self._now_ms for ms in shown.words_ms)
        faint = QColor(colour)
        faint.setAlphaF(0.45)
        part = QTextLayout.FormatRange()
        part.start = qt_length(" ".join(words[:sung]))
        part.length = qt_length(text) - part.start
        part.format.setForeground(faint)
        return [part]
