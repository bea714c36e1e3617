"""A song's times from a service, from the first look to the lyrics: started once, resumed as often as it takes."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.core.errors import (
    Cancelled,
    KeyRefusedError,
    NotFinishedError,
    NotThereError,
    RateLimitedError,
    RefusedError,
)
from lrc_studio.core.progress import Report, silent
from lrc_studio.providers.base import new_nonce
from lrc_studio.storage.job_record import UPLOAD
from lrc_studio.storage.jobs import STOPPED, Job, JobState, JobStore
from lrc_studio.workflows.finding import reconcile, wrong_key
from lrc_studio.workflows.service_desk import Desk, wait, waiting
from lrc_studio.workflows.submitting import send
from lrc_studio.workflows.watching import ended, follow, nonce_in, noted, title_in

if TYPE_CHECKING:
    from lrc_studio.providers.base import Provider, TaskState

STOPPED_HERE = "Stopped here. The service goes on with {} and may charge for it; the job can be resumed."
STOPPED_BEFORE = "Stopped before anything was sent."
STOPPED_SENDING = "Stopped while {} was being sent. It may have arrived; resume looks for it and sends nothing again."
AT_WORK = "Another window or command is at work on this song. It goes on there."


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a song and its SHA-256, what to send of it, and where the lyrics go (None: nowhere)."""

    song: Path
    digest: str
    title: str = ""
    encode_kbps: int | None = None
    lyrics_path: Path | None = None
    format_id: str = "lrc"
    batch: str = ""


def order_of(song: Path, report: Report = silent, *, encode_kbps: int | None = None) -> Order:
    """An order for the song at `song`, its digest and title read from it; blocking. Raises InputError."""
    from lrc_studio.audio.tags import read_tags
    from lrc_studio.workflows.preflight import digest_of

    digest = digest_of(song, report)
    return Order(song.absolute(), digest, read_tags(song).title or song.stem, encode_kbps)


def start(store: JobStore, provider: Provider, origin: str, fingerprint: str, order: Order, again: bool = False) -> Job:
    """The job for an order: a new one, or the one that already is there for the same song at this provider.

    With `again` an answered song gets a new job; one that is under way never does. Nothing is sent yet.
    """
    job = Job(
        id=str(uuid.uuid4()),
        provider=provider.id,
        origin=origin,
        key_fingerprint=fingerprint,
        digest=order.digest,
        nonce=new_nonce(),
        song_path=str(order.song),
        song_title=order.title or order.song.stem,
        encode_kbps=order.encode_kbps,
        lyrics_path=str(order.lyrics_path) if order.lyrics_path else None,
        format_id=order.format_id,
        batch=order.batch,
    )
    kept = store.admit(job, lambda same: before(same, provider.id, again))
    if kept.id == job.id or (kept.finished and not kept.may_be_sent):
        return kept
    return store.update(
        kept.id,
        song_path=job.song_path,
        encode_kbps=job.encode_kbps if kept.may_be_sent else kept.encode_kbps,
        lyrics_path=job.lyrics_path,
        format_id=job.format_id,
        batch=job.batch or kept.batch,
    )


def adopt(desk: Desk, task: TaskState) -> Job:
    """A job for a task of the service's own list, the one that is there or a new one; it has no song here."""
    known = desk.store.by_task(task.task_id)
    if known is not None:
        return known
    job = Job(
        id=str(uuid.uuid4()),
        provider=desk.provider.id,
        origin=desk.origin,
        key_fingerprint=desk.fingerprint,
        digest="",
        nonce=nonce_in(task.file_name),
        song_path="",
        song_title=title_in(task.file_name) or task.task_id,
        task_id=task.task_id,
        trace_id=task.trace_id or task.task_id,
        state=JobState.SUBMITTED,
    )
    return desk.store.add(job)


async def take_over(desk: Desk, task_id: str) -> Job:
    """The job of a task that is at the service, with what it says of it now. Raises NotThereError where it is not."""
    state = await desk.service.task(task_id)
    job = adopt(desk, state)
    return job if job.finished else noted(desk, job, state)


def before(same: Iterable[Job], provider_id: str, again: bool = False) -> Job | None:
    """Of the jobs of one song, the one to go on with instead of paying again; None where a new one is right.

    An answer first, then what the service has or may have, then an empty answer, then what was never sent.
    """
    jobs = [job for job in same if job.provider == provider_id]
    answered = [job for job in jobs if job.state is JobState.SUCCEEDED]
    there = [job for job in jobs if not job.finished and not job.may_be_sent]
    empty = [job for job in jobs if job.state is JobState.EMPTY]
    unsent = [job for job in jobs if job.may_be_sent]
    ranked = [*there, *unsent] if again else [*answered, *there, *empty, *unsent]
    return ranked[0] if ranked else None


async def run(desk: Desk, job_id: str, report: Report = silent) -> Job:
    """Take a job to its end from wherever it stands and give it with its answer.

    A paid upload is sent only where none can have arrived. Raises told errors, after which the row says how the job
    stands; `Cancelled` from `report` leaves it stopped here, a cancelled task leaves it to be resumed.
    """
    async with claimed(desk.store, job_id) as job:
        try:
            return await _run(desk, job, report)
        except Cancelled as error:
            raise stop_here(desk.store, job_id) from error
        except KeyRefusedError as error:  # it may have come while the job waited, so that no row says it yet
            desk.store.update(job_id, message=str(error), excerpt=error.details)
            raise


