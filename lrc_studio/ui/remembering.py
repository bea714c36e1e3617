"""Keeps the list of songs opened last, each with the state it was left in."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject

from lrc_studio.core.errors import StudioError
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.review import rows_to_check
from lrc_studio.storage.recent import RecentSong, forget, remember
from lrc_studio.ui.session import Session
from lrc_studio.workflows.demo_song import demo_audio


def state_words(lyrics: Lyrics, song_ms: int | None = None) -> str:
    """The words of a recent song's chip: "5 left", "All checked", "Plain text" or "No lyrics yet"."""
    if not any(line.text.strip() for line in lyrics.lines):
        return "No lyrics yet"
    if not lyrics.timed:
        return "Plain text"
    left = len(rows_to_check(lyrics, song_ms))
    return f"{left} left" if left else "All checked"


class Remembering(QObject):
    """A song with a project is remembered by its project; the demo song only so, for its button is always there."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def later(self) -> None:
        """Note what is open without keeping the window waiting for the disk."""
        self._session.jobs.start("recent", self._in_thread())

    def now(self) -> None:
        """Note what is open; does nothing with nothing open. A list that cannot be kept is no trouble for the song."""
        _keep(self._seen())

    async def _in_thread(self) -> None:
        seen = self._seen()
        await self._session.jobs.in_thread("recent", lambda _report: _keep(seen))

    def _seen(self) -> tuple[RecentSong, str] | None:
        """What is open as a row of the list, and the path that this row stands for too ("" for none)."""
        session = self._session
        song, project = session.song.path, session.files.project_path
        path = project or song
        if path is None or path == demo_audio():
            return None
        state = state_words(session.document.lyrics, session.song.duration_ms)
        row = RecentSong(str(path.absolute()), session.files.title, session.files.artist, state, time.time())
        return row, str(song.absolute()) if project and song else ""


def _keep(seen: tuple[RecentSong, str] | None) -> None:
    if seen is None:
        return
    row, also = seen
    try:
        remember(row)
        if also:
            forget(also)
    except (StudioError, OSError):
        return
