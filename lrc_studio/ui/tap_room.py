"""Room for the lines that come next while tap sync is on, taken from the wave where the window is low."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QSplitter, QTableView, QWidget

from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size

_NEXT_ROWS, _NEXT_ROWS_SHORT = 2, 1
_SHORT_PX = 560
"""A window less high than this for its text size cannot show all that stands in it in tap sync."""


def short_of_room(session: Session, part: QWidget) -> bool:
    """Whether in tap sync the overview, a lane and the second rows of the keys have to make way for the lines."""
    return session.modes.tapping and part.window().height() < session.theme.length(_SHORT_PX)


class TapRoom(QObject):
    """Keeps the tapped row and two after it in sight; the wave is as high as before when the mode is left.

    A hand that moves the divider meanwhile is right: it stays where it was put.
    """

    def __init__(self, session: Session, stack: QSplitter, table: QTableView) -> None:
        super().__init__(stack)
        self._session, self._stack, self._table = session, stack, table
        self._wave_px: int | None = None
        self._soon = QTimer(self, interval=0, singleShot=True)  # once the bars of the mode have left
        self._soon.timeout.connect(self._give_back)
        stack.splitterMoved.connect(self._forget)
        session.modes.changed.connect(self._on_mode)

    def _forget(self, *_: int) -> None:
        self._wave_px = None

    def _on_mode(self) -> None:
        tapping, theme = self._session.modes.tapping, self._session.theme
        if tapping == bool(self._table.minimumHeight()):
            return
        if tapping:
            self._wave_px = self._stack.sizes()[0]
            short = short_of_room(self._session, self._table)
            rows = _NEXT_ROWS_SHORT if short else _NEXT_ROWS
            rows_px = theme.length(size("tapRow")) + rows * theme.length(size("row.normal"))
            rows_px += size("sectionBand") if short else 0  # it stays at the top and would cover what is read
            self._table.setMinimumHeight(self._table.horizontalHeader().height() + rows_px)
            return
        self._table.setMinimumHeight(0)
        self._soon.start()

    def _give_back(self) -> None:
        if self._wave_px is not None and not self._session.modes.tapping:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            self._stack.setSizes([self._wave_px, sum(self._stack.sizes()) - self._wave_px])
