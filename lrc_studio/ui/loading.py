"""Brings a song in: tags first, its shape while it is decoded, then the lyrics that lie beside it."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lrc_studio.core.errors import StudioError
from lrc_studio.core.progress import Report
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.session import Session
from lrc_studio.workflows.open_song import FoundLyrics, OpenedSong, open_song

if TYPE_CHECKING:
    from lrc_studio.audio.sound import Sound
    from lrc_studio.ui.files import Files


class Loading(QObject):
    """Runs the job `song`."""

    def __init__(self, session: Session, files: Files) -> None:
        super().__init__(files)
        self._session, self._files = session, files
        session.jobs.progressed.connect(self._on_progressed)

    def start(self, path: Path, offer_lyrics: bool = True) -> None:
        """Open the song at `path` in place of the one that is open."""
        self._session.jobs.start("song", self._load(path, offer_lyrics))

    async def _load(self, path: Path, offer_lyrics: bool) -> None:
        from lrc_studio.audio.sound import load

        session = self._session
        opened = await session.jobs.in_thread("song", lambda _report: open_song(path))
        loop = asyncio.get_running_loop()

        def show(sound: Sound) -> None:
            loop.call_soon_threadsafe(self._show, opened, sound)

        def decode(report: Report) -> Sound:
            return load(path, show, report)

        await session.jobs.in_thread("song", decode)
        session.song.grew.emit()
        session.viewport.set_song(session.song.duration_ms or 0)
        self._remember(opened)
        if offer_lyrics and not session.document.lyrics.lines:
            self._offer(opened.lyrics)

    def _show(self, opened: OpenedSong, sound: Sound) -> None:
        session = self._session
        session.messages.clear("trouble")
        session.player.player.load(sound)
        session.song.take(opened.path, opened.tags, sound)
        session.viewport.set_song(sound.duration_ms or 0, fresh=True)

    def _on_progressed(self, name: str, _progress: object) -> None:
        song = self._session.song
        if name == "song" and song.sound:
            song.grew.emit()

    def _offer(self, found: tuple[FoundLyrics, ...]) -> None:
        if not found:
            self._files.offer_ways_to_lyrics()
            return
        best = found[0]
        count = sum(1 for line in best.lyrics.lines if line.text.strip())
        lines = f"{count} {'line' if count == 1 else 'lines'}"
        messages = self._session.messages

        def use() -> None:
            messages.clear("lyrics")
            self._files.use(best)

        messages.banner(
            "lyrics",
            f"in {best.name}",
            Choice("Use them", use),
            Choice("Paste others", lambda: self._session.asked.emit("paste")),
            kind="info",
            title=f"Found {lines}",
        )

    def _remember(self, opened: OpenedSong) -> None:
        from lrc_studio.storage.recent import RecentSong, remember

        state = "Timed" if self._session.document.lyrics.timed else "No times yet"
        song = RecentSong(
            str(opened.path.absolute()),
            opened.tags.title or opened.path.stem,
            opened.tags.artist or "",
            state,
            time.time(),
        )
        try:
            remember(song)
        except (StudioError, OSError):
            return  # a list that cannot be kept is no trouble for the song
