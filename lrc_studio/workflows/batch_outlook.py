"""What a batch would do with the songs of a folder, found out without asking anybody and without writing anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.core.errors import StudioError
from lrc_studio.workflows.batch_songs import BatchSong

if TYPE_CHECKING:
    from lrc_studio.providers.base import Provider
    from lrc_studio.storage.jobs import JobStore

SENT, KEPT, THERE, TWIN, NEITHER = "sent", "kept", "there", "twin", "neither"
"""A song is sent, has its answer kept here, is at the service already, is another one's copy, or none of these."""
_UNSENT = {
    KEPT: "answered before, nothing is sent",
    THERE: "is at the service already, nothing is sent",
    TWIN: "is the same as another, which is sent once",
}


@dataclass(frozen=True, slots=True)
class Fate:
    """What a service would do with a song, and the bytes it would be sent, of the song or of a smaller copy.

    `trouble` says why it can do nothing.
    """

    name: str
    bytes: int = 0
    as_copy: bool = False
    trouble: str = ""


class ServiceOutlook:
    """What a service would do with `songs`; blocking, and one is read whole only where it may be known.

    `store` is the journal of jobs, None where there is none; `copies` says that a smaller copy is sent of a song that
    the service does not take as it is.
    """

    def __init__(self, service: Provider, store: JobStore | None, songs: Sequence[Path], copies: bool) -> None:
        from lrc_studio.workflows.services import tier_of

        self._service, self._store, self._copies = service, store, copies
        self._max_bytes = tier_of(service.id).max_bytes
        self._any_jobs = store is not None and any(job.provider == service.id for job in store.all())
        self._sizes = Counter(map(_size, songs))
        self._seen: set[str] = set()

    def fate_of(self, song: Path) -> Fate:
        """What the service would do with a song; each is asked about once."""
        try:
            return self._known(song) or self._sent(song)
        except StudioError as error:
            return Fate(NEITHER, trouble=str(error))
        except OSError:
            return Fate(NEITHER, trouble=f"{song.name} cannot be read. Check that it is still there.")

    def _known(self, song: Path) -> Fate | None:
        """What the other songs and the jobs say of a song, None where it would be sent."""
        from lrc_studio.workflows.preflight import digest_of
        from lrc_studio.workflows.service_jobs import before

        if not self._any_jobs and self._sizes[_size(song)] < 2:
            return None
        digest = digest_of(song)
        if digest in self._seen:
            return Fate(TWIN)
        self._seen.add(digest)
        job = before(self._store.by_digest(digest), self._service.id) if self._store else None
        if job is None or job.may_be_sent:
            return None
        if job.finished and not job.result_lrc:
            return Fate(NEITHER, trouble=job.message)
        return Fate(KEPT if job.result_lrc else THERE)

    def _sent(self, song: Path) -> Fate:
        """Raises told errors where it cannot be sent."""
        from lrc_studio.workflows.preflight import copy_for, preflight

        found = preflight(song, self._service.label, self._max_bytes)
        copy = copy_for(found, self._copies)
        return Fate(SENT, copy.bytes, as_copy=True) if copy else Fate(SENT, found.bytes)


def outlook(song: BatchSong, service: ServiceOutlook | None) -> str:
    """In words: left alone, sent with its size, answered before, timed here (`service` None), or why it would fail."""
    if song.target.exists():
        return "is there already and is left alone"
    if service is None:
        return _offline(song)
    from lrc_studio.workflows.preflight import mb

    fate = service.fate_of(song.path)
    if fate.name == SENT:
        return f"sends {'a mono MP3 of ' if fate.as_copy else ''}{mb(fate.bytes)}"
    return _UNSENT.get(fate.name) or f"would fail: {fate.trouble}"


def _offline(song: BatchSong) -> str:
    from lrc_studio.audio.decode import probe
    from lrc_studio.workflows.open_song import lyrics_to_time

    try:
        probe(song.path)
        lines = sum(bool(line.text.strip()) for line in lyrics_to_time(song.path).lines)
    except StudioError as error:
        return f"would fail: {error}"
    return f"{lines} {'line' if lines == 1 else 'lines'} to time"


def _size(song: Path) -> int:
    try:
        return song.stat().st_size
    except OSError:
        return 0
