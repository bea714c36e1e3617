"""The view turns its page with the playhead while the song plays, unless the person is looking elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QObject

from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.gestures import Gestures


class Follow(QObject):
    """After a scroll by hand the view stays until the playhead comes into sight, or something is played anew."""

    def __init__(self, session: Session, gestures: Gestures, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._gestures = session, gestures
        self._resting = False
        gestures.scrolled.connect(self._on_scrolled)
        session.player.changed.connect(self._on_played)
        session.settings_changed.connect(self._on_played)
        session.player.ticked.connect(self._on_ticked)

    def _on_scrolled(self) -> None:
        self._resting = True

    def _on_played(self) -> None:
        self._resting = False

    def _on_ticked(self, ms: int) -> None:
        view = self._session.viewport
        if view.from_ms <= ms < view.to_ms:
            self._resting = False
        elif self._follows() and not (self._resting or self._gestures.held):
            view.page_to(ms)

    def _follows(self) -> bool:
        return self._session.player.playing and self._session.settings.follow
