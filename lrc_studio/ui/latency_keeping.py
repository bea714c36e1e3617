"""Reads the delays of taps when the program starts and writes each new one at once."""

from __future__ import annotations

from PySide6.QtCore import QObject

from lrc_studio.core.errors import StudioError
from lrc_studio.storage.latency_file import load_latencies, save_latencies
from lrc_studio.ui.session import Session


class LatencyKeeping(QObject):
    """Listens to the player."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        session.player.tap_latencies = load_latencies()
        session.player.calibrated.connect(self._write)

    def _write(self) -> None:
        try:
            save_latencies(self._session.player.tap_latencies)
        except (StudioError, OSError):
            self._session.messages.banner(
                "latency", "It holds until the program is closed; free some space on the disk.",
                title="The delay of taps could not be kept.",
            )  # fmt: skip
