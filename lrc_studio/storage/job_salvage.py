"""A damaged list of jobs: put aside, and every job read out of it that can still be read."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing, suppress
from dataclasses import fields
from pathlib import Path

from lrc_studio.storage.job_record import Job, JobState

_PARTS = ("", "-wal", "-shm")
"""A database in WAL mode is these files; a new one must not find an old one's rest."""
_NAMES = frozenset(field.name for field in fields(Job))


def put_aside(path: Path) -> tuple[Path, tuple[Job, ...]]:
    """Move the damaged file at `path` aside; where it is now, and its jobs that can be read, the oldest first.

    Raises OSError where it cannot be moved.
    """
    names = itertools.chain(("",), itertools.count(2))  # an earlier one stays too
    aside = next(free for number in names if not (free := path.with_name(f"{path.name}.broken{number}")).exists())
    for part in _PARTS:
        with suppress(FileNotFoundError):
            path.with_name(path.name + part).replace(aside.with_name(aside.name + part))
    return aside, _readable(aside)


def sentence(aside: Path, found: int) -> str:
    """What to tell of a list that was damaged."""
    jobs = f"{found or 'no'} {'jobs' if found > 1 else 'job'} could be read from it"
    return (
        f"The list of jobs was damaged; {jobs}, and the damaged file stays as {aside.name}. Before a song is sent "
        "again, look in the service's own list whether it has it."
    )


def _readable(path: Path) -> tuple[Job, ...]:
    """The jobs before and behind the damage."""
    found: dict[str, Job] = {}
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as rows:
        rows.row_factory = sqlite3.Row
        for order in ("ASC", "DESC"):
            with suppress(sqlite3.Error):
                for row in rows.execute(f"SELECT * FROM jobs ORDER BY rowid {order}"):
                    job = _job(row)
                    if job is not None:
                        found[job.id] = job
    return tuple(sorted(found.values(), key=lambda job: job.created_s))


def _job(row: sqlite3.Row) -> Job | None:
    values = {name: row[name] for name in row.keys() if name in _NAMES}  # noqa: SIM118 (a row's iterator gives values)
    try:
        job = Job(**{**values, "state": JobState(values["state"])})
        return job if isinstance(job.id, str) and isinstance(job.created_s, float) else None
    except (TypeError, ValueError, KeyError):
        return None
