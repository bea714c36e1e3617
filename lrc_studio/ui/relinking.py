"""Leads lyrics to their song again where it was moved, and says so where it may be another song."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.loading import Loading
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.session import Session
from lrc_studio.workflows.project import relink

JOB = "relink"


class Relinking(QObject):
    """Runs the job `relink`, once the chosen song is there."""

    def __init__(self, session: Session, parent: QObject, loading: Loading) -> None:
        super().__init__(parent)
        self._session, self._loading = session, loading
        self._chosen: Path | None = None
        loading.loaded.connect(self._on_loaded)

    def offer(self, missing: str) -> None:
        """Say that the song called `missing` is not where it was."""
        session = self._session
        find = Choice("Find the song", lambda: session.asked.emit("relink"))
        session.messages.banner("relink", "The lyrics are all here.", find, title=f"“{missing}” was not found.")

    def start(self, path: Path) -> None:
        """Take the song at `path` for the open lyrics."""
        self._chosen = path
        self._loading.start(path, offer_lyrics=False)

    def _on_loaded(self, path: Path) -> None:
        chosen, self._chosen = self._chosen, None
        if path == chosen:
            for key in ("relink", "trouble"):
                self._session.messages.clear(key)
            self._session.jobs.start(JOB, self._compare(path, self._session.document.lyrics))

    async def _compare(self, path: Path, lyrics: Lyrics) -> None:
        session = self._session
        project = session.files.project_path
        found = await session.jobs.in_thread(JOB, lambda _report: relink(lyrics, path, project))
        if session.song.path != path:
            return
        session.document.edit("find the song", lambda old: replace(old, audio=found.lyrics.audio))
        if not found.same:
            session.messages.banner(
                "relink",
                "Its sound is not the one these times were made for. They are kept as they are.",
                Choice("Find another", lambda: session.asked.emit("relink")),
                title="This may be another song.",
            )
