"""A song at a service from the command line: its job started or joined, its answer written, one sentence on trouble."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lrc_studio.cli import streams
from lrc_studio.core.errors import Cancelled, TierError, UnreachableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lrc_studio.core.progress import Report
    from lrc_studio.providers.base import Provider
    from lrc_studio.storage.jobs import Job, JobStore
    from lrc_studio.workflows.service_desk import Desk

T = TypeVar("T")
SHORT_ID = 8


@contextmanager
def kept_jobs() -> Iterator[JobStore]:
    """The journal of jobs, and a word where it was damaged. Raises InputError where it cannot be read."""
    from lrc_studio.storage.jobs import JobStore

    with JobStore() as store:
        if store.damage:
            streams.say(store.damage)
        yield store


def sync_song(
    provider: Provider, audio: Path, out: str | None, format_id: str, report: Report, smaller: bool = False
) -> tuple[Job, bool]:
    """The answered job of a song, and whether its answer was kept here already. Raises told errors.

    `smaller` lets a smaller copy be sent of a song that the service does not take as it is.
    """
    from dataclasses import replace

    from lrc_studio.workflows.service_jobs import before, order_of

    order = order_of(audio, report)
    target = Path(out).absolute() if out and out != streams.STANDARD else None
    with kept_jobs() as store:
        known = before(store.by_digest(order.digest), provider.id)
        if known is not None and known.result_lrc:
            streams.say(reused(known))
            return known, True
        if known is None or known.may_be_sent:
            order = replace(order, encode_kbps=_checked(provider, audio, smaller))
        wanted = replace(order, lyrics_path=target, format_id=format_id)
        return at_desk(provider, store, lambda desk: _started(desk, wanted, report)), False


def sync_task(provider: Provider, task_id: str, report: Report) -> Job:
    """The answered job of a task that is at the service already. Raises told errors."""
    from lrc_studio.workflows.service_jobs import take_over

    async def followed(desk: Desk) -> Job:
        return await went_on(desk, await take_over(desk, task_id), report)

    with kept_jobs() as store:
        return at_desk(provider, store, followed)


def at_desk(provider: Provider, store: JobStore, work: Callable[[Desk], Coroutine[Any, Any, T]]) -> T:
    """What `work` gives at the desk of the person's key. Raises KeyRefusedError where there is no key."""
    from lrc_studio.workflows.services import check_tier, key_of, open_desk

    check_tier(provider.id)
    if provider.id == "offline":
        raise UsageError(f"{provider.label} has no jobs; it works on this computer.")
    key = key_of(provider)

    async def opened() -> T:
        async with open_desk(provider, store, key) as desk:
            return await work(desk)

    return asyncio.run(opened())


async def went_on(desk: Desk, job: Job, report: Report) -> Job:
    """The job taken to its end; an interrupt stops it here, and says what the service does meanwhile."""
    from lrc_studio.workflows.service_jobs import run, stop_here

    with hinted(job):
        try:
            return await run(desk, job.id, report)
        except asyncio.CancelledError:
            raise stop_here(desk.store, job.id) from None


@contextmanager
def hinted(job: Job) -> Iterator[None]:
    """Errors after which the job can go on say with which command."""
    try:
        yield
    except (UnreachableError, Cancelled) as error:
        error.args = (f"{error} Go on with: lrc-studio jobs resume {job.id[:SHORT_ID]}.",)
        raise


def deliver(store: JobStore, job: Job) -> bool:
    """Write a job's answer where it was to go, and remember that it is there; False where it was to go nowhere.

    A file that came there after the job began is left alone. Raises InputError where the disk refuses.
    """
    from lrc_studio.cli.writing import write_lyrics
    from lrc_studio.formats.base import WriteOptions
    from lrc_studio.workflows.service_answer import lyrics_for

    if not job.lyrics_path:
        return False
    target = Path(job.lyrics_path)
    if target.exists() and target.stat().st_mtime > job.created_s:
        streams.say(f"{target.name} was changed since the job began and was left alone. {fetch_hint(job)}")
        return True
    song = Path(job.song_path)
    lyrics, warnings = lyrics_for(job, song)
    write_lyrics(lyrics, job.format_id, job.lyrics_path, WriteOptions(), audio=song if song.is_file() else None)
    store.update(job.id, lyrics_path=None)
    for warning in warnings:
        streams.say(warning)
    return True


def delivered(job_id: str) -> None:
    """Remember that a job's answer was written."""
    from lrc_studio.storage.jobs import JobStore

    with JobStore() as store:
        if store.get(job_id) is not None:
            store.update(job_id, lyrics_path=None)


def fetch_hint(job: Job) -> str:
    """How to get an answer that was written nowhere."""
    return f"lrc-studio jobs fetch {job.id[:SHORT_ID]} prints the answer."


def costs(job: Job) -> str:
    """What a job cost, as a sentence; "" where the service did not say."""
    if job.credits_used is None:
        return ""
    left = f", {job.credits_left} left at the upload" if job.credits_left is not None else ""
    return f" It cost {job.credits_used} {'credit' if job.credits_used == 1 else 'credits'}{left}."


def reused(job: Job) -> str:
    """What to tell of an answer that was here already."""
    return (
        "This song was answered before: the stored lyrics were taken, nothing was sent. "
        f"To send it again, delete the job first: lrc-studio jobs delete {job.id[:SHORT_ID]}."
    )


async def _started(desk: Desk, order: Any, report: Report) -> Job:
    from lrc_studio.workflows.service_jobs import start

    job = start(desk.store, desk.provider, desk.origin, desk.fingerprint, order)
    return await went_on(desk, job, report)


def _checked(provider: Provider, audio: Path, smaller: bool) -> int | None:
    """The rate in kbit/s of the smaller copy to send, None for the song itself.

    Raises what stands against sending it, before anything is asked of the network.
    """
    from lrc_studio.core.sizes import megabytes
    from lrc_studio.workflows.preflight import copy_for, preflight
    from lrc_studio.workflows.services import check_tier, tier_hint, tier_of

    check_tier(provider.id)
    found = preflight(audio, provider.label, tier_of(provider.id).max_bytes)
    try:
        copy = copy_for(found, smaller)
    except TierError as error:
        error.args = (f"{error} {tier_hint(provider.id)}".strip(),)
        raise
    if copy is not None:
        streams.say(f"{provider.label} gets a mono MP3 of {megabytes(copy.bytes)} made from {audio.name}.")
    elif found.warning:
        streams.say(found.warning)
    return copy.kbps if copy else None
