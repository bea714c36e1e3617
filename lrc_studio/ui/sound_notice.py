"""Says once that nothing can be heard, where there is no sound device."""

from __future__ import annotations

from PySide6.QtCore import QObject

from lrc_studio.ui.session import Session


class SoundNotice(QObject):
    """Listens to the player; whether there is a device is known after the first play."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session, self._told = session, False
        session.player.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        player = self._session.player
        if self._told or not (player.playing and player.player.silent):
            return
        self._told = True
        self._session.messages.banner(
            "sound", "Timing goes on in silence with the same clock.", title="No sound device."
        )
