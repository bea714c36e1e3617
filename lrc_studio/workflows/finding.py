"""An upload whose answer was lost: looked for in the service's own list by the nonce in its name, never sent again."""

from __future__ import annotations

from lrc_studio.core.errors import KeyRefusedError, OutcomeUnknownError, StudioError
from lrc_studio.core.progress import Progress, Report
from lrc_studio.storage.jobs import Job, JobState
from lrc_studio.workflows.service_desk import Desk, patiently, wait
from lrc_studio.workflows.submitting import MAYBE

LOOKS_AFTER_S = (0.0, 5.0, 15.0)
"""The list is read so long after the upload was lost, for a service may take a moment to show a task."""
EARLIER_S = 600.0
"""The clocks of two computers differ; the nonce decides, this only bounds how far back the list is read."""


async def reconcile(desk: Desk, job: Job, report: Report) -> Job:
    """Find the task of an orphaned job and give the job with its id.

    Raises OutcomeUnknownError where the list does not have it: the job stays orphaned and nothing is sent.
    """
    if job.key_fingerprint != desk.fingerprint or job.origin != desk.origin:
        raise wrong_key(job, desk)
    job = desk.store.update(job.id, state=JobState.ORPHANED, message=MAYBE)
    for delay_s in LOOKS_AFTER_S:
        await wait(desk, delay_s, report, lambda _: _looking())
        report(_looking())
        try:
            found = await patiently(desk, job, report, lambda: _find(desk, job))
        except StudioError as error:
            desk.store.update(job.id, message=f"{MAYBE} {error}")
            raise
        if found is not None:
            return desk.store.update(
                job.id, task_id=found, trace_id=found, state=JobState.SUBMITTED, attempts=0, message=""
            )
    sentence = not_found(job)
    desk.store.update(job.id, message=sentence)
    raise OutcomeUnknownError(sentence)


async def _find(desk: Desk, job: Job) -> str | None:
    found = await desk.service.find(job.nonce, job.created_s - EARLIER_S)
    return found.task_id if found else None


def _looking() -> Progress:
    return Progress("look", 0, None, "Looking for the upload")


def not_found(job: Job) -> str:
    """What to tell of an upload that the list does not show."""
    return (
        f"The upload of {job.song_title} is not in the service's list, but it may still have arrived. "
        "The job is kept and nothing is sent again: resume looks again, deleting the job lets the song be sent anew."
    )


def wrong_key(job: Job, desk: Desk) -> KeyRefusedError:
    """The error of asking with one key, or at one address, for what another one made."""
    if job.key_fingerprint == desk.fingerprint:
        return KeyRefusedError(
            f"{job.song_title} was sent to another address ({job.origin}). The job is kept; go on with it there."
        )
    return KeyRefusedError(
        f"{job.song_title} was sent with another key (its mark is {job.key_fingerprint}). "
        "The job is kept; enter that key to go on."
    )
