"""`jobs`: the songs at services, kept from run to run; listed, taken on, fetched, deleted."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lrc_studio.cli import streams
from lrc_studio.cli.verb import OpenApp, Verb
from lrc_studio.core.errors import Cancelled, StudioError, UsageError

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable, Sequence

    from lrc_studio.core.progress import Report
    from lrc_studio.providers.base import Provider, TaskState
    from lrc_studio.storage.jobs import Job, JobStore
    from lrc_studio.workflows.id_desk import IdDesk
    from lrc_studio.workflows.service_desk import Desk

STEPS = ("list", "resume", "fetch", "delete")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("step", metavar="list | resume | fetch | delete", nargs="?", choices=STEPS, default="list")
    parser.add_argument("id", metavar="ID", nargs="?", help="the job's id or its first signs, or the task's id")
    parser.add_argument("--provider", metavar="ID", help="only jobs of this service")
    parser.add_argument("--remote", action="store_true", help="the service's own list instead of the jobs kept here")
    parser.add_argument("--json", action="store_true", help="as JSON")


def _run(arguments: argparse.Namespace, open_app: OpenApp) -> int:  # noqa: ARG001
    from lrc_studio.cli.service_songs import kept_jobs
    from lrc_studio.providers import by_id

    if arguments.step in ("fetch", "delete") and not arguments.id:
        raise UsageError(f"Say which job: lrc-studio jobs {arguments.step} ID.")
    if arguments.step == "list" and arguments.id:
        raise UsageError("The list takes no ID. Name one with fetch, resume or delete.")
    if arguments.provider:
        by_id(arguments.provider)
    with kept_jobs() as store:
        steps = {"list": _list, "resume": _resume, "fetch": _fetch, "delete": _delete}
        return steps[arguments.step](arguments, store)


def _list(arguments: argparse.Namespace, store: JobStore) -> int:
    from lrc_studio.cli import job_rows
    from lrc_studio.cli.service_songs import at_desk

    if arguments.remote:
        tasks = at_desk(_lister(arguments), store, _all_tasks)
        rows = [job_rows.of_task(task, _lister(arguments).id, store.by_task(task.task_id)) for task in tasks]
    else:
        rows = [job_rows.of_job(job) for job in _wanted(arguments, store.all())]
    job_rows.put(rows, arguments.json)
    return 0


async def _all_tasks(desk: Desk) -> list[TaskState]:
    """The service's whole list, the newest first."""
    from lrc_studio.workflows.watching import MOST_PAGES, PAGE

    tasks: list[TaskState] = []
    for page in range(1, MOST_PAGES + 1):
        read = await desk.service.tasks(page, PAGE)
        tasks += read.tasks
        if len(read.tasks) < PAGE or (read.total is not None and len(tasks) >= read.total):
            break
    return tasks


def _resume(arguments: argparse.Namespace, store: JobStore) -> int:
    from lrc_studio.cli.progress import shown
    from lrc_studio.workflows.by_id import unfinished
    from lrc_studio.workflows.service_jobs import resumable

    if arguments.remote:
        raise UsageError("What is resumed are the jobs kept here; leave --remote out.")
    undelivered = [job for job in store.all() if job.state == "succeeded" and job.lyrics_path]
    jobs = [_named(store, arguments.id)] if arguments.id else [*resumable(store), *unfinished(store), *undelivered]
    jobs = _wanted(arguments, jobs)
    if not jobs:
        streams.say("There is nothing to resume.")
    errors = []
    with shown(arguments.progress) as report:
        for provider_id in dict.fromkeys(job.provider for job in jobs):
            own = [job for job in jobs if job.provider == provider_id]
            errors += _taken_on(store, provider_id, own, report, named=bool(arguments.id))
    return _told(arguments, store, jobs, errors)


def _taken_on(store: JobStore, provider_id: str, jobs: list[Job], report: Report, *, named: bool) -> list[StudioError]:
    """Take a service's jobs on side by side and give what went wrong; an interrupt leaves them to be resumed.

    `named` says that a person named the job, for what may be paid again.
    """
    from lrc_studio.cli.service_ids import at_id_desk, is_by_id, went_on
    from lrc_studio.cli.service_songs import at_desk
    from lrc_studio.providers import by_id

    open_jobs = [job for job in jobs if job.state != "succeeded"]

    async def all_of_them(desk: Desk) -> list[StudioError]:
        return await _troubles(_run_job(desk, job, report) for job in open_jobs)

    async def all_by_id(desk: IdDesk) -> list[StudioError]:
        return await _troubles(went_on(desk, job, report, named=named) for job in open_jobs)

    try:
        if not open_jobs:
            return []
        if is_by_id(provider_id):
            return at_id_desk(by_id(provider_id), store, all_by_id)
        return at_desk(by_id(provider_id), store, all_of_them)
    except KeyboardInterrupt:
        raise Cancelled("Stopped here. The service goes on; lrc-studio jobs resume takes the jobs up again.") from None


async def _troubles(works: Iterable[Coroutine[Any, Any, None]]) -> list[StudioError]:
    """What went wrong, each in its place among those that did."""
    told = await asyncio.gather(*(_trouble_of(work) for work in works))
    return [error for error in told if error is not None]


