"""The wave itself: grid, current fill and doubt hatch behind the shape of the sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from lrc_studio.ui.wave_picture import display_gain, wave_picture
from lrc_studio.ui.waveform.doubt_look import doubt_hatch
from lrc_studio.ui.waveform.layer import Layer
from lrc_studio.ui.waveform.modes import Stretch
from lrc_studio.ui.waveform.pixels import PixelGrid, paint_tiled
from lrc_studio.ui.waveform.scale import TimeScale, ticks
from lrc_studio.ui.waveform.shape import song_columns
from lrc_studio.ui.waveform.stage import Stage

if TYPE_CHECKING:
    from lrc_studio.audio.pyramid import Columns

_LEAST_STRETCH_PX = 2
"""Narrower, a hatch cannot be told from a line; lanes and overview mark what is there."""
_ONSET_PX = 7
_ONSETS_TO_MS_PER_PX = 25
_VEIL = 0.5
_FAST = QImage.Format.Format_ARGB32_Premultiplied


class WaveItem(Layer):
    """Painted from one picture of the part in sight, which is made anew only when that part or its size changes.

    What is not decoded yet is silence, and silence is a hairline.
    """

    def __init__(self, stage: Stage, view_box: Any, z: int) -> None:
        super().__init__(stage, view_box, z)
        self._pictures: list[QImage] = []
        """The sound, and in tap sync the same in quiet colours."""
        self._picture_key: object = None
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
        colour = self.stage.colour("data.grid")
        for tick in ticks(scale) if self.stage.session.viewport.song_ms > 0 else ():
            if tick.label:
                painter.fillRect(grid.vertical(scale.x_of(tick.ms), 0, self._rect.height()), colour)

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
        top = self._rect.height() - _ONSET_PX
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.stage.colour("data.onset"))
        painter.drawRects([grid.vertical(scale.x_of(ms), top, self._rect.height(), 1.5) for ms in times_ms])

    def _paint_sound(self, painter: QPainter, grid: PixelGrid, scale: TimeScale) -> None:
        session = self.stage.session
        sound, tapping = session.song.sound, session.modes.tapping
        if sound is None:
            return
        if session.settings.sound_view == "spectrum":
            if tapping:
                self._paint_veil(painter, grid)
            return
        width, height = round(scale.width_px * grid.ratio), round(self._rect.height() * grid.ratio)
        key = (id(sound), sound.frames, sound.complete, scale, height, grid.ratio, self.theme.name, tapping)
        if key != self._picture_key:
            columns = song_columns(sound, scale.from_ms, scale.to_ms, max(1, width))
            self._pictures = self._drawn(columns, max(1, height), display_gain(sound), grid.ratio)
            self._picture_key = key
        else:
            # It is shown again: the playhead runs over it, and many strips will be taken from it.
            self._pictures = [one if one.format() is _FAST else one.convertToFormat(_FAST) for one in self._pictures]
        heard = min(max(round(self._at_px * grid.ratio), 0), width) if tapping else width
        spans = ((0, heard), (heard, width))
        for picture, (left, right) in zip(self._pictures, spans, strict=False):
            part = QRectF(left, 0, right - left, height)
            painter.drawImage(QPointF(grid.x(0) + left / grid.ratio, grid.y(0)), picture, part)

    def _drawn(self, columns: Columns, height: int, gain: float, ratio: float) -> list[QImage]:
        """The sound's picture, in device px; in tap sync with the quiet one."""
        colour = self.stage.colour
        pictures = [wave_picture(columns, height, colour("data.wave"), colour("data.waveRms"), gain)]
        if self.stage.session.modes.tapping:
            quiet = pictures[0].copy()
            quiet.setColorTable([0, colour("data.waveQuiet").rgba(), colour("data.wave").rgba()])
            pictures.append(quiet)
        for picture in pictures:
            picture.setDevicePixelRatio(ratio)
        return pictures

    def _paint_veil(self, painter: QPainter, grid: PixelGrid) -> None:
        """Dim the spectrum ahead of the playhead."""
        veil = QColor(self.stage.colour("data.canvas"))
        veil.setAlphaF(_VEIL)
        left = grid.x(max(self._at_px, 0.0))
        painter.fillRect(QRectF(left, 0, max(self._rect.width() - left, 0), self._rect.height()), veil)
