"""The jobs at services, one SQLite row each: written before a paid request leaves, so that nothing is paid twice."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager, suppress
from dataclasses import astuple, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from lrc_studio.core.errors import InputError, UsageError
from lrc_studio.storage.file_lock import FileLock
from lrc_studio.storage.job_record import FINISHED, STOPPED, Job, JobState
from lrc_studio.storage.job_salvage import put_aside, sentence
from lrc_studio.storage.places import state_dir

__all__ = ["FINISHED", "STOPPED", "Job", "JobState", "JobStore", "jobs_path"]

T = TypeVar("T")
VERSION = 2
BUSY_S = 5.0


_TYPES = {
    "attempts": "INTEGER",
    "next_poll_at_s": "REAL",
    "queue_position": "INTEGER",
    "credits_used": "INTEGER",
    "credits_left": "INTEGER",
    "encode_kbps": "INTEGER",
    "created_s": "REAL",
    "updated_s": "REAL",
    "music_index": "INTEGER",
    "variation": "INTEGER",
}
_COLUMNS = tuple(field.name for field in fields(Job))
_CREATE = f"""
CREATE TABLE jobs ({", ".join(f"{name} {_TYPES.get(name, 'TEXT')}" for name in _COLUMNS)}, PRIMARY KEY (id));
CREATE INDEX jobs_digest ON jobs (digest);
CREATE INDEX jobs_task ON jobs (task_id);
CREATE TABLE requests (key_fingerprint TEXT, at_s REAL);
PRAGMA user_version = {VERSION};
"""
_FROM_1 = f"""
ALTER TABLE jobs ADD COLUMN audio_id TEXT;
ALTER TABLE jobs ADD COLUMN music_index INTEGER;
ALTER TABLE jobs ADD COLUMN variation INTEGER;
PRAGMA user_version = {VERSION};
"""
_STEPS = {0: _CREATE, 1: _FROM_1}
"""What makes the file of an older version one of this version."""
_INSERT = f"INSERT INTO jobs ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_NEWEST_FIRST = "ORDER BY created_s DESC, rowid DESC"


def jobs_path() -> Path:
    """Where the jobs are kept."""
    return state_dir() / "jobs.sqlite"


class JobStore:
    """The rows of one file. Every write is on disk (fsync) when the call returns; calls are short and thread-safe.

    `now` gives Unix seconds. Methods raise `InputError` where the disk refuses.
    """

    def __init__(self, path: Path | None = None, now: Callable[[], float] = time.time) -> None:
        self.path = path or jobs_path()
        self._now = now
        self._lock = threading.Lock()
        self.damage = ""
        """What to tell a person where the file was found damaged, and what could be read of it."""
        self._rows = _told(self._open)

    def __enter__(self) -> JobStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the store is not used after that."""
        with self._lock:
            self._rows.close()

    def add(self, job: Job) -> Job:
        """Keep a new job, with the times of now."""
        return self._admit(job, _nothing)

    def admit(self, job: Job, instead: Callable[[tuple[Job, ...]], Job | None]) -> Job:
        """Keep a new job unless `instead` finds one among those of the same digest (newest first); give the one kept.

        No other process can come between the look and the writing, so one song never gets two jobs by accident.
        """
        return self._admit(job, instead)

    def update(self, job_id: str, **changes: Any) -> Job:
        """Change fields of a job and give it as it is now. Raises UsageError where the job is gone."""
        changes = {"updated_s": self._now(), **changes}
        columns = ", ".join(f"{name} = ?" for name in changes)

        def write(rows: sqlite3.Connection) -> None:
            rows.execute(f"UPDATE jobs SET {columns} WHERE id = ?", (*changes.values(), job_id))

        self._write(write)
        job = self.get(job_id)
        if job is None:
            raise UsageError("This job was deleted meanwhile. Nothing else was changed.")
        return job

    def get(self, job_id: str) -> Job | None:
        """The job with this id, or None."""
        return next(iter(self._select("WHERE id = ?", job_id)), None)

    def all(self) -> tuple[Job, ...]:
        """All jobs, the newest first."""
        return self._select(_NEWEST_FIRST)

    def by_digest(self, digest: str) -> tuple[Job, ...]:
        """The jobs of a song, the newest first."""
        return self._select(f"WHERE digest = ? {_NEWEST_FIRST}", digest)

    def by_task(self, task_id: str) -> Job | None:
        """The newest job of a service's task, or None."""
        return next(iter(self._select(f"WHERE task_id = ? {_NEWEST_FIRST}", task_id)), None)

    def delete(self, job_id: str) -> None:
        """Forget a job here; what the service has is left alone."""
        self._write(lambda rows: rows.execute("DELETE FROM jobs WHERE id = ?", (job_id,)))
        with suppress(OSError):
            self._lock_path(job_id).unlink()

    def settle_requests(self, key_fingerprint: str, now_s: float, oldest_s: float) -> None:
        """At a start: forget requests before `oldest_s` (Unix seconds), and end those of a key that were under way.

        The program of such a one died, and the service may have counted it at any moment until now.
        """
        unended = "UPDATE requests SET at_s = ? WHERE key_fingerprint = ? AND at_s IS NULL"

        def write(rows: sqlite3.Connection) -> None:
            # The last row stays, for its number is not to be given again: others know it as seen.
            newest = "SELECT max(rowid) FROM requests"
            rows.execute(f"DELETE FROM requests WHERE at_s < ? AND rowid < ({newest})", (oldest_s,))
            rows.execute(unended, (now_s, key_fingerprint))

        self._write(write)

    def requests_after(self, key_fingerprint: str, number: int) -> tuple[tuple[int, float | None], ...]:
        """The requests of a key with a higher number, each with when it counts from; None while it is under way."""
        asked = "SELECT rowid, at_s FROM requests WHERE key_fingerprint = ? AND rowid > ? ORDER BY rowid"
        return tuple((row["rowid"], row["at_s"]) for row in self._read(asked, key_fingerprint, number))

    def begin_request(self, key_fingerprint: str, seen: int, own: Set[int] = frozenset()) -> int | None:
        """Keep that a key asks its service now, before it does; gives the number of the request.

        None, and nothing is kept, where the key has requests beyond the number `seen` that are not of `own`: others
        asked meanwhile. No other process can come between the look and the writing.
        """
        asked = "SELECT rowid FROM requests WHERE key_fingerprint = ? AND rowid > ?"

        def write(rows: sqlite3.Connection) -> int | None:
            if any(row["rowid"] not in own for row in rows.execute(asked, (key_fingerprint, seen))):
                return None
            return rows.execute("INSERT INTO requests VALUES (?, NULL)", (key_fingerprint,)).lastrowid

        return self._write(write)

    def end_request(self, number: int, at_s: float | None) -> None:
        """Keep that a request counts from then on (Unix seconds), or None: it never left, so it is long over."""
        over = (0.0 if at_s is None else at_s, number)
        self._write(lambda rows: rows.execute("UPDATE requests SET at_s = ? WHERE rowid = ?", over))

    def claim(self, job_id: str) -> FileLock | None:
        """Take a job for this process until the lock is released; None while another living process works on it."""
        path = self._lock_path(job_id)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return FileLock.take(path)
        except OSError as error:
            raise InputError(_sentence(error)) from error

    def _lock_path(self, job_id: str) -> Path:
        return self.path.with_name("jobs-at-work") / f"{job_id}.lock"

    def _admit(self, job: Job, instead: Callable[[tuple[Job, ...]], Job | None]) -> Job:
        now = self._now()
        fresh = replace(job, created_s=now, updated_s=now)

        def write(rows: sqlite3.Connection) -> Job:
            same = rows.execute(f"SELECT * FROM jobs WHERE digest = ? {_NEWEST_FIRST}", (job.digest,)).fetchall()
            kept = instead(tuple(_job(row) for row in same))
            if kept is None:
                rows.execute(_INSERT, astuple(fresh))
            return kept or fresh

        return self._write(write)

    def _write(self, change: Callable[[sqlite3.Connection], T]) -> T:
        def run() -> T:
            with self._lock, _transaction(self._rows):
                return change(self._rows)

        return _told(run)

    def _select(self, where: str, *values: str) -> tuple[Job, ...]:
        return tuple(_job(row) for row in self._read(f"SELECT * FROM jobs {where}", *values))

    def _read(self, question: str, *values: str | int) -> list[sqlite3.Row]:
        def run() -> list[sqlite3.Row]:
            with self._lock:
                return self._rows.execute(question, values).fetchall()

        return _told(run)

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        try:
            return _connected(self.path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            aside, found = put_aside(self.path)
            self.damage = sentence(aside, len(found))
            rows = _connected(self.path)
            with _transaction(rows):
                rows.executemany(_INSERT, [astuple(job) for job in found])
            return rows


def _connected(path: Path) -> sqlite3.Connection:
    rows = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        rows.row_factory = sqlite3.Row
        if (found := rows.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise sqlite3.DatabaseError(found)
        rows.execute("PRAGMA journal_mode = WAL")
        rows.execute("PRAGMA synchronous = FULL")  # in WAL mode the default would not survive a power cut
        with _transaction(rows):
            version = rows.execute("PRAGMA user_version").fetchone()[0]
            for statement in _STEPS.get(version, "").split(";"):
                rows.execute(statement)
    except BaseException:
        rows.close()
        raise
    if version > VERSION:
        rows.close()
        raise InputError("The list of jobs was written by a newer version. Nothing was changed; use that version.")
    return rows


@contextmanager
def _transaction(rows: sqlite3.Connection) -> Iterator[None]:
    rows.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        rows.execute("ROLLBACK")
        raise
    rows.execute("COMMIT")


def _nothing(same: tuple[Job, ...]) -> None:
    """Find no job among those of the same song."""


def _job(row: sqlite3.Row) -> Job:
    values = dict(row)
    return Job(**{**values, "state": JobState(values["state"])})


def _told(work: Callable[[], T]) -> T:
    try:
        return work()
    except (sqlite3.Error, OSError) as error:
        raise InputError(_sentence(error)) from error


def _sentence(error: Exception) -> str:
    if "locked" in str(error):
        return "The list of jobs is in use by another program. Nothing was changed; try again in a moment."
    if not isinstance(error, sqlite3.OperationalError | OSError):
        return "The list of jobs is damaged. Nothing was changed; start the program anew, which mends what it can."
    return "The list of jobs could not be written. No job is lost; free some space or check the folder's permissions."
