"""The spectrum band: the song's pitches below its wave, with the same lines."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAction, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QStyleOptionGraphicsItem, QWidget

from lrc_studio.core.settings import SPECTRUM_COLOURS, SPECTRUM_SCALES
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.band import Band
from lrc_studio.ui.waveform.layer import Layer
from lrc_studio.ui.waveform.modes import Edge
from lrc_studio.ui.waveform.pixels import PixelGrid, dashed_column
from lrc_studio.ui.waveform.playhead_item import PlayheadItem
from lrc_studio.ui.waveform.plot import plot_in
from lrc_studio.ui.waveform.spectrum_item import SpectrumItem
from lrc_studio.ui.waveform.stage import Stage

_RANGES_HZ = (
    ("Voice, 100 to 4,000 Hz", 100, 4000),
    ("Song, 60 to 8,000 Hz", 60, 8000),
    ("All that is heard", 20, 20000),
)
_STEP_DB = 5
_FLOORS_DB = (-120, -30)


class SpectrumBand(Band):
    """A click seeks; the track header's menu changes its range and colours."""

    title, icon, height_token = "Spectrum", "view.spectrum", "spectrum"
    toggle = "view.spectrum"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setObjectName("spectrum")
        self.setAccessibleName("Spectrum of the song")
        self._graphics, self.view_box = plot_in(self)
        self.item = SpectrumItem(stage, self.view_box, 1)
        self.lines = SpectrumLines(stage, self.view_box, 2)
        self._playhead = PlayheadItem(stage, self.view_box, 3, flag=False)
        self.session.viewport.changed.connect(self._on_viewport_changed)
        self.session.theme.changed.connect(self._on_theme_changed)
        self.session.settings_changed.connect(self.refresh)
        self._on_theme_changed()
        self._on_viewport_changed()

    @property
    def wanted(self) -> bool:
        has_song = self.session.song.sound is not None
        return self.session.settings.sound_view == "both" and has_song and not self.stage.low

    def fill_menu(self, menu: QMenu) -> None:
        fill_spectrum_menu(menu, self.session)

    def refresh(self, *_: object) -> None:
        if self.isVisible():
            self.item.update()
            self.lines.update()

    def move_playhead(self, from_x: float, to_x: float) -> None:
        self._playhead.setPos(to_x, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.session.player.seek(self.scale().ms_at(event.position().x()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.session.theme.colour("data.canvas"))
        self.paint_hairline(painter, PixelGrid(painter))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for layer in (self.item, self.lines, self._playhead):
            layer.resize(self.width(), self.height() - 1)
        self._on_viewport_changed()

    def _on_viewport_changed(self) -> None:
        if not self.isVisible():
            return
        view = self.session.viewport
        self.view_box.setXRange(view.from_ms, view.to_ms, padding=0)
        self._playhead.setPos(self.scale().x_of(self.playhead_ms), 0)
        self.refresh()

    def _on_theme_changed(self) -> None:
        self._graphics.setBackground(self.session.theme.colour("data.canvas"))
        self.refresh()


class SpectrumLines(Layer):
    """Where lines begin and end, as in the wave but without flags and fills: pitches keep their colours."""

    def __init__(self, stage: Stage, view_box: Any, z: int) -> None:
        super().__init__(stage, view_box, z)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        scale, grid, height = self.scale_now, PixelGrid(painter), self._rect.height()
        mode, lyrics = self.stage.mode, self.stage.lyrics
        quiet, current = self.stage.colour("data.lineBandBorder"), self.stage.colour("data.selection")
        starts: list[QRectF] = []
        for marker in mode.markers(lyrics, scale.from_ms, scale.to_ms):
            x_px, width = scale.x_of(marker.at_ms), 2.0 if marker.current else 1.0
            if marker.edge is Edge.START and not marker.current:
                starts.append(grid.vertical(x_px, 0, height))
            elif marker.edge is Edge.START:
                painter.fillRect(grid.vertical(x_px, 0, height, width), current)
            elif marker.edge is Edge.END:
                column = dashed_column(
                    (current if marker.current else quiet).rgba(), round(height * grid.ratio),
                    *((2, 3) if marker.current else (4, 3)), round(grid.thick(width) * grid.ratio), grid.ratio,
                )  # fmt: skip
                painter.drawPixmap(QPointF(grid.x(x_px - grid.thick(width) / 2), 0), column)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(quiet)
        painter.drawRects(starts)


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
