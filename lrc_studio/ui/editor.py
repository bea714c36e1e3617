"""The parts that work on an open song: wave, transport, progress, table, line panel and jobs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from lrc_studio.core.settings import Settings
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.jobs_place import JobsPlace
from lrc_studio.ui.lines.panel import LinePanel
from lrc_studio.ui.lines.rail import SidePlace
from lrc_studio.ui.lines.table import LineTable
from lrc_studio.ui.phases import PhaseStrip
from lrc_studio.ui.placing import place, splitter
from lrc_studio.ui.session import Session
from lrc_studio.ui.side_panel import SidePanel
from lrc_studio.ui.tap_bar import KeyBar
from lrc_studio.ui.tap_room import TapRoom
from lrc_studio.ui.theme import tokens
from lrc_studio.ui.transport import Transport
from lrc_studio.ui.waveform.area import WaveArea
from lrc_studio.ui.widgets import down

_TALLEST_PX = 16_777_215
_LOW_SHARE = 2 / 3
_LINES_SHARE = 0.64


class Editor(QWidget):
    """Places the views; none of them knows another."""

    def __init__(self, session: Session, actions: BoundActions) -> None:
        super().__init__()
        self._session = session
        self.wave = WaveArea(session, actions)
        self.transport = Transport(session, actions)
        self.table = LineTable(session, actions)
        self.wave.setFocusProxy(self.table)  # the keys of a band that goes
        self.panel = LinePanel(session, actions)
        below = QWidget()
        column = down(below, 0)
        column.addWidget(self.transport)
        column.addWidget(PhaseStrip(session, actions))
        lines = QWidget()
        beneath = down(lines, 0)
        beneath.addWidget(self.table, 1)
        beneath.addWidget(KeyBar(session, actions))
        self.side = SidePanel(session, actions, self.panel)
        sides = splitter(Qt.Orientation.Horizontal, lines, self.side)
        self._side_place = SidePlace(session, actions, sides, self.side)
        column.addWidget(JobsPlace(session, actions, self._side_place), 1)
        stack = splitter(Qt.Orientation.Vertical, self.wave, below)
        down(self, 0).addWidget(stack)
        self._stack = stack
        TapRoom(session, stack, self.table)
        self._wished_px = 0
        """The wave area's height where it may be only lower for now: there is no sound to show."""
        self.wave.resized_by.connect(self._give_wave)
        self._had_song = False
        session.song.changed.connect(lambda: self._on_song(session.song.sound is not None))
        self.parts = {"wave": stack, "sides": sides}
        self._full_sizes: list[int] | None = None
        session.settings_changed.connect(self._on_settings)
        self.in_order: tuple[QWidget, ...] = (self.wave, self.transport, self.table, self.side)

    def place(self, window: QMainWindow) -> None:
        """Divide the window's room as it was last."""
        place(window, **self.parts)
        self._give_wave(self.wave.extra_px)
        self._full_sizes = None
        self._on_settings(self._session.settings)

    def parts_to_keep(self) -> dict[str, QSplitter]:
        """The parts as they are to be remembered at the end: for a song with sound and no service's waveform."""
        self.wave.setMaximumHeight(_TALLEST_PX)
        self._give_wave(-self.wave.extra_px)
        if self._full_sizes:
            self.parts["sides"].setSizes(self._full_sizes)
        return self.parts

    def fit(self, width_px: int) -> None:
        """Place the line panel: beside the table, or behind a rail where the window is too small for both."""
        self._side_place.fit(width_px < tokens()["breakpoints"]["small"])

    def _on_settings(self, settings: Settings) -> None:
        """The text beside the lines has more room in the simple view; the full view gets back what it had."""
        sides = self.parts["sides"]
        if settings.simple == (self._full_sizes is not None):
            return
        if settings.simple:
            self._full_sizes = sides.sizes()
            room = sum(self._full_sizes)
            sides.setSizes([round(room * _LINES_SHARE), room - round(room * _LINES_SHARE)])
        else:
            sides.setSizes(self._full_sizes or [])
            self._full_sizes = None

    def _on_song(self, has_song: bool) -> None:
        """The wave is a low drop target without a song; with one it has the room that it had."""
        window = self.window()
        if has_song and not self._had_song and isinstance(window, QMainWindow) and window.isVisible():
            self.place(window)
        self._had_song = has_song

    def _give_wave(self, more_px: int) -> None:
        """Give the wave area more room, or take it back, at the table's cost.

        The wave keeps its height; in a low window it gives way as far as it can, so that enough lines stay in sight.
        """
        if self.window().height() < tokens()["breakpoints"]["lowHeight"]:
            more_px = round(more_px * _LOW_SHARE)
        above, below = self._stack.sizes()
        wished = max(above, self._wished_px) + more_px
        given = min(wished, self.wave.maximumHeight())
        self._wished_px = wished if given < wished else 0
        self._stack.setSizes([given, above + below - given])
