"""What a service has of a song that was made there, fetched by its ids: paid once, kept, never asked twice unasked."""

from __future__ import annotations

import hashlib
import re
import uuid
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from lrc_studio.core.errors import EmptyAnswerError, InputError, KeyRefusedError, OutcomeUnknownError, StudioError
from lrc_studio.core.progress import Report, silent
from lrc_studio.providers import BY_ID
from lrc_studio.providers.base import Ids, Provider, Track, TrackList
from lrc_studio.storage.job_record import LYRICS, STOPPED, UPLOAD, WORDS, Job, JobState
from lrc_studio.storage.jobs import JobStore
from lrc_studio.workflows.id_answer import Answered, answer_of
from lrc_studio.workflows.id_asking import ask_lyrics, ask_words, settled
from lrc_studio.workflows.id_desk import IdDesk, open_id_desk
from lrc_studio.workflows.service_jobs import claimed

__all__ = [
    "Answered",
    "IdDesk",
    "Order",
    "answer_of",
    "audio",
    "audio_name",
    "credits_of",
    "fetch",
    "known",
    "open_id_desk",
    "resume",
    "tracks",
    "unfinished",
]

AGAIN = "It was asked before and is not asked again by itself; resume the job to ask once more."
_SOUNDS = frozenset({".mp3", ".wav", ".flac", ".ogg", ".m4a", ".aac", ".opus"})
_UNSAFE_NAME = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")
_NAME_CHARS = 80


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the ids, the local song it belongs to, the track where it is known, where the lyrics go."""

    ids: Ids
    song: Path | None = None
    track: Track | None = None
    lyrics_path: Path | None = None
    format_id: str = "lrc"


async def fetch(desk: IdDesk, order: Order, report: Report = silent) -> Answered:
    """The words of a song, or the lyrics of a task, with the waveform and where they came from.

    An answer that is kept is given without asking (`reused`); what may have been charged is not asked again: that is
    for `resume`. Raises UsageError for ids that are not enough, OutcomeUnknownError where it is not known what a
    request came to, and what the service says; the row of the job then says how it stands.
    """
    job = _admitted(desk, order)
    async with claimed(desk.store, job.id) as job:
        return await _fetched(desk, job, order.track, report, again=False)


async def resume(desk: IdDesk, job_id: str, report: Report = silent, *, again: bool = True) -> Answered:
    """A job taken to its answer; with `again`, a person's own wish, also where an answer was lost or was empty."""
    async with claimed(desk.store, job_id) as job:
        return await _fetched(desk, job, None, report, again=again)


def unfinished(store: JobStore) -> tuple[Job, ...]:
    """The jobs by ids that have no last word yet, the oldest first."""
    return tuple(job for job in reversed(store.all()) if job.state not in STOPPED and job.operation != UPLOAD)


def known(store: JobStore, provider_id: str, ids: Ids) -> Job | None:
    """The job of these ids, None where they were never asked for. Raises UsageError for ids that are not enough."""
    member = BY_ID[provider_id]
    ids = member.checked(ids)
    operation = LYRICS if member.wants_lyrics(ids) else WORDS
    return next(iter(store.by_digest(_digest(provider_id, operation, ids))), None)


async def tracks(desk: IdDesk, task_id: str) -> TrackList:
    """The songs of a task, to choose one by its title and length; free.

    Raises NotThereError where the key has no such task, RefusedError where this server has no such list.
    """
    return await desk.service.tracks(task_id.strip())


async def credits_of(desk: IdDesk) -> float | None:
    """What the account holds; None where this server does not say. Raises KeyRefusedError for a refused key."""
    try:
        return await desk.service.credits()
    except KeyRefusedError:
        raise
    except StudioError:
        return None


async def audio(provider: Provider, track: Track, to: Path, report: Report = silent) -> Path:
    """The track's sound fetched to the file `to`, from its own host; no key is needed or sent. Gives `to`.

    `report` is told of bytes. Raises InputError where the disk refuses or the track has no sound yet, RefusedError
    for an unsafe address, UnreachableError where it does not come.
    """
    from lrc_studio.providers.download import download
    from lrc_studio.providers.http import make_client, origin_of

    if not track.audio_url:
        raise InputError(f"{provider.label} has no sound for this song yet. Try again when it is made.")
    async with make_client() as client:
        await download(client, track.audio_url, to, report, here=origin_of(provider).startswith("http://"))
    return to


def audio_name(track: Track) -> str:
    """A name for the file of a track's sound, from its title and its address."""
    suffix = PurePosixPath(urlsplit(track.audio_url).path).suffix.lower()
    title = _UNSAFE_NAME.sub(" ", track.title).strip(" .")[:_NAME_CHARS].strip(" .")
    return f"{title or track.audio_id or 'song'}{suffix if suffix in _SOUNDS else '.mp3'}"


def _admitted(desk: IdDesk, order: Order) -> Job:
    """The job for an order: the one of the same ids, else a new one. Nothing is sent yet."""
    ids = desk.member.checked(order.ids)
    operation = LYRICS if desk.member.wants_lyrics(ids) else WORDS
    where = {
        "song_path": str(order.song.absolute()) if order.song else "",
        "song_title": _title(order, ids),
        "lyrics_path": str(order.lyrics_path.absolute()) if order.lyrics_path else None,
        "format_id": order.format_id,
        "variation": ids.variation,
    }
    job = Job(
        id=str(uuid.uuid4()),
        provider=desk.provider.id,
        origin=desk.origin,
        key_fingerprint=desk.fingerprint,
        digest=_digest(desk.provider.id, operation, ids),
        nonce="",
        operation=operation,
        task_id=ids.task_id,
        audio_id=ids.audio_id or None,
        music_index=ids.music_index,
        **where,  # type: ignore[arg-type]
    )
    admitted = desk.store.admit(job, lambda same: next(iter(same), None))
    return admitted if admitted.id == job.id else desk.store.update(admitted.id, **where)


async def _fetched(desk: IdDesk, job: Job, track: Track | None, report: Report, *, again: bool) -> Answered:
    if job.state is JobState.SUCCEEDED:
        return answer_of(job, reused=True)
    if job.operation == LYRICS:
        return await ask_lyrics(desk, job, report)
    job = settled(desk, job)
    if not again:
        _refuse_to_pay_twice(desk, job)
    return await ask_words(desk, job, track, report)


def _refuse_to_pay_twice(desk: IdDesk, job: Job) -> None:
    """Raise what is known of a request that may have been charged."""
    if job.state is JobState.ORPHANED:
        raise OutcomeUnknownError(job.message, job.excerpt)
    same_key = (job.key_fingerprint, job.origin) == (desk.fingerprint, desk.origin)
    if job.state is JobState.EMPTY and same_key:
        raise EmptyAnswerError(f"{job.message} {AGAIN}", job.excerpt)


def _title(order: Order, ids: Ids) -> str:
    if order.track is not None and order.track.title:
        return order.track.title
    return order.song.stem if order.song else ids.task_id


def _digest(provider_id: str, operation: str, ids: Ids) -> str:
    """What tells one question from another: SHA-256 (hex) of the provider, the kind of question and the ids."""
    index = "" if ids.music_index is None else str(ids.music_index)
    return hashlib.sha256("\n".join((provider_id, operation, ids.task_id, ids.audio_id, index)).encode()).hexdigest()
