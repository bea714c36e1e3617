"""What a service has of a song by its ids, from the command line: asked for once, one sentence on trouble."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lrc_studio.cli import streams
from lrc_studio.cli.service_songs import SHORT_ID, hinted
from lrc_studio.core.errors import Cancelled, NotFinishedError, StudioError, UsageError

if TYPE_CHECKING:
    from lrc_studio.core.lyrics import Lyrics
    from lrc_studio.core.progress import Report
    from lrc_studio.providers.base import Ids, Provider
    from lrc_studio.storage.jobs import Job, JobStore
    from lrc_studio.workflows.id_answer import Answered
    from lrc_studio.workflows.id_desk import IdDesk

T = TypeVar("T")
PROMPT_CHARS = 300
OPTIONS = {"task_id": "--task-id", "audio_id": "--audio-id", "music_index": "--music-index"}


def is_by_id(provider_id: str) -> bool:
    """Whether this provider answers to ids instead of taking songs."""
    from lrc_studio.providers import BY_ID

    return provider_id in BY_ID


def options_of(provider: Provider) -> tuple[str, ...]:
    """Which of the options that name something at a service this provider takes."""
    from lrc_studio.providers import BY_ID

    member = BY_ID[provider.id]
    more = (("music_index",) if member.music_index else ()) + (("variation",) if member.lyrics else ())
    return ("task_id", "audio_id", *more)


def ids_of(arguments: argparse.Namespace, provider: Provider) -> Ids:
    """The ids that were named. Raises UsageError where they are not enough; nothing is sent for that."""
    from lrc_studio.providers import BY_ID
    from lrc_studio.providers.base import Ids

    if arguments.audio_id and arguments.variation is not None:
        raise UsageError("--variation chooses among the lyrics of a task; leave --audio-id out for those.")
    ids = Ids(arguments.task_id or "", arguments.audio_id or "", arguments.music_index, arguments.variation)
    try:
        return BY_ID[provider.id].checked(ids)
    except UsageError as error:
        named = [OPTIONS[name] for name in options_of(provider) if name in OPTIONS]
        raise UsageError(f"{error} See {', '.join(named[:-1])} and {named[-1]}.") from None


def sync_ids(
    provider: Provider, ids: Ids, audio: Path | None, out: str | None, format_id: str, report: Report
) -> Answered:
    """The answer for the ids: the stored one where there is one, else the service's. Raises told errors."""
    from lrc_studio.cli.service_songs import kept_jobs
    from lrc_studio.storage.jobs import JobState
    from lrc_studio.workflows.by_id import Order, answer_of, fetch, known

    target = Path(out) if out and out != streams.STANDARD else None
    order = Order(ids, audio, None, target, format_id)
    with kept_jobs() as store:
        kept = known(store, provider.id, ids)
        if kept is not None and kept.state is JobState.SUCCEEDED:  # nothing is asked, so no key is needed
            return answer_of(replace(kept, variation=ids.variation), reused=True)

        async def asked(desk: IdDesk) -> Answered:
            try:
                return await fetch(desk, order, report)
            except (StudioError, asyncio.CancelledError) as error:
                raise _with_hint(error, known(store, provider.id, ids)) from None

        return at_id_desk(provider, store, asked)


def at_id_desk(provider: Provider, store: JobStore, work: Callable[[IdDesk], Coroutine[Any, Any, T]]) -> T:
    """What `work` gives at the desk of the person's key. Raises KeyRefusedError where there is no key."""
    from lrc_studio.workflows.by_id import open_id_desk
    from lrc_studio.workflows.services import key_of

    key = key_of(provider)

    async def opened() -> T:
        async with open_id_desk(provider, store, key) as desk:
            return await work(desk)

    return asyncio.run(opened())


async def went_on(desk: IdDesk, job: Job, report: Report, *, named: bool) -> None:
    """Take a job to its answer; what may have been paid for is asked once more only where a person `named` the job."""
    from lrc_studio.workflows.by_id import resume

    try:
        await resume(desk, job.id, report, again=named)
    except (StudioError, asyncio.CancelledError) as error:
        raise _with_hint(error, desk.store.get(job.id)) from None


async def fetched(desk: IdDesk, job: Job) -> Job:
    """The job with its answer, asked for where that is free. Raises NotFinishedError where it is paid."""
    from lrc_studio.storage.job_record import LYRICS

    if job.operation != LYRICS:
        raise NotFinishedError(f"There is no answer for {job.song_title} here. Asking for it is paid; resume the job.")
    await went_on(desk, job, lambda _: None, named=True)
    return desk.store.get(job.id) or job


def said_of(answered: Answered, lyrics: Lyrics) -> None:
    """What a person should know of an answer, on standard error."""
    from lrc_studio.workflows.sync import counts

    if answered.reused:
        streams.say(
            "These ids were answered before: the stored answer was taken, nothing was sent. "
            f"To ask again, delete the job first: lrc-studio jobs delete {answered.job.id[:SHORT_ID]}."
        )
    for remark in answered.remarks:
        streams.say(remark if remark.endswith(".") else f"{remark}.")
    record = answered.record
    if record is None:
        streams.say(f"{counts(lyrics)}.")
        return
    taken = dict(lyrics.source.notes).get("variation") if lyrics.source else None
    count, lines = len(record.variations), len(lyrics.lines)
    more = " Choose another with --variation." if count > 1 else ""
    if record.prompt:
        streams.say(f"Asked for: {' '.join(record.prompt.split())[:PROMPT_CHARS]}")
    streams.say(f"{lines} {'line' if lines == 1 else 'lines'} without times, variation {taken} of {count}.{more}")


def _with_hint(error: BaseException, job: Job | None) -> BaseException:
    """The error as it is told: with the command that goes on; an interrupt says what the service may do meanwhile."""
    if isinstance(error, asyncio.CancelledError):
        error = Cancelled(job.message if job and job.message else "Stopped here.")
    if job is None or not isinstance(error, StudioError):
        return error
    try:
        with hinted(job):
            raise error
    except StudioError as told:
        return told
