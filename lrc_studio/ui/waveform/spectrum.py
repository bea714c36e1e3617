"""The spectrum band: the song's pitches below its wave, with the same lines."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QMenu, QStyleOptionGraphicsItem, QWidget

from lrc_studio.core.settings import SPECTRUM_COLOURS, SPECTRUM_SCALES
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.layer import Layer
from lrc_studio.ui.waveform.pixels import PixelGrid, dashed_column
from lrc_studio.ui.waveform.plot import PlotBand
from lrc_studio.ui.waveform.spectrum_item import SpectrumItem
from lrc_studio.ui.waveform.stage import Stage

_RANGES_HZ = (
    ("Voice, 100 to 4,000 Hz", 100, 4000),
    ("Song, 60 to 8,000 Hz", 60, 8000),
    ("All that is heard", 20, 20000),
)
_STEP_DB = 5
_LEAST_APART_PX = 12
"""Where lines stand closer on average only the current one is shown: pitches are what this band is for."""
_FLOORS_DB = (-120, -30)


class SpectrumBand(PlotBand):
    """A click seeks; the track header's menu changes its range and colours."""

    title, icon, height_token = "Spectrum", "view.spectrum", "spectrum"
    toggle = "view.spectrum"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setObjectName("spectrum")
        self.setAccessibleName("Spectrum of the song")
        self.item = SpectrumItem(stage, self.view_box, 1)
        self.lines = SpectrumLines(stage, self.view_box, 2)
        self.session.settings_changed.connect(self.refresh)
        self.show_layers(self.item, self.lines)

    @property
    def wanted(self) -> bool:
        settings, has_song = self.session.settings, self.session.song.sound is not None
        return settings.sound_view == "both" and has_song and not (settings.simple or self.stage.low)

    def fill_menu(self, menu: QMenu) -> None:
        fill_spectrum_menu(menu, self.session)

    def refresh(self, *_: object) -> None:
        if self.isVisible():
            self.item.update()
            self.lines.update()


class SpectrumLines(Layer):
    """Where lines begin and end, as in the wave but without flags and fills: pitches keep their colours."""

    def __init__(self, stage: Stage, view_box: Any, z: int) -> None:
        super().__init__(stage, view_box, z)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        scale, current = self.scale_now, self.stage.session.selection.current
        spans = self.stage.in_sight(scale.from_ms, scale.to_ms)
        if len(spans) * _LEAST_APART_PX > scale.width_px:
            spans = [span for span in spans if span.row == current]
        grid = PixelGrid(painter)
        for span in sorted(spans, key=lambda span: span.row == current):
            self._paint_line(painter, grid, scale.x_of(span.start_ms), True, span.row == current)
            if span.has_end or span.row == current:
                self._paint_line(painter, grid, scale.x_of(span.end_ms), False, span.row == current)

    def _paint_line(self, painter: QPainter, grid: PixelGrid, x_px: float, start: bool, current: bool) -> None:
        height, width = self._rect.height(), 2.0 if current else 1.0
        colour = self.stage.colour("data.selection" if current else "data.lineBandBorder")
        if start:
            painter.fillRect(grid.vertical(x_px, 0, height, width), colour)
            return
        on, off = (2, 3) if current else (4, 3)
        thick = grid.thick(width)
        column = dashed_column(
            colour.rgba(), round(height * grid.ratio), on, off, round(thick * grid.ratio), grid.ratio
        )
        painter.drawPixmap(QPointF(grid.x(x_px - thick / 2), 0), column)


def fill_spectrum_menu(menu: QMenu, session: Session) -> None:
    """Add what can be set of the spectrum, with what holds now ticked."""
    now = session.settings
    colours, pitches = menu.addMenu("Colours"), menu.addMenu("Pitches")
    for value, words in SPECTRUM_COLOURS:
        _choice(colours, session, words, now.spectrum_colours == value, spectrum_colours=value)
    for words, low_hz, high_hz in _RANGES_HZ:
        chosen = (now.spectrum_low_hz, now.spectrum_high_hz) == (low_hz, high_hz)
        _choice(pitches, session, words, chosen, spectrum_low_hz=low_hz, spectrum_high_hz=high_hz)
    pitches.addSeparator()
    for value, words in SPECTRUM_SCALES:
        _choice(pitches, session, f"Spaced {words.lower()}", now.spectrum_scale == value, spectrum_scale=value)
    menu.addSeparator()
    for words, step_db in (("Show quieter sounds", -_STEP_DB), ("Hide quiet sounds", _STEP_DB)):
        floor_db = min(max(now.spectrum_floor_db + step_db, _FLOORS_DB[0]), _FLOORS_DB[1])
        _choice(menu, session, words, None, spectrum_floor_db=floor_db)


def _choice(menu: QMenu, session: Session, words: str, chosen: bool | None, **values: object) -> None:
    action = QAction(words, menu)
    action.setCheckable(chosen is not None)
    action.setChecked(bool(chosen))
    action.triggered.connect(lambda: session.change_settings(**values))
    menu.addAction(action)
