"""Asking a service for what belongs to ids: a job's row says how far that is before each step and after it.

A request for words is paid and answered at once, and no list tells what became of a lost one. So its row says that it
is sent before it leaves, and after a lost answer only a person can have it sent again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from lrc_studio.core.errors import (
    Cancelled,
    EmptyAnswerError,
    KeyRefusedError,
    NotFinishedError,
    OutcomeUnknownError,
    ProtocolError,
    RateLimitedError,
    RefusedError,
    StudioError,
    UnreachableError,
)
from lrc_studio.core.progress import Progress, Report
from lrc_studio.core.words import needs_lyric_text
from lrc_studio.providers.base import Ids, TimedWords, Track
from lrc_studio.providers.suno_answers import parse_lyrics
from lrc_studio.storage.job_record import Job, JobState
from lrc_studio.workflows.id_answer import Answered, answer_of, kept, words_of
from lrc_studio.workflows.id_desk import IdDesk
from lrc_studio.workflows.service_desk import UNSAID_WAIT_S, told, wait, waiting

MAYBE = (
    "The answer of {label} about {title} was lost, so it may have been charged. It is not asked again by itself: look "
    "at your log there, then resume the job to ask once more.{said}"
)
STOPPED = "Stopped while {label} was asked about {title}. It may have been charged; resume the job to ask once more."
NOT_YET = "{label} still writes these lyrics. The job is kept; resume it in a moment."
LOOKS_S = (3.0, 4.5, 6.75, 10.0, 10.0, 10.0)
"""The waits between looks at a task that writes lyrics; after the last the job is left to be resumed."""


def settled(desk: IdDesk, job: Job) -> Job:
    """The job, orphaned where the program ended while it was being sent. The caller holds the claim on it."""
    if job.state is not JobState.SUBMITTING:
        return job
    return desk.store.update(job.id, state=JobState.ORPHANED, message=_sentence(MAYBE, desk, job))


async def ask_words(desk: IdDesk, job: Job, track: Track | None, report: Report) -> Answered:
    """Ask once for a song's words, which is paid, and keep the answer before anything else is done with it."""
    await _sit_out(desk, job, report)
    _say(desk, job, report, Progress("fetch", 0, None, f"Asking {desk.provider.label} for the words"))
    job = desk.store.update(
        job.id,
        state=JobState.SUBMITTING,
        origin=desk.origin,
        key_fingerprint=desk.fingerprint,
        attempts=job.attempts + 1,
        next_poll_at_s=None,
        message="",
        excerpt="",
    )
    data = await _paid(desk, job)
    job = desk.store.update(job.id, result_lrc=kept(data, track))
    words = _understood(desk, job, data)
    job = desk.store.update(job.id, state=JobState.SUCCEEDED)
    if track is None and needs_lyric_text(words.tokens):
        job = await _with_track(desk, job, data)
    return answer_of(job)


async def ask_lyrics(desk: IdDesk, job: Job, report: Report) -> Answered:
    """Look at a task that writes lyrics, which is free, until it ends or `LOOKS_S` are over.

    Raises NotFinishedError then; TaskFailedError, EmptyAnswerError and NotThereError where nothing came of it.
    """
    job = desk.store.update(job.id, origin=desk.origin, key_fingerprint=desk.fingerprint, message="", excerpt="")
    try:
        for delay_s in (0.0, *LOOKS_S):
            step = Progress("work", job.attempts, None, f"{desk.provider.label} writes the lyrics")
            await wait(desk, delay_s, report, _always(step))
            report(step)
            data = await desk.service.lyrics(job.task_id or "")
            finished = parse_lyrics(data, desk.provider.label).finished
            row = {"result_lrc": kept(data), "attempts": job.attempts + 1, "state": JobState.RUNNING}
            job = desk.store.update(job.id, **row)
            if finished:
                return _text_of(desk, job)
    except (StudioError, asyncio.CancelledError) as error:
        _note_trouble(desk, job, error)
        raise
    sentence = NOT_YET.format(label=desk.provider.label)
    desk.store.update(job.id, state=JobState.TIMED_OUT, message=sentence)
    raise NotFinishedError(sentence)


