"""The parts that work on an open song: wave, transport, progress, table, line panel and jobs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.jobs_place import JobsPlace
from lrc_studio.ui.lines.panel import LinePanel
from lrc_studio.ui.lines.rail import SidePlace
from lrc_studio.ui.lines.table import LineTable
from lrc_studio.ui.phases import PhaseStrip
from lrc_studio.ui.placing import place, splitter
from lrc_studio.ui.session import Session
from lrc_studio.ui.tap_bar import KeyBar
from lrc_studio.ui.theme import tokens
from lrc_studio.ui.transport import Transport
from lrc_studio.ui.waveform.area import WaveArea
from lrc_studio.ui.widgets import down


class Editor(QWidget):
    """Places the views; none of them knows another."""

    def __init__(self, session: Session, actions: BoundActions) -> None:
        super().__init__()
        self.wave = WaveArea(session, actions)
        self.transport = Transport(session, actions)
        self.table = LineTable(session, actions)
        self.panel = LinePanel(session, actions)
        below = QWidget()
        column = down(below, 0)
        column.addWidget(self.transport)
        column.addWidget(PhaseStrip(session, actions))
        lines = QWidget()
        beneath = down(lines, 0)
        beneath.addWidget(self.table, 1)
        beneath.addWidget(KeyBar(session, actions))
        sides = splitter(Qt.Orientation.Horizontal, lines, self.panel)
        self._side_place = SidePlace(session, actions, sides, self.panel)
        column.addWidget(JobsPlace(session, actions, self._side_place), 1)
        stack = splitter(Qt.Orientation.Vertical, self.wave, below)
        down(self, 0).addWidget(stack)
        self.parts = {"wave": stack, "sides": sides}
        self.in_order: tuple[QWidget, ...] = (self.wave, self.transport, self.table, self.panel)

    def place(self, window: QMainWindow) -> None:
        """Divide the window's room as it was last."""
        place(window, **self.parts)

    def fit(self, width_px: int) -> None:
        """Place the line panel: beside the table, or behind a rail where the window is too small for both."""
        self._side_place.fit(width_px < tokens()["breakpoints"]["small"])
