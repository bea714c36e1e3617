"""What a batch would do with a song, found out without asking anybody and without writing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lrc_studio.core.errors import StudioError
from lrc_studio.workflows.batch_songs import BatchSong

if TYPE_CHECKING:
    from lrc_studio.providers.base import Provider
    from lrc_studio.storage.jobs import JobStore


def outlook(song: BatchSong, provider: Provider, store: JobStore | None = None, copies: bool = False) -> str:
    """In words: left alone, timed here, sent with its size, answered before, or why it would fail.

    `store` is the journal of jobs, None where there is none; `copies` says that a smaller copy is sent of a song
    that the service does not take as it is.
    """
    if song.target.exists():
        return "is there already and is left alone"
    try:
        return _offline(song) if provider.id == "offline" else _at_service(song, provider, store, copies)
    except StudioError as error:
        return f"would fail: {error}"


def _offline(song: BatchSong) -> str:
    from lrc_studio.audio.decode import probe
    from lrc_studio.workflows.open_song import lyrics_to_time

    probe(song.path)
    lines = sum(bool(line.text.strip()) for line in lyrics_to_time(song.path).lines)
    return f"{lines} {'line' if lines == 1 else 'lines'} to time"


def _at_service(song: BatchSong, provider: Provider, store: JobStore | None, copies: bool) -> str:
    from lrc_studio.storage.jobs import JobState
    from lrc_studio.workflows.preflight import copy_for, digest_of, mb, preflight
    from lrc_studio.workflows.service_jobs import before
    from lrc_studio.workflows.services import tier_of

    known = before(store.by_digest(digest_of(song.path)), provider.id) if store else None
    if known is not None and known.state is JobState.SUCCEEDED:
        return "answered before, nothing is sent"
    if known is not None and not known.may_be_sent:
        return "is at the service already, nothing is sent"
    found = preflight(song.path, provider.label, tier_of(provider.id).max_bytes)
    copy = copy_for(found, copies)
    return f"sends a mono MP3 of {mb(copy.bytes)}" if copy else f"sends {mb(found.bytes)}"