async def _trouble_of(work: Coroutine[Any, Any, None]) -> StudioError | None:
    try:
        await work
    except StudioError as error:
        return error
    return None


async def _run_job(desk: Desk, job: Job, report: Report) -> None:
    from lrc_studio.cli.service_songs import hinted
    from lrc_studio.workflows.service_jobs import run

    with hinted(job):
        await run(desk, job.id, report)


def _told(arguments: argparse.Namespace, store: JobStore, jobs: Sequence[Job], errors: list[StudioError]) -> int:
    """Write the answers that came, say what went wrong, and give the exit code."""
    from lrc_studio.cli import job_rows
    from lrc_studio.cli.service_songs import deliver, fetch_hint

    now = [job for known in jobs if (job := store.get(known.id))]
    for job in now:
        if job.state != "succeeded" or deliver(store, job):
            continue
        if len(now) == 1 and not arguments.json:
            _print(job, as_json=False)
        else:
            streams.say(f"{job.song_title} is done. {fetch_hint(job)}")
    if arguments.json:
        job_rows.put([job_rows.of_job(store.get(job.id) or job) for job in now], as_json=True)
    for sentence in dict.fromkeys(str(error) for error in errors):  # a refused key is told once for all its jobs
        streams.say(sentence)
    return errors[0].exit_code if errors else 0


def _fetch(arguments: argparse.Namespace, store: JobStore) -> int:
    from lrc_studio.cli.service_ids import at_id_desk, fetched, is_by_id
    from lrc_studio.cli.service_songs import at_desk
    from lrc_studio.providers import by_id
    from lrc_studio.workflows.service_jobs import fetch, take_over

    job = _found(store, arguments.id)
    if job is None and not arguments.remote:
        raise _unknown(arguments.id)
    if job is not None and not job.result_lrc and is_by_id(job.provider):
        by_ids = job
        job = at_id_desk(by_id(job.provider), store, lambda desk: fetched(desk, by_ids))
    elif job is None or not job.result_lrc:
        known = job

        async def asked(desk: Desk) -> Job:
            return await fetch(desk, (known or await take_over(desk, arguments.id)).id)

        job = at_desk(by_id(job.provider) if job else _lister(arguments), store, asked)
    _print(job, arguments.json)
    return 0


def _print(job: Job, as_json: bool) -> None:
    from lrc_studio.cli.writing import write_lyrics
    from lrc_studio.formats.base import WriteOptions
    from lrc_studio.workflows.service_answer import lyrics_for, taken

    song = Path(job.song_path) if job.song_path else None
    found = song if song is not None and song.is_file() else None
    lyrics, warnings = lyrics_for(job, found) if found else taken(job)
    write_lyrics(lyrics, "json" if as_json else job.format_id, None, WriteOptions(), audio=found)
    for warning in warnings:
        streams.say(warning)


def _delete(arguments: argparse.Namespace, store: JobStore) -> int:
    from lrc_studio.cli import job_rows
    from lrc_studio.cli.service_songs import at_desk
    from lrc_studio.providers import by_id
    from lrc_studio.workflows.service_jobs import delete_there, forget

    job = _found(store, arguments.id)
    if arguments.remote:
        task_id = job.task_id if job else arguments.id
        if not task_id:
            raise UsageError("This job has no task at the service as far as is known. Leave --remote out.")
        provider = by_id(job.provider) if job else _lister(arguments)
        if not provider.deletes:
            raise UsageError(f"{provider.label} deletes nothing on request. Leave --remote out.")
        at_desk(provider, store, lambda desk: delete_there(desk, task_id))
        streams.say(f"The task {task_id} was deleted at the service.")
    elif job is None:
        raise _unknown(arguments.id)
    else:
        streams.say(forget(store, job.id))
    if arguments.json:
        job_rows.put([job_rows.of_job(each) for each in _wanted(arguments, store.all())], as_json=True)
    return 0


def _lister(arguments: argparse.Namespace) -> Provider:
    """The service whose own list is meant."""
    from lrc_studio.providers import PROVIDERS, by_id

    if arguments.provider:
        provider = by_id(arguments.provider)
        if not provider.lists:
            raise UsageError(f"{provider.label} keeps no list of jobs.")
        return provider
    return next(provider for provider in PROVIDERS if provider.lists)


def _wanted(arguments: argparse.Namespace, jobs: Sequence[Job]) -> list[Job]:
    return [job for job in jobs if arguments.provider in (None, job.provider)]


def _named(store: JobStore, name: str) -> Job:
    job = _found(store, name)
    if job is None:
        raise _unknown(name)
    return job


def _unknown(name: str) -> UsageError:
    return UsageError(f"There is no job {name[:40]}. lrc-studio jobs lists them.")


def _found(store: JobStore, name: str) -> Job | None:
    """The job of this id, of an id that begins so, or of this task. Raises UsageError where several begin so."""
    exact = store.get(name) or store.by_task(name)
    if exact is not None:
        return exact
    begins = [job for job in store.all() if job.id.startswith(name)]
    if len(begins) > 1:
        raise UsageError(f"Several jobs begin with {name}. Name more of the id.")
    return begins[0] if begins else None


VERB = Verb("jobs", "List, resume, fetch or delete the songs at services.", _arguments, _run)
