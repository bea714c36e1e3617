"""What the view follows: the playhead while the song plays, the current line while it does not."""

from __future__ import annotations

from PySide6.QtCore import QObject

from lrc_studio.core.timeline import effective_end
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.gestures import Gestures


class Follow(QObject):
    """After a scroll by hand the view stays until the playhead comes into sight, or something is played anew.

    A line chosen in the table is brought into sight; one chosen in the wave is in sight and the view stays.
    """

    def __init__(self, session: Session, gestures: Gestures, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._gestures = session, gestures
        self._resting = False
        gestures.scrolled.connect(self._on_scrolled)
        session.player.changed.connect(self._on_played)
        session.settings_changed.connect(self._on_played)
        session.player.ticked.connect(self._on_ticked)
        session.selection.changed.connect(self._on_selected)

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

    def _on_selected(self) -> None:
        session, row = self._session, self._session.selection.current
        lines = session.document.lyrics.lines
        if session.player.playing or self._gestures.held or row is None or row >= len(lines):
            return
        start_ms = lines[row].start_ms
        if start_ms is not None:
            end_ms = effective_end(session.document.lyrics, row, session.song.duration_ms)
            session.viewport.reveal(start_ms, end_ms or start_ms)

    def _follows(self) -> bool:
        return self._session.player.playing and self._session.settings.follow
