"""The command line in fast time, which kills itself (SIGKILL) the moment a job's row says a chosen state.

Arguments: the state (`-` for none), seconds by which the clock is ahead, then the command line.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from typing import Any

from lrc_studio.cli import main
from lrc_studio.cli.verb import App
from lrc_studio.storage.jobs import Job, JobStore
from lrc_studio.workflows import services

SPEED = 100.0


class FastClock:
    """A hundred seconds in each."""

    ahead_s = 0.0

    def __init__(self) -> None:
        self._begun_s, self._started_s = time.time() + self.ahead_s, time.monotonic()

    def now_s(self) -> float:
        return self._begun_s + (time.monotonic() - self._started_s) * SPEED

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds) / SPEED)


def die_in(state: str) -> None:
    """Let the process die as soon as a row with that state is on disk."""
    plain_update, plain_admit = JobStore.update, JobStore.admit

    def update(self: JobStore, job_id: str, **changes: Any) -> Job:
        return checked(plain_update(self, job_id, **changes))

    def admit(self: JobStore, job: Job, instead: Any) -> Job:
        return checked(plain_admit(self, job, instead))

    def checked(job: Job) -> Job:
        if job.state == state:
            os.kill(os.getpid(), signal.SIGKILL)
        return job

    JobStore.update, JobStore.admit = update, admit  # type: ignore[method-assign]


def no_window() -> App:
    """There is no window here."""
    raise AssertionError("this command opened the window")


if __name__ == "__main__":
    services.SystemClock = FastClock  # type: ignore[assignment, misc]
    FastClock.ahead_s = float(sys.argv[2])
    die_in(sys.argv[1])
    sys.exit(main(sys.argv[3:], no_window))
