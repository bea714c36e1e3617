"""Brings a song in: tags first, its shape while it is decoded, then the lyrics that lie beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lrc_studio.core.progress import Report
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.session import Session
from lrc_studio.workflows.open_song import FoundLyrics, OpenedSong, open_song

if TYPE_CHECKING:
    from lrc_studio.audio.sound import Sound
    from lrc_studio.ui.files import Files

JOB = "song"


class Loading(QObject):
    """Runs the job `song`. `loaded(path)`: all of the song is there."""

    loaded = Signal(object)

    def __init__(self, session: Session, files: Files) -> None:
        super().__init__(files)
        self._session, self._files = session, files
        self._wanted: object = None
        session.jobs.progressed.connect(self._on_progressed)

    def start(self, path: Path, offer_lyrics: bool = True, begin: Callable[[], None] | None = None) -> None:
        """Open the song at `path` in place of the one that is open.

        `begin` is called once it is known to be a song: what makes room for it goes there, so that a file that is
        none closes nothing.
        """
        self._wanted = wanted = object()
        self._session.jobs.start(JOB, self._load(wanted, path, offer_lyrics, begin))

    def stop(self) -> None:
        """Give up the song that is being opened; what it still sends is not shown."""
        self._wanted = None
        self._session.jobs.cancel(JOB)

    async def _load(self, wanted: object, path: Path, offer_lyrics: bool, begin: Callable[[], None] | None) -> None:
        session = self._session
        opened = await session.jobs.in_thread(JOB, lambda _report: open_song(path))
        if begin:
            begin()
        try:
            sound = await session.jobs.in_thread(JOB, self._decoder(wanted, opened))
        except BaseException:
            self._drop_closed()
            raise
        session.song.grew.emit()
        session.viewport.set_song(sound.duration_ms)
        self._tell(opened, sound)
        if offer_lyrics and not session.document.lyrics.lines:
            self._offer(opened.lyrics)
        self.loaded.emit(path)

    def _decoder(self, wanted: object, opened: OpenedSong) -> Callable[[Report], Sound]:
        from lrc_studio.audio.sound import load

        loop = asyncio.get_running_loop()

        def show(sound: Sound) -> None:
            loop.call_soon_threadsafe(self._show, wanted, opened, sound)

        return lambda report: load(opened.path, show, report)

    def _show(self, wanted: object, opened: OpenedSong, sound: Sound) -> None:
        if wanted is not self._wanted:
            return  # closed, or another song was chosen, while the first block was on its way
        session = self._session
        session.messages.clear("trouble")
        session.player.player.load(sound)
        session.song.take(opened.path, opened.tags, sound)
        session.viewport.set_song(sound.duration_ms, fresh=True)

    def _drop_closed(self) -> None:
        """Take away a song whose decoding ended half-way: its sound is closed, and nothing may go on showing it."""
        session = self._session
        sound = session.song.sound
        if sound and sound.complete and not sound.frames:
            session.player.player.load(None)
            session.song.take(None, None, None)

    def _on_progressed(self, name: str, _progress: object) -> None:
        song = self._session.song
        if name == JOB and song.sound:
            song.grew.emit()

    def _tell(self, opened: OpenedSong, sound: Sound) -> None:
        messages = self._session.messages
        if sound.damage:
            messages.banner("damage", sound.damage)
        if sound.truth:
            messages.toast(sound.truth, kind="info")  # stays to be read at the song's length
        if opened.warnings:
            messages.banner("beside", opened.warnings[0])

    def _offer(self, found: tuple[FoundLyrics, ...]) -> None:
        """Offer the best lyrics found; where there are none the table itself shows the ways to get them."""
        counts = [(lyrics, sum(1 for line in lyrics.lyrics.lines if line.text.strip())) for lyrics in found]
        best = next(((lyrics, count) for lyrics, count in counts if count), None)
        if best is None:
            return
        lyrics, count = best
        self._session.messages.banner(
            "lyrics",
            f"in {lyrics.name}",
            Choice("Use them", lambda: self._files.use(lyrics)),
            Choice("Paste others", lambda: self._session.asked.emit("paste")),
            kind="info",
            title=f"Found {count} {'line' if count == 1 else 'lines'}",
        )
