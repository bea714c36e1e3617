"""What the view follows: the playhead while the song plays, the current line while it does not."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject

from lrc_studio.core.timeline import effective_end
from lrc_studio.ui.session import Session
from lrc_studio.ui.waveform.gestures import Gestures

_CAUGHT = 0.02
"""So near to the middle, in widths of the view, a scrolled view is taken along again."""


class Follow(QObject):
    """By pages: the page is turned at its end. At the centre: the song runs through below a playhead that stands still.

    After a scroll by hand the view stays until the playhead comes into sight (at the centre: to its middle), or
    something is played anew.

    A line chosen in the table is brought into sight; one chosen in the wave is in sight and the view stays.
    """

    def __init__(self, session: Session, gestures: Gestures, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._gestures = session, gestures
        self._resting = False
        self._span_ms = 0.0
        gestures.scrolled.connect(self._on_scrolled)
        session.player.changed.connect(self._on_played)
        session.settings_changed.connect(self._on_played)
        session.player.ticked.connect(self._on_ticked)
        session.selection.changed.connect(self._on_selected)

    def _on_scrolled(self) -> None:
        view = self._session.viewport
        zoomed = not math.isclose(view.span_ms, self._span_ms, rel_tol=1e-6)
        self._resting = self._resting or not (self._centred and zoomed)  # a zoom leaves the playhead in the middle
        self._span_ms = view.span_ms

    def _on_played(self) -> None:
        self._resting = False

    def _on_ticked(self, ms: int) -> None:
        view = self._session.viewport
        if not self._follows() or self._gestures.held:
            return
        if self._centred:
            reach_ms = view.span_ms * _CAUGHT
            self._resting = self._resting and abs(ms - (view.from_ms + view.to_ms) / 2) > reach_ms
            self._span_ms = view.span_ms
            if not self._resting:
                view.centre(ms)
        elif view.from_ms <= ms < view.to_ms:
            self._resting = False
        elif not self._resting:
            view.page_to(ms)

    @property
    def _centred(self) -> bool:
        return self._session.settings.follow_how == "centre"

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
