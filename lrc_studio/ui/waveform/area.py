"""The wave area: the song's time in bands, one above the other, with a track header column at the left."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from lrc_studio.core.waveform import covered_ms
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.session import Session
from lrc_studio.ui.tap_room import short_of_room
from lrc_studio.ui.theme import tokens
from lrc_studio.ui.waveform.band import Band
from lrc_studio.ui.waveform.follow import Follow
from lrc_studio.ui.waveform.gestures import Gestures
from lrc_studio.ui.waveform.header import TrackHeader
from lrc_studio.ui.waveform.lane import LineLane
from lrc_studio.ui.waveform.overview import Overview
from lrc_studio.ui.waveform.pinch import Pinch
from lrc_studio.ui.waveform.ruler import Ruler
from lrc_studio.ui.waveform.service import ServiceBand
from lrc_studio.ui.waveform.spectrum import SpectrumBand
from lrc_studio.ui.waveform.stage import Stage
from lrc_studio.ui.waveform.wave import WaveBand
from lrc_studio.ui.waveform.word_lane import WordLane

BANDS: tuple[type[Band], ...] = (Overview, Ruler, ServiceBand, WaveBand, SpectrumBand, LineLane, WordLane)
"""The bands from top to bottom; another one is a class and an entry here."""
_SOME: tuple[type[Band], ...] = (ServiceBand, SpectrumBand, WordLane)
"""Those that only some songs or windows have."""
_AFTER_LYRICS_MS = 2000
_TALLEST_PX = 16_777_215


class WaveArea(QWidget):
    """Everything above the transport that shows the song in time.

    `resized_by(px)`: the area needs so many px more or less, for a band came or went; 0 where it may be higher or has
    to be lower, for a song came or went.
    """

    resized_by = Signal(int)

    def __init__(self, session: Session, actions: BoundActions | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wave_area")
        self._session = session
        self.stage = Stage(session, actions, self)
        self.gestures = Gestures(self.stage, self)
        self._pinch = Pinch(self)
        self._pinch.zoomed.connect(self.gestures.scrolled)
        self._follow = Follow(session, self.gestures, self)
        self.bands = [make(self.stage) for make in BANDS]
        self.headers = [TrackHeader(session, band) for band in self.bands]
        self._lay_out()
        session.settings_changed.connect(self._show_bands)
        session.song.changed.connect(self._on_song_changed)
        session.document.changed.connect(self._on_song_changed)
        session.modes.changed.connect(self._show_bands)
        session.theme.changed.connect(self._on_width_changed)
        self._on_song_changed()

    def band(self, kind: type[Band]) -> Band:
        """The band of a class."""
        return next(band for band in self.bands if isinstance(band, kind))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, (header, band) in enumerate(zip(self.headers, self.bands, strict=True)):
            grid.addWidget(header, row, 0)
            grid.addWidget(band, row, 1)
            grid.setRowStretch(row, 1 if band.least_token else 0)
            band.installEventFilter(self.gestures)
            self._pinch.watch(band)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), sum(band.wanted_height() for band in self.bands if not band.isHidden()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_width_changed()

    @property
    def extra_px(self) -> int:
        """The height of the bands that are not always there, where they are shown."""
        return sum(band.height() for band in map(self.band, _SOME) if not band.isHidden())

    def _on_width_changed(self) -> None:
        window, breakpoints = self.window(), tokens()["breakpoints"]
        for header in self.headers:
            header.set_small(window.width() < breakpoints["small"])
        low, short = window.height() < breakpoints["lowHeight"], short_of_room(self._session, self)
        if (low, short) != (self.stage.low, self.stage.short):
            self.stage.low, self.stage.short = low, short
            self._show_bands()

    def _show_bands(self, *_: object) -> None:
        self.stage.short = short_of_room(self._session, self)
        before_px, most_px, changed = self.extra_px, self.maximumHeight(), False
        for header, band in zip(self.headers, self.bands, strict=True):
            wanted = band.wanted
            if band.isHidden() == wanted:
                if band.hasFocus():
                    self.setFocus()  # to the lines; else Qt gives it to a button, which takes Space
                header.setVisible(wanted)
                band.setVisible(wanted)
                changed = True
            header.tell()
        self.setMaximumHeight(self.sizeHint().height() if self._session.song.sound is None else _TALLEST_PX)
        if changed:
            self.updateGeometry()
        if (self.extra_px, self.maximumHeight()) != (before_px, most_px):
            self.resized_by.emit(self.extra_px - before_px)

    def _on_song_changed(self, *_: object) -> None:
        """Without a song the lyrics and their waveform say how long the time is."""
        self._show_bands()
        session = self._session
        if session.song.sound is None:
            ends = [span.end_ms + _AFTER_LYRICS_MS for span in self.stage.spans()]
            lyrics = session.document.lyrics
            covered = covered_ms(lyrics, None) if lyrics.waveform else None
            session.viewport.set_song(max([*ends, covered or 0]))
