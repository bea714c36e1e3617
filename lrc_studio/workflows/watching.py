"""Waiting for tasks: the service's own schedule, one reading of its list for all jobs, and what an answer means."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lrc_studio.core.errors import (
    EmptyAnswerError,
    NotFinishedError,
    NotThereError,
    RateLimitedError,
    RefusedError,
    TaskFailedError,
    UnreachableError,
)
from lrc_studio.core.progress import Progress, Report
from lrc_studio.providers.base import TaskState
from lrc_studio.providers.limits import Priority
from lrc_studio.storage.jobs import Job, JobState
from lrc_studio.workflows.service_desk import Desk, Service, pause, told, wait

PAGE = 100
MOST_PAGES = 10
FAILURES = 10
WALL_S = 1200.0
"""Trouble in a row, and trouble altogether, after which the job is left for later (waits for limits not counted)."""
TROUBLE_S = 10.0
_NONCE = re.compile(r"\[(ls-[0-9a-f]+)\]")
_RUNNING = {"PENDING": JobState.WAITING, "QUEUED": JobState.WAITING}


async def follow(desk: Desk, job: Job, report: Report) -> Job:
    """Ask for a job's task until it ends, by the schedule that the service's documentation gives (60 attempts).

    Raises TaskFailedError, EmptyAnswerError, NotThereError where that is the end; NotFinishedError after the last
    attempt, and UnreachableError after much trouble: the job is then kept and resumable.
    """
    from lrc_studio.providers.ailrc import poll_delays

    job = desk.store.update(job.id, attempts=0, message="", state=_begun(job))
    desk.watched.add(job.id)
    try:
        trouble = _Trouble(desk.clock.now_s())
        for delay_s in poll_delays():
            job = await _attempt(desk, job, delay_s, trouble, report)
            if job.finished:
                return ended(job)
    finally:
        desk.watched.discard(job.id)
    sentence = f"{job.song_title} is not finished after {job.attempts} looks. The job is kept and can be resumed."
    desk.store.update(job.id, state=JobState.TIMED_OUT, message=sentence)
    raise NotFinishedError(sentence)


class _Trouble:
    """Failures in a row and since when, apart from waits for limits."""

    def __init__(self, now_s: float) -> None:
        self.in_a_row = 0
        self.until_s = now_s + WALL_S

    def enough(self, now_s: float) -> bool:
        self.in_a_row += 1
        return self.in_a_row >= FAILURES or now_s >= self.until_s


async def _attempt(desk: Desk, job: Job, delay_s: float, trouble: _Trouble, report: Report) -> Job:
    """One readable state of the task: trouble on the way uses up no attempt."""
    while True:
        asked_s = desk.clock.now_s()
        await wait(desk, delay_s, report, lambda _: standing(job))
        try:
            state = await _with_result(desk, await _state(desk, job, asked_s), report)
            trouble.in_a_row = 0
            return noted(desk, job, state)
        except RateLimitedError as error:
            before_s = desk.clock.now_s()
            await pause(desk, job, error, report)
            trouble.until_s += desk.clock.now_s() - before_s
            delay_s = 0.0
        except UnreachableError as error:
            desk.store.update(job.id, next_poll_at_s=desk.clock.now_s() + TROUBLE_S, **told(error))
            if trouble.enough(desk.clock.now_s()):
                raise
            delay_s = TROUBLE_S
        except NotThereError as error:
            desk.store.update(job.id, state=JobState.FAILED, **told(error))
            raise
        except RefusedError as error:
            desk.store.update(job.id, **told(error))
            raise


async def _state(desk: Desk, job: Job, asked_s: float) -> TaskState:
    """The task's state, from a reading that another job has caused since, else from one for all watched jobs."""
    assert job.task_id is not None
    async with desk.reading:
        known = desk.seen.get(job.task_id)
        if known is None or known[0] <= asked_s:
            await _read(desk, job.task_id)
            known = desk.seen.get(job.task_id)
    return known[1] if known else await desk.service.task(job.task_id)


