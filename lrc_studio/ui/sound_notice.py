"""Says once that nothing can be heard where there is no sound device, and when one goes while it plays."""

from __future__ import annotations

from PySide6.QtCore import QObject

from lrc_studio.core.timecode import format_time
from lrc_studio.ui.session import Session

KEY = "sound"


class SoundNotice(QObject):
    """Listens to the player; whether there is a device is known after the first play."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._silent = self._lost = False
        session.player.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        player, messages = self._session.player.player, self._session.messages
        lost, silent = bool(player.lost), player.playing and player.silent
        if lost and not self._lost:
            at = format_time(self._session.player.position_ms)
            messages.banner(KEY, f"Playing paused at {at}.", title=f"{_named(player.lost)} was unplugged.")
        elif silent and not self._silent:
            messages.banner(KEY, "Timing goes on in silence with the same clock.", title="No sound device.")
        elif player.playing and not player.silent and (self._lost or self._silent):
            messages.clear(KEY)
        if lost or player.playing:
            self._lost, self._silent = lost, silent


def _named(device: str) -> str:
    """A device as a person knows it; ALSA's names for "whatever there is" are none."""
    return "The sound device" if device in ("default", "pulse", "pipewire", "sysdefault") else device
