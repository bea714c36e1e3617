"""The wave itself: grid, current fill and doubt hatch behind the shape of the sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from lrc_studio.ui.wave_picture import display_gain, wave_picture
from lrc_studio.ui.waveform.doubt_look import doubt_hatch
from lrc_studio.ui.waveform.layer import Layer
from lrc_studio.ui.waveform.modes import Stretch
from lrc_studio.ui.waveform.pixels import PixelGrid, paint_tiled
from lrc_studio.ui.waveform.rolling import Draw, RollingPicture
from lrc_studio.ui.waveform.scale import TimeScale, labelled_ms
from lrc_studio.ui.waveform.shape import song_columns
from lrc_studio.ui.waveform.stage import Stage

if TYPE_CHECKING:
    from lrc_studio.audio.sound import Sound

_LEAST_STRETCH_PX = 2
"""Narrower, a hatch cannot be told from a line; lanes and overview mark what is there."""
_ONSET_PX = 7
_ONSETS_TO_MS_PER_PX = 25
_VEIL = 0.5


class WaveItem(Layer):
    """What is not decoded yet is silence, and silence is a hairline."""

    def __init__(self, stage: Stage, view_box: Any, z: int) -> None:
        super().__init__(stage, view_box, z)
        self._sound, self._ahead = RollingPicture(), RollingPicture()
        self._at_px = 0.0

    def follow(self, at_px: float) -> None:
        """The playhead stands there now; in tap sync what is ahead of it is dim."""
        from_px, self._at_px = self._at_px, at_px
        if self.stage.session.modes.tapping:
            left = min(from_px, at_px) - 1
            self.update(QRectF(left, 0, abs(at_px - from_px) + 2, self._rect.height()))

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
            colour = self.stage.colour("data.grid")
            for ms in labelled_ms(scale):
                painter.fillRect(grid.vertical(scale.x_of(ms), 0, height), colour)

    def _paint_stretch(self, painter: QPainter, grid: PixelGrid, stretch: Stretch, box: QRectF) -> None:
        if stretch.current:
            painter.fillRect(box, self.stage.colour("data.selectionFill"))
        if stretch.doubt:
            # The pattern begins where the line begins, so that it stands still on the sound while the view moves.
            paint_tiled(painter, box, doubt_hatch(self.stage, stretch.doubt, grid.ratio))

    def _paint_onsets(self, painter: QPainter, grid: PixelGrid, scale: TimeScale) -> None:
        """Short ticks at the lower edge, where there is room to tell them apart."""
        session = self.stage.session
        if not session.settings.onsets or (scale.to_ms - scale.from_ms) > scale.width_px * _ONSETS_TO_MS_PER_PX:
            return
        times_ms = session.onsets.between(scale.from_ms, scale.to_ms)
        bottom, colour = self._rect.height(), self.stage.colour("data.onset")
        for ms in times_ms:
            painter.fillRect(grid.vertical(scale.x_of(ms), bottom - _ONSET_PX, bottom, 1.5), colour)

    def _paint_sound(self, painter: QPainter, grid: PixelGrid, scale: TimeScale) -> None:
        session = self.stage.session
        sound, tapping = session.song.sound, session.modes.tapping
        if sound is None or session.settings.sound_view == "spectrum":
            if sound is not None and tapping:
                self._paint_veil(painter, grid)
            return
        width = max(1, round(scale.width_px * grid.ratio))
        heard = min(max(round(self._at_px * grid.ratio), 0), width) if tapping else width
        parts = [
            (self._sound, "data.wave", "data.waveRms", 0, heard),
            (self._ahead, "data.waveQuiet", "data.wave", heard, width),
        ]
        for rolling, peaks, body, left, right in parts:
            if left == right:
                continue
            draw = self._drawing(sound, grid.ratio, peaks, body)
            key = (id(sound), sound.frames, sound.complete, self._rect.height(), grid.ratio, self.theme.name)
            picture, before_px = rolling.of(key, scale.from_ms, scale.to_ms, width, draw)
            there = QRectF(before_px + left, 0, right - left, picture.height())
            painter.drawImage(QPointF(grid.x(0) + left / grid.ratio, grid.y(0)), picture, there)

    def _drawing(self, sound: Sound, ratio: float, peaks: str, body: str) -> Draw:
        """How a stretch of the sound is drawn in the colours of two roles, as high as the view."""

        def draw(from_ms: float, to_ms: float, count: int) -> QImage:
            columns, height = song_columns(sound, from_ms, to_ms, count), max(1, round(self._rect.height() * ratio))
            colours = self.stage.colour(peaks), self.stage.colour(body)
            picture = wave_picture(columns, height, *colours, display_gain(sound))
            picture.setDevicePixelRatio(ratio)
            return picture

        return draw

    def _paint_veil(self, painter: QPainter, grid: PixelGrid) -> None:
        """Dim the spectrum ahead of the playhead."""
        veil = QColor(self.stage.colour("data.canvas"))
        veil.setAlphaF(_VEIL)
        left = grid.x(max(self._at_px, 0.0))
        painter.fillRect(QRectF(left, 0, max(self._rect.width() - left, 0), self._rect.height()), veil)