async def _run(desk: Desk, job: Job, report: Report) -> Job:
    if job.state is JobState.SUCCEEDED or (job.state is JobState.FAILED and job.task_id):
        return ended(job)
    return await follow(desk, await at_service(desk, job, report), report)


async def at_service(desk: Desk, job: Job, report: Report) -> Job:
    """The job with its task at the service: sent where that is safe, looked for where it may have arrived.

    The caller holds the claim on the job. Raises as `send` and `reconcile` do, KeyRefusedError for another key's job.
    """
    if job.task_id and (job.key_fingerprint, job.origin) != (desk.fingerprint, desk.origin):
        raise wrong_key(job, desk)
    await _sit_out(desk, job, report)
    return job if job.task_id else await _sent(desk, job, report)


async def _sit_out(desk: Desk, job: Job, report: Report) -> None:
    """Wait for the moment that the service named before, without asking it in vain."""
    left_s = (job.next_poll_at_s or 0.0) - desk.clock.now_s()
    if job.state is not JobState.PAUSED_RATE or left_s <= 0:
        return
    error = RateLimitedError(job.message, left_s)
    if left_s > desk.patience_s:
        raise error
    await wait(desk, left_s, report, lambda left: waiting(left, error))


async def _sent(desk: Desk, job: Job, report: Report) -> Job:
    from lrc_studio.core.errors import OutcomeUnknownError

    if job.may_be_sent:
        try:
            return await send(desk, job, report)
        except OutcomeUnknownError:
            job = desk.store.get(job.id) or job
    return await reconcile(desk, job, report)


@asynccontextmanager
async def claimed(store: JobStore, job_id: str) -> AsyncIterator[Job]:
    """The job, for this process alone. Raises NotFinishedError while another one works on it."""
    claim = store.claim(job_id)
    if claim is None:
        raise NotFinishedError(AT_WORK)
    try:
        yield found(store, job_id)
    finally:
        claim.release(remove=True)


def found(store: JobStore, job_id: str) -> Job:
    """The job with this id. Raises UsageError where there is none."""
    from lrc_studio.core.errors import UsageError

    job = store.get(job_id)
    if job is None:
        raise UsageError("There is no such job. See lrc-studio jobs.")
    return job


def stop_here(store: JobStore, job_id: str) -> Cancelled:
    """Stop a job here and give what to tell: the service goes on with what it has."""
    job = found(store, job_id)
    if job.finished:
        return Cancelled()
    if job.may_be_sent:
        sentence = STOPPED_BEFORE
    else:
        sentence = (STOPPED_HERE if job.task_id else STOPPED_SENDING).format(job.song_title)
    unsure = job.task_id is None and not job.may_be_sent
    store.update(job_id, state=JobState.ORPHANED if unsure else JobState.CANCELLED_HERE, message=sentence)
    return Cancelled(sentence)


def resumable(store: JobStore) -> tuple[Job, ...]:
    """The jobs that go on at a start of the program by themselves, the oldest first.

    What is fetched by ids waits for a person, as asking again may be paid again.
    """
    return tuple(job for job in reversed(store.all()) if job.state not in STOPPED and job.operation == UPLOAD)


def forget(store: JobStore, job_id: str) -> str:
    """Delete a job here and give what to tell of it; the service is not asked.

    Raises NotFinishedError while another process works on it.
    """
    claim = store.claim(job_id)
    if claim is None:
        raise NotFinishedError(AT_WORK)
    try:
        job = found(store, job_id)
        store.delete(job_id)
    finally:
        claim.release(remove=True)
    if job.finished or job.may_be_sent:
        return f"The job of {job.song_title} was deleted here."
    return f"The job of {job.song_title} was deleted here. The service may go on with it and charge for it."


async def fetch(desk: Desk, job_id: str) -> Job:
    """A job with its answer, from the row where it has one, else asked of the service once.

    Raises NotFinishedError while the task is under way, EmptyAnswerError and TaskFailedError where nothing came.
    """
    job = found(desk.store, job_id)
    if job.state is JobState.SUCCEEDED:
        return job
    if not job.task_id:
        raise NotFinishedError(f"{job.song_title} has not reached the service as far as is known; resume the job.")
    if (job.key_fingerprint, job.origin) != (desk.fingerprint, desk.origin):
        raise wrong_key(job, desk)
    job = noted(desk, job, await desk.service.task(job.task_id))
    if not job.finished:
        raise NotFinishedError(f"The service has not finished {job.song_title} yet. The job is kept; resume it later.")
    return ended(job)


async def delete_there(desk: Desk, task_id: str) -> None:
    """Delete a task at the service; one that is gone already counts as deleted.

    An answer that is not kept here yet is kept first. Raises RefusedError while the service works on it.
    """
    try:
        state = await desk.service.task(task_id)
    except NotThereError:
        return
    if state.status in ("QUEUED", "PROCESSING"):
        raise RefusedError("The service is still at work on this task and deletes it only when it has ended.")
    job = desk.store.by_task(task_id)
    if job is not None and state.finished and not job.finished:
        noted(desk, job, state)
    try:
        await desk.service.delete(task_id)
    except NotThereError:
        return
