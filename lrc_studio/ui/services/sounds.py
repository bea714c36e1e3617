"""The sound of a song that a service has: fetched only when a person says so, to a place they chose."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from lrc_studio.core.sizes import megabytes
from lrc_studio.providers import by_id
from lrc_studio.providers.base import Provider, Track
from lrc_studio.ui.messages import Choice

if TYPE_CHECKING:
    from lrc_studio.core.progress import Progress
    from lrc_studio.storage.jobs import Job
    from lrc_studio.ui.services.desk import Services

_TASK, _BANNER = "by-id-sound", "sound"


class Sounds(QObject):
    """`ask` has the window ask for the place, `fetch` goes there and opens what came."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._services, self._session = services, services.session
        self._wanted: tuple[Provider, Track] | None = None

    def offer(self, provider: Provider, track: Track) -> None:
        """Say that the service has the sound of the song whose words came; with no song open there is none to hear."""
        if self._session.song.path is not None or not track.audio_url:
            return

        def fetch() -> None:
            self._session.messages.clear(_BANNER)
            self.ask(provider, track)

        sentence = f"{provider.label} has the sound of {track.title or 'this song'}. It is fetched only if you say so."
        self._session.messages.banner(_BANNER, sentence, Choice("Fetch the sound…", fetch), kind="info")

    def ask(self, provider: Provider, track: Track) -> None:
        """Have a person choose where a song's sound is saved."""
        self._wanted = provider, track
        self._session.asked.emit("sound_place")

    def ask_of(self, job: Job) -> None:
        """`ask` for the song in a job's answer."""
        track = track_of(job)
        if track:
            self.ask(by_id(job.provider), track)

    def name(self) -> str:
        """A name for the file of the sound that is wanted."""
        from lrc_studio.workflows.by_id import audio_name

        return audio_name(self._wanted[1]) if self._wanted else ""

    def fetch(self, to: Path) -> None:
        """Fetch the sound that is wanted to this place, and open it."""
        if self._wanted:
            self._session.jobs.start(_TASK, self._fetch(*self._wanted, to))

    async def _fetch(self, provider: Provider, track: Track, to: Path) -> None:
        from lrc_studio.workflows.by_id import audio

        messages, files = self._session.messages, self._session.files
        stop = Choice("Stop", lambda: self._session.jobs.cancel(_TASK))
        said = f"Fetching the sound of {track.title or 'the song'}"
        messages.banner(_BANNER, said, stop, kind="info")
        try:
            path = await audio(provider, track, to, lambda progress: messages.retell(_BANNER, _so_far(said, progress)))
        finally:
            messages.clear(_BANNER)
        if self._session.song.path is not None:
            messages.toast(f"{path.name} is saved", Choice("Open", lambda: files.open([path])))
        elif files.project_path is not None:
            files.relink(path)
        else:
            files.open([path])


def _so_far(said: str, progress: Progress) -> str:
    """The sentence with how much is here: in percent, or in MB where the host does not say how much it is."""
    done, total = progress.done, progress.total
    return f"{said}: {done / total:.0%}" if total else f"{said}: {megabytes(done)}"


def track_of(job: Job) -> Track | None:
    """The song in a job's answer as its row keeps it, None where that has no sound to fetch."""
    try:
        kept: dict[str, Any] = json.loads(job.result_lrc or "{}").get("track") or {}
    except ValueError:
        return None
    return Track(**kept) if kept.get("audio_url") else None
