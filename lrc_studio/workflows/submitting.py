"""Sending a song once: the row says so before the first byte leaves, and keeps the task's id at once after."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.core.errors import (
    Cancelled,
    InputError,
    KeyRefusedError,
    OutcomeUnknownError,
    ProtocolError,
    RateLimitedError,
    RefusedError,
    UnreachableError,
)
from lrc_studio.core.progress import Progress, Report
from lrc_studio.storage.jobs import Job, JobState
from lrc_studio.workflows.preflight import digest_of, upload_name
from lrc_studio.workflows.service_desk import Desk, patiently, told

if TYPE_CHECKING:
    from lrc_studio.providers.base import Submitted, Upload

MAYBE = "The upload may have arrived. Looking for it before anything is sent again."


async def send(desk: Desk, job: Job, report: Report) -> Job:
    """Send a job's song and give the job with its task's id.

    Afterwards, where this raises: RefusedError - failed, nothing was taken; RateLimitedError - paused;
    OutcomeUnknownError - orphaned, to be looked for; KeyRefusedError or another UnreachableError - a draft again,
    nothing arrived.
    """
    if not job.may_be_sent:
        raise OutcomeUnknownError(MAYBE)
    upload = await _upload(desk, job, report)
    try:
        return await patiently(desk, job, report, lambda: _send_once(desk, job.id, upload, report))
    finally:
        if job.encode_kbps:
            with suppress(OSError):
                upload.path.unlink()


async def _upload(desk: Desk, job: Job, report: Report) -> Upload:
    """The file to send: the song, or its smaller copy made anew."""
    import asyncio

    from lrc_studio.providers.base import Upload

    desk.store.update(
        job.id, state=JobState.PREFLIGHT, message="", origin=desk.origin, key_fingerprint=desk.fingerprint
    )
    song = Path(job.song_path)
    if not song.is_file():
        raise _unusable(desk, job, f"{song.name} is no longer where it was. Nothing was sent.")
    path = await asyncio.to_thread(_copied, job, report) if job.encode_kbps else song
    digest = await asyncio.to_thread(digest_of, song, report)
    if digest != job.digest:
        raise _unusable(desk, job, f"{song.name} was changed meanwhile. Nothing was sent; start it anew.")
    name = upload_name(job.song_title or song.stem, path.suffix)
    return Upload(path, name, path.stat().st_size, digest, job.nonce)


def _unusable(desk: Desk, job: Job, sentence: str) -> InputError:
    desk.store.update(job.id, state=JobState.FAILED, message=sentence)
    return InputError(sentence)


def _copied(job: Job, report: Report) -> Path:
    from lrc_studio.audio.encode import SUFFIX, write_mono
    from lrc_studio.storage.places import cache_dir

    target = cache_dir() / "uploads" / f"{job.id}{SUFFIX}"
    target.parent.mkdir(parents=True, exist_ok=True)
    write_mono(Path(job.song_path), target, job.encode_kbps or 0, report)
    return target


async def _send_once(desk: Desk, job_id: str, upload: Upload, report: Report) -> Job:
    def sent(done: int, total: int) -> None:
        report(Progress("upload", done, total, "Sending the song"))

    def at_risk(yes: bool) -> None:
        desk.store.update(job_id, state=JobState.SUBMITTING if yes else JobState.DRAFT)

    sent(0, upload.bytes)
    at_risk(False)  # it may wait long for its turn, and dying in that wait must not look like an upload
    try:
        receipt = await desk.service.submit(upload, sent, at_risk)
    except RateLimitedError:
        raise
    except KeyRefusedError as error:  # nothing was taken, and another key can go on with it
        desk.store.update(job_id, state=JobState.DRAFT, **told(error))
        raise
    except (InputError, RefusedError) as error:  # a file that cannot be read to its end makes no whole request
        desk.store.update(job_id, state=JobState.FAILED, **told(error))
        raise
    except (OutcomeUnknownError, ProtocolError, Cancelled) as error:
        desk.store.update(job_id, state=JobState.ORPHANED, message=MAYBE, excerpt=error.details)
        raise error if isinstance(error, Cancelled) else OutcomeUnknownError(MAYBE) from error
    except UnreachableError as error:
        desk.store.update(job_id, state=JobState.DRAFT, **told(error))
        raise
    return _received(desk, job_id, receipt)


def _received(desk: Desk, job_id: str, receipt: Submitted) -> Job:
    """Keep the task's id, on disk before anything else is done."""
    other = desk.store.by_task(receipt.task_id)
    if other is not None and other.id != job_id:
        details = f"the task {receipt.task_id} is that of another song"
        desk.store.update(job_id, state=JobState.ORPHANED, message=MAYBE, excerpt=details)
        raise OutcomeUnknownError(MAYBE, details)
    return desk.store.update(
        job_id,
        task_id=receipt.task_id,
        trace_id=receipt.trace_id or receipt.task_id,
        state=JobState.SUBMITTED,
        queue_position=receipt.queue_position,
        credits_left=receipt.remaining_credits,
        attempts=0,
        message="",
    )
