"""Keeps the list of songs opened last, each with the state it was left in."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Signal

from lrc_studio.core.errors import StudioError
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.progress import Report
from lrc_studio.core.review import rows_to_check
from lrc_studio.storage.recent import RecentSong, clear_recent, forget, known_songs, recent_songs, remember
from lrc_studio.ui.session import Session
from lrc_studio.ui.turns import Turns
from lrc_studio.workflows.demo_song import demo_audio

_KEEP, _LOOK = "recent", "recent:look"


def state_words(lyrics: Lyrics, song_ms: int | None = None) -> str:
    """The words of a recent song's chip: "5 left", "All checked", "Plain text" or "No lyrics yet"."""
    if not any(line.text.strip() for line in lyrics.lines):
        return "No lyrics yet"
    if not lyrics.timed:
        return "Plain text"
    left = len(rows_to_check(lyrics, song_ms))
    return f"{left} left" if left else "All checked"


class Remembering(QObject):
    """A song with a project is remembered by its project; the demo song only so, for its button is always there.

    Runs the jobs `recent` (writes, on the program's own disk) and `recent:look` (asks whether songs are still there,
    which can take long on another disk). `changed()`: `songs` are others now.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._turns = Turns(session.jobs, _KEEP, self)
        self._to_do: deque[Callable[[], object]] = deque()
        self._gone: set[str] = set()
        self.songs = known_songs()
        """The songs opened last, as far as known; after `look` without those that are gone."""

    def look(self) -> None:
        """Find out which songs are still there."""
        if not self._session.jobs.running(_LOOK):
            self._session.jobs.start(_LOOK, self._look())

    def note(self) -> None:
        """Note what is open, if anything. A list that cannot be kept is no trouble for the song."""
        seen = self._seen()
        if seen is not None:
            self._gone.discard(seen[0].path)
            self._do(lambda: _keep(*seen))

    def forget_all(self) -> None:
        """Empty the list."""
        self._show(())
        self._do(clear_recent)

    async def kept(self) -> None:
        """Wait until all that was noted is on disk."""
        written = asyncio.Event()
        self._turns.take(written.set)
        await written.wait()

    def _do(self, work: Callable[[], object]) -> None:
        self._to_do.append(work)
        self._turns.take(self._begin)

    def _begin(self) -> None:
        if self._to_do:
            self._session.jobs.start(_KEEP, self._work())

    async def _work(self) -> None:
        while self._to_do:
            work = self._to_do.popleft()
            self._show(await self._session.jobs.in_thread(_KEEP, partial(_worked, work)))

    async def _look(self) -> None:
        known, self._gone = await self._session.jobs.in_thread(_LOOK, lambda _report: _looked())
        if not self._session.jobs.running(_KEEP):  # what is being noted is shown when that is done
            self._show(known)

    def _show(self, known: tuple[RecentSong, ...]) -> None:
        songs = tuple(song for song in known if song.path not in self._gone)
        if songs != self.songs:
            self.songs = songs
            self.changed.emit()

    def _seen(self) -> tuple[RecentSong, str] | None:
        """What is open as a row of the list, and the path that this row stands for too ("" for none)."""
        session = self._session
        song, project = session.song.path, session.files.project_path
        path = project or song
        if path is None or path == demo_audio():
            return None
        state = state_words(session.document.lyrics, session.song.duration_ms)
        words = "" if project else _words_of(session)
        row = RecentSong(str(path.absolute()), session.files.title, session.files.artist, state, time.time(), words)
        return row, str(song.absolute()) if project and song else ""


def _words_of(session: Session) -> str:
    """The lyric file to open with the song again, "" for none.

    None either where its plain text has got times since: those were exported, and are found beside the song.
    """
    origin, timed = session.origin, session.document.lyrics.timed
    if origin is None or (timed and not origin.readings[0].lyrics.timed):
        return ""
    return str(origin.path.absolute())


def _worked(work: Callable[[], object], _report: Report) -> tuple[RecentSong, ...]:
    """Do `work`; gives the songs known after it."""
    work()
    return known_songs()


def _looked() -> tuple[tuple[RecentSong, ...], set[str]]:
    """The known songs, and the paths of those that are gone."""
    known, there = known_songs(), {song.path for song in recent_songs()}
    return known, {song.path for song in known} - there


def _keep(row: RecentSong, also: str) -> None:
    """Put `row` first on the list, and take the path `also` off it."""
    with suppress(StudioError, OSError):
        remember(row)
        if also:
            forget(also)
