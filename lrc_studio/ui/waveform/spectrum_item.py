"""The spectrogram in a view: pictures of its tiles side by side, painted by one item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from lrc_studio.ui.waveform.layer import Layer
from lrc_studio.ui.waveform.pixels import PixelGrid
from lrc_studio.ui.waveform.scale import TimeScale
from lrc_studio.ui.waveform.spectrum_colours import colour_table
from lrc_studio.ui.waveform.stage import Stage

if TYPE_CHECKING:
    from lrc_studio.audio.sound import Sound
    from lrc_studio.audio.spectrum import Place

_MOST_PICTURES = 96
_COARSER = 5
_FINER_FROM_PX = 1.5
"""Columns wider than this are blended into each other."""


class SpectrumItem(Layer):
    """A tile that is not made yet is shown by a coarser one, or as silence, until it comes."""

    def __init__(self, stage: Stage, view_box: Any, z: int) -> None:
        super().__init__(stage, view_box, z)
        self._pictures: dict[Place, QImage] = {}
        self._look: object = None
        stage.tiles.came.connect(self.update)
        stage.session.song.changed.connect(self._pictures.clear)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        sound = self.stage.session.song.sound
        if sound is None:
            return
        scale, grid = self.scale_now, PixelGrid(painter)
        self._take_look(sound, grid.ratio)
        places = self.places(sound, scale, grid.ratio)
        missing = []
        for place in places:
            if not self._paint_tile(painter, grid, scale, sound, place):
                missing.append(place)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        middle = len(places) / 2
        self.stage.tiles.want(sorted(missing, key=lambda place: abs(place.index - places[0].index - middle)))

    def places(self, sound: Sound, scale: TimeScale, ratio: float) -> list[Place]:
        """The tiles in sight, in order."""
        from lrc_studio.audio.spectrum import COLUMNS, Place, hop_for

        per_ms = sound.rate_hz / 1000
        hop = hop_for(per_ms / scale.px_per_ms / ratio)
        last_frame = min(scale.to_ms * per_ms, sound.duration_ms * per_ms)
        first = int(max(0.0, scale.from_ms * per_ms) // (hop * COLUMNS))
        return [Place(hop, index) for index in range(first, int(last_frame // (hop * COLUMNS)) + 1)]

    def _paint_tile(self, painter: QPainter, grid: PixelGrid, scale: TimeScale, sound: Sound, place: Place) -> bool:
        """Paint a tile or what there is instead; gives whether it was there."""
        per_ms = sound.rate_hz / 1000
        left, right = grid.x(scale.x_of(place.first_frame / per_ms)), grid.x(scale.x_of(place.end_frame / per_ms))
        target = QRectF(left, grid.y(0), right - left, self._rect.height())
        there = place
        for _ in range(_COARSER):
            picture = self._picture(there, sound)
            if picture is not None:
                break
            there = there.coarser
        else:
            return False
        share = place.hop / there.hop
        width = picture.width() * share
        source = QRectF((place.index * share - there.index) * picture.width(), 0, width, picture.height())
        wide = target.width() * grid.ratio > _FINER_FROM_PX * width
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, wide)
        painter.drawImage(target, picture, source)
        return there is place

    def _picture(self, place: Place, sound: Sound) -> QImage | None:
        found = self._pictures.get(place)
        if found is None:
            levels = self.stage.tiles.get(place)
            if levels is None:
                return None
            from lrc_studio.audio.spectrum import rows_of

            rows, pitches, colours = self._shown
            data = rows_of(levels, sound.rate_hz, pitches, rows).copy()
            image = QImage(data.data, data.shape[1], data.shape[0], data.shape[1], QImage.Format.Format_Indexed8)
            image.setColorTable(colours)
            found = image.convertToFormat(QImage.Format.Format_RGB32)
            while len(self._pictures) >= _MOST_PICTURES:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[place] = found
        return found

    def _take_look(self, sound: Sound, ratio: float) -> None:
        """Note how tiles are to look; all pictures of another look are dropped."""
        from lrc_studio.audio.spectrum import Pitches

        settings = self.stage.session.settings
        rows = max(1, round(self._rect.height() * ratio))
        pitches = Pitches(settings.spectrum_low_hz, settings.spectrum_high_hz, settings.spectrum_scale == "heard")
        levels = (settings.spectrum_floor_db, settings.spectrum_top_db)
        look = (id(sound), rows, pitches, levels, settings.spectrum_colours, self.theme.name)
        if look != self._look:
            self._look = look
            self._pictures.clear()
            self._shown = rows, pitches, colour_table(self.theme, settings.spectrum_colours, *levels)
