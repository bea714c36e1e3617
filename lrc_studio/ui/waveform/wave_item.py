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
from lrc_studio.ui.waveform.scale import TimeScale, ticks
from lrc_studio.ui.waveform.shape import song_columns
from lrc_studio.ui.waveform.stage import Stage

_DOUBTS = ("check", "unsure", "doubtful")
_LEAST_STRETCH_PX = 2
"""Narrower, a hatch cannot be told from a line; lanes and overview mark what is there."""
_ONSET_PX = 7
_ONSETS_TO_MS_PER_PX = 25
_FAST = QImage.Format.Format_ARGB32_Premultiplied


class WaveItem(Layer):
    """Painted from one picture of the part in sight, which is made anew only when that part or its size changes.

    What is not decoded yet is silence, and silence is a hairline.
    """

    def __init__(self, stage: Stage, view_box: Any, z: int) -> None:
        super().__init__(stage, view_box, z)
        self._picture = QImage()
        self._picture_key: object = None

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
        colour = self.stage.colour("data.grid")
        for tick in ticks(scale) if self.stage.session.viewport.song_ms > 0 else ():
            if tick.label:
                painter.fillRect(grid.vertical(scale.x_of(tick.ms), 0, self._rect.height()), colour)

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
        sound = self.stage.session.song.sound
        if sound is None or self.stage.session.settings.sound_view == "spectrum":
            return
        width, height = round(scale.width_px * grid.ratio), round(self._rect.height() * grid.ratio)
        key = (id(sound), sound.frames, sound.complete, scale, height, grid.ratio, self.theme.name)
        if key != self._picture_key:
            columns = song_columns(sound, scale.from_ms, scale.to_ms, max(1, width))
            peaks, body = self.stage.colour("data.wave"), self.stage.colour("data.waveRms")
            self._picture, self._picture_key = (
                wave_picture(columns, max(1, height), peaks, body, display_gain(sound)),
                key,
            )
            self._picture.setDevicePixelRatio(grid.ratio)
        elif self._picture.format() is not _FAST:
            # It is shown again: the playhead runs over it, and many strips will be taken from it.
            self._picture = self._picture.convertToFormat(_FAST)
        painter.drawImage(QPointF(grid.x(0), grid.y(0)), self._picture)
