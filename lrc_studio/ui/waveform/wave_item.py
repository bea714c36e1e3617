"""The wave itself: grid, current fill and doubt hatch behind the shape of the sound."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from lrc_studio.ui.theme import tokens
from lrc_studio.ui.wave_picture import display_gain, wave_picture
from lrc_studio.ui.waveform.layer import Layer
from lrc_studio.ui.waveform.modes import Stretch
from lrc_studio.ui.waveform.pixels import PixelGrid, hatch_tile, paint_tiled
from lrc_studio.ui.waveform.rolling import RollingPicture
from lrc_studio.ui.waveform.scale import TimeScale, labelled_ms
from lrc_studio.ui.waveform.shape import song_columns
from lrc_studio.ui.waveform.stage import Stage

_DOUBTS = ("check", "unsure", "doubtful")
_LEAST_STRETCH_PX = 2
"""Narrower, a hatch cannot be told from a line; lanes and overview mark what is there."""
_ONSET_PX = 7
_ONSETS_TO_MS_PER_PX = 25


class WaveItem(Layer):
    """What is not decoded yet is silence, and silence is a hairline."""

    def __init__(self, stage: Stage, view_box: Any, z: int) -> None:
        super().__init__(stage, view_box, z)
        self._sound = RollingPicture()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        exposed: QRectF = option.exposedRect
        scale, grid = self.scale_now, PixelGrid(painter)
        self._paint_grid(painter, grid, scale)
        for stretch in self.stage.mode.stretches(self.stage.lyrics, scale.from_ms, scale.to_ms):
            left, right = scale.x_of(stretch.from_ms), scale.x_of(stretch.to_ms)
            if right - left < _LEAST_STRETCH_PX and not stretch.current:
                continue
            box = grid.box(QRectF(left, 0, right - left, self._rect.height()))
            if box.intersects(exposed):
                self._paint_stretch(painter, grid, stretch, box)
        self._paint_sound(painter, grid, scale)
        self._paint_onsets(painter, grid, scale)

    def _paint_grid(self, painter: QPainter, grid: PixelGrid, scale: TimeScale) -> None:
        if self.stage.session.viewport.song_ms > 0:
            height = self._rect.height()
            lines = [grid.vertical(scale.x_of(ms), 0, height) for ms in labelled_ms(scale)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.stage.colour("data.grid"))
            painter.drawRects(lines)

    def _paint_stretch(self, painter: QPainter, grid: PixelGrid, stretch: Stretch, box: QRectF) -> None:
        if stretch.current:
            painter.fillRect(box, self.stage.colour("data.selectionFill"))
        if stretch.doubt in _DOUBTS:
            # The pattern begins where the line begins, so that it stands still on the sound while the view moves.
            paint_tiled(painter, box, self._hatch(_DOUBTS.index(stretch.doubt), grid.ratio))

    def _hatch(self, degree: int, ratio: float) -> QPixmap:
        patterns = tokens()["patterns"]
        colour = QColor(self.stage.colour(f"data.doubt{degree + 1}"))
        colour.setAlphaF(patterns["hatchAlpha"][degree])
        return hatch_tile(colour.rgba(), patterns[f"doubt{degree + 1}"]["hatchStep"], ratio)

    def _paint_onsets(self, painter: QPainter, grid: PixelGrid, scale: TimeScale) -> None:
        """Short ticks at the lower edge, where there is room to tell them apart."""
        session = self.stage.session
        if not session.settings.onsets or (scale.to_ms - scale.from_ms) > scale.width_px * _ONSETS_TO_MS_PER_PX:
            return
        times_ms = session.onsets.between(scale.from_ms, scale.to_ms)
        top = self._rect.height() - _ONSET_PX
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.stage.colour("data.onset"))
        painter.drawRects([grid.vertical(scale.x_of(ms), top, self._rect.height(), 1.5) for ms in times_ms])

    def _paint_sound(self, painter: QPainter, grid: PixelGrid, scale: TimeScale) -> None:
        sound, theme = self.stage.session.song.sound, self.theme.name
        if sound is None or self.stage.session.settings.sound_view == "spectrum":
            return
        width, height = (max(1, round(px * grid.ratio)) for px in (scale.width_px, self._rect.height()))

        def draw(from_ms: float, to_ms: float, count: int) -> QImage:
            columns = song_columns(sound, from_ms, to_ms, count)
            peaks, body = self.stage.colour("data.wave"), self.stage.colour("data.waveRms")
            picture = wave_picture(columns, height, peaks, body, display_gain(sound))
            picture.setDevicePixelRatio(grid.ratio)
            return picture

        key = (id(sound), sound.frames, sound.complete, height, grid.ratio, theme)
        picture, before_px = self._sound.of(key, scale.from_ms, scale.to_ms, width, draw)
        painter.drawImage(QPointF(grid.x(0) - before_px / grid.ratio, grid.y(0)), picture)
