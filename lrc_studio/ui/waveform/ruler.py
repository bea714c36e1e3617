"""The ruler: times over the wave; a click seeks, dragging scrubs."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent

from lrc_studio.ui.waveform.band import Band
from lrc_studio.ui.waveform.captions import beside, caption
from lrc_studio.ui.waveform.pixels import PixelGrid
from lrc_studio.ui.waveform.scale import ticks
from lrc_studio.ui.waveform.stage import Stage

_MAJOR_PX, _MINOR_PX = 7, 3


class Ruler(Band):
    """Ticks and times."""

    height_token = "ruler"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setObjectName("ruler")
        self.setAccessibleName("Ruler")
        self.setToolTip("Click to go there, drag to listen your way through")
        self._shown: object = None

    def refresh(self) -> None:
        """Lyrics change nothing here: it is painted again where times, colours or the text size did."""
        theme, view = self.session.theme, self.session.viewport
        shown = (self.scale(), view.song_ms > 0, theme.name, theme.scale)
        if shown != self._shown:
            self._shown = shown
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._seek(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, scale = self.session.theme, self.scale()
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.stage.colour("bg.panel"))
        grid = PixelGrid(painter)
        text, border, ratio = self.stage.colour("data.rulerText"), self.stage.colour("border.control"), grid.ratio
        for tick in ticks(scale) if self.session.viewport.song_ms > 0 else ():  # words without times have no length
            x_px = scale.x_of(tick.ms)
            long = _MAJOR_PX if tick.label else _MINOR_PX
            painter.fillRect(
                grid.vertical(x_px, grid.y(self.height() - long), self.height()), text if tick.label else border
            )
            if tick.label:
                label = caption(theme, tick.label, "caption", "data.rulerText", ratio)
                painter.drawPixmap(beside(label, QRectF(x_px + 4, 0, 1, self.height() - 3)), label)
        self.paint_hairline(painter, grid)

    def move_playhead(self, from_x: float, to_x: float) -> None:
        """The ruler shows no playhead."""

    def _seek(self, event: QMouseEvent) -> None:
        view = self.session.viewport
        ms = self.scale().ms_at(event.position().x())
        self.session.player.seek(min(max(ms, view.from_ms), view.to_ms))