async def _paid(desk: IdDesk, job: Job) -> Any:
    """The answer to the paid request; what went wrong is in the row when this raises."""
    ids = Ids(job.task_id or "", job.audio_id or "", job.music_index)
    try:
        return await desk.service.words(ids)
    except OutcomeUnknownError as error:
        raise _lost(desk, job, error.details, error.said) from error
    except asyncio.CancelledError:
        desk.store.update(job.id, state=JobState.ORPHANED, message=_sentence(STOPPED, desk, job))
        raise
    except StudioError as error:
        _note_trouble(desk, job, error)
        raise


def _understood(desk: IdDesk, job: Job, data: Any) -> TimedWords:
    """The words in an answer that is kept; the row says so where there are none."""
    try:
        return words_of(job, data)
    except EmptyAnswerError as error:
        desk.store.update(job.id, state=JobState.EMPTY, **told(error))
        raise
    except ProtocolError as error:  # paid for, and in a shape that nobody described
        raise _lost(desk, job, error.details, "its answer cannot be understood") from error


def _text_of(desk: IdDesk, job: Job) -> Answered:
    try:
        answered = answer_of(job)
    except EmptyAnswerError as error:
        desk.store.update(job.id, state=JobState.EMPTY, **told(error))
        raise
    except RefusedError as error:
        desk.store.update(job.id, state=JobState.FAILED, **told(error))
        raise
    desk.store.update(job.id, state=JobState.SUCCEEDED, message="")
    return answered


async def _with_track(desk: IdDesk, job: Job, data: Any) -> Job:
    """The job with the song that the words belong to, whose text has the line ends that they lack; free, optional."""
    try:
        found = (await desk.service.tracks(job.task_id or "")).tracks
    except StudioError:
        return job
    if job.audio_id:
        track = next((track for track in found if track.audio_id == job.audio_id), None)
    else:
        track = found[job.music_index] if job.music_index is not None and job.music_index < len(found) else None
    if track is None:
        return job
    title = track.title if track.title and job.song_title == job.task_id else job.song_title
    return desk.store.update(job.id, result_lrc=kept(data, track), song_title=title)


async def _sit_out(desk: IdDesk, job: Job, report: Report) -> None:
    """Wait for the moment that the service named before, without asking it in vain."""
    left_s = (job.next_poll_at_s or 0.0) - desk.clock.now_s()
    if job.state is not JobState.PAUSED_RATE or left_s <= 0:
        return
    error = RateLimitedError(job.message, left_s)
    if left_s > desk.patience_s:
        raise error
    await wait(desk, left_s, report, lambda left: waiting(left, error))


def _say(desk: IdDesk, job: Job, report: Report, progress: Progress) -> None:
    try:
        report(progress)
    except Cancelled:
        desk.store.update(job.id, state=JobState.CANCELLED_HERE, message="Stopped before anything was sent.")
        raise


def _always(progress: Progress) -> Callable[[int], Progress]:
    return lambda _: progress


def _note_trouble(desk: IdDesk, job: Job, error: BaseException) -> None:
    """What an error that is surely no answer, or a free one, means for the row."""
    if isinstance(error, RateLimitedError):
        wait_s = UNSAID_WAIT_S if error.wait_s is None else error.wait_s
        until_s = desk.clock.now_s() + wait_s
        desk.store.update(job.id, state=JobState.PAUSED_RATE, next_poll_at_s=until_s, **told(error))
    elif isinstance(error, UnreachableError | KeyRefusedError):  # another key can go on with it
        desk.store.update(job.id, state=JobState.DRAFT, **told(error))
    elif isinstance(error, EmptyAnswerError):
        desk.store.update(job.id, state=JobState.EMPTY, **told(error))
    elif isinstance(error, StudioError) and not isinstance(error, Cancelled):
        desk.store.update(job.id, state=JobState.FAILED, **told(error))
    else:
        desk.store.update(job.id, state=JobState.CANCELLED_HERE, message="Stopped here.")


def _lost(desk: IdDesk, job: Job, details: str, said: str) -> OutcomeUnknownError:
    sentence = _sentence(MAYBE, desk, job, f" It says: {said}." if said else "")
    desk.store.update(job.id, state=JobState.ORPHANED, message=sentence, excerpt=details)
    return OutcomeUnknownError(sentence, details, said)


def _sentence(pattern: str, desk: IdDesk, job: Job, said: str = "") -> str:
    return pattern.format(label=desk.provider.label, title=job.song_title, said=said)
