"""Here and over there: when each line is sung, and when a player shows it, one above the other."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from lrc_studio.formats.players.outcome import stays_long
from lrc_studio.ui.theme import Theme
from lrc_studio.workflows.preview import PlayerView

_HEIGHT_PX, _BAR_PX = 34, 13
_SPAN_MS = 80_000
_UNKNOWN_MS = 4000


class Strip(QWidget):
    """A minute and more around now; a click goes to its time: `picked(ms)`."""

    picked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._view: PlayerView | None = None
        self._starts_ms: list[int] = []
        self._song_ms, self._now_ms = 0, 0
        self.setFixedHeight(_HEIGHT_PX)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Above: here. Below: over there. Click to go to a time.")

    def load(self, view: PlayerView, song_ms: int) -> None:
        """Take what a player shows of a song so long."""
        self._view, self._song_ms = view, song_ms
        self._starts_ms = [row.start_ms for row, _ in view.pairs]
        self.update()

    def set_time(self, now_ms: int) -> None:
        """Move to a time."""
        self._now_ms = now_ms
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            left_ms = self._left_ms()
            self.picked.emit(round(left_ms + event.position().x() / max(1, self.width()) * self._span_ms()))

    def _span_ms(self) -> int:
        return max(1, min(_SPAN_MS, self._song_ms))

    def _left_ms(self) -> int:
        return max(0, min(self._now_ms - self._span_ms() // 2, self._song_ms - self._span_ms()))

    def _x(self, ms: int) -> float:
        return (ms - self._left_ms()) / self._span_ms() * self.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._view is None:
            return
        first = max(0, bisect_left(self._starts_ms, self._left_ms()) - 3)  # lines may last into the picture
        last = bisect_left(self._starts_ms, self._left_ms() + self._span_ms())
        for place in range(first, last):
            self._paint_pair(painter, self._view, place)
        painter.fillRect(QRectF(self._x(self._now_ms) - 1, 0, 2, _HEIGHT_PX), self._theme.colour("data.playhead"))

    def _paint_pair(self, painter: QPainter, view: PlayerView, place: int) -> None:
        row, shown = view.pairs[place]
        after_ms = self._starts_ms[place + 1] if place + 1 < len(self._starts_ms) else row.start_ms + _UNKNOWN_MS
        end_ms = row.end_ms if row.end_ms is not None else max(after_ms, row.start_ms)
        now = row.start_ms <= self._now_ms < end_ms
        self._paint_bar(painter, 0, row.start_ms, end_ms, now)
        if shown is None or shown.covered:
            self._paint_bar(painter, 1, row.start_ms, end_ms, trouble=True)
            return
        shown_end_ms = self._song_ms if shown.end_ms is None else shown.end_ms
        sung_ms = row.end_ms if row.end_ms is not None and stays_long(row, shown, self._song_ms) else shown_end_ms
        self._paint_bar(painter, 1, shown.start_ms, sung_ms, shown.start_ms <= self._now_ms < shown_end_ms)
        if sung_ms < shown_end_ms:
            self._paint_bar(painter, 1, sung_ms, shown_end_ms, trouble=True)

    def _paint_bar(
        self, painter: QPainter, lane: int, start_ms: int, end_ms: int, now: bool = False, trouble: bool = False
    ) -> None:
        left, right = self._x(start_ms), self._x(end_ms)
        box = QRectF(left + 0.5, 2 + lane * (_BAR_PX + 4), max(2.0, right - left - 1.5), _BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        if trouble:
            painter.setPen(self._theme.colour("warning.graphic"))
            painter.setBrush(QBrush(self._theme.colour("warning.graphic"), Qt.BrushStyle.BDiagPattern))
        else:
            painter.setBrush(self._theme.colour("accent.graphic" if now else "data.wave"))
        painter.drawRoundedRect(box, 3, 3)