async def _read(desk: Desk, task_id: str) -> None:
    jobs = [job for job_id in desk.watched if (job := desk.store.get(job_id))]
    wanted = {job.task_id for job in jobs if job.task_id and not job.finished} | {task_id}
    if len(wanted) == 1:
        states = {task_id: await desk.service.task(task_id)}
    else:
        states = await survey(desk.service, wanted)
    desk.seen.update({found: (desk.clock.now_s(), state) for found, state in states.items()})


async def survey(service: Service, task_ids: Iterable[str]) -> dict[str, TaskState]:
    """The states of many tasks from as few readings of the list as hold them; tasks not listed are left out."""
    wanted, found = set(task_ids), {}
    for page in range(1, MOST_PAGES + 1):
        read = await service.tasks(page=page, limit=PAGE)
        found.update({task.task_id: task for task in read.tasks if task.task_id in wanted})
        whole = read.total is not None and page * PAGE >= read.total
        if len(found) == len(wanted) or whole or len(read.tasks) < min(PAGE, read.limit or PAGE):
            break
    return found


async def _with_result(desk: Desk, state: TaskState, report: Report) -> TaskState:
    """A list tells that a task is done, and the task itself what came of it."""
    if not state.finished or state.lrc or state.error:
        return state
    report(Progress("fetch", 0, None, "Fetching the lyrics"))
    return await desk.service.task(state.task_id, Priority.RESULT)


def noted(desk: Desk, job: Job, state: TaskState) -> Job:
    """The job with what the service said of its task written down; an answer is on disk when this returns."""
    changes = {
        "attempts": job.attempts + 1,
        "queue_position": state.queue_position,
        "next_poll_at_s": None,
        "message": "",
        "trace_id": state.trace_id or job.trace_id,
        **_meaning(job, state),
    }
    if job.song_title == job.task_id and state.file_name:  # taken over by its number alone
        changes["song_title"] = title_in(state.file_name) or job.song_title
    return desk.store.update(job.id, **changes)


def _meaning(job: Job, state: TaskState) -> dict[str, object]:
    if not state.finished:
        return {"state": _RUNNING.get(state.status, JobState.RUNNING)}
    told = {"credits_used": state.credits_used, "completed_at": state.completed_at}
    nonce = nonce_in(state.file_name)
    if nonce and job.nonce and nonce != job.nonce:
        sentence = "The service answered for another song. Nothing was taken; ask its support with the trace id."
        return {**told, "state": JobState.FAILED, "message": sentence}
    if state.status == "FAILED":
        said = state.error or "Analysis failed"
        return {**told, "state": JobState.FAILED, "message": f"The service could not time {job.song_title}: {said}"}
    if not (state.lrc or "").strip():
        sentence = f"The service finished {job.song_title} without lyrics. The task is kept there."
        return {**told, "state": JobState.EMPTY, "message": sentence}
    return {**told, "state": JobState.SUCCEEDED, "result_lrc": state.lrc}


def nonce_in(file_name: str) -> str:
    """The mark that a song's name at the service carries, "" without one."""
    match = _NONCE.search(file_name)
    return match.group(1) if match else ""


def title_in(file_name: str) -> str:
    """A song's name at the service without mark and suffix."""
    return _NONCE.sub("", file_name.rpartition(".")[0] or file_name).strip()


def ended(job: Job) -> Job:
    """The job where it succeeded. Raises EmptyAnswerError or TaskFailedError with the job's sentence where not."""
    if job.state is JobState.EMPTY:
        raise EmptyAnswerError(job.message)
    if job.state is JobState.FAILED:
        raise TaskFailedError(job.message)
    return job


def standing(job: Job) -> Progress:
    """The report of where a job stands at the service."""
    if job.state is JobState.RUNNING:
        return Progress("work", job.attempts, None, "The service is working")
    place = f", place {job.queue_position}" if job.queue_position else ""
    return Progress("queue", job.attempts, None, f"Queued at the service{place}")


def _begun(job: Job) -> JobState:
    return job.state if job.state in (JobState.WAITING, JobState.RUNNING) else JobState.SUBMITTED
