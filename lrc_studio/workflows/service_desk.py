"""What work at a service is done with: the service, the journal of jobs, the clock and the limits of the key."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from lrc_studio.core.errors import RateLimitedError, StudioError
from lrc_studio.core.progress import Progress, Report
from lrc_studio.providers.base import AtRisk, Clock, Provider, Submitted, TaskPage, TaskState, Upload
from lrc_studio.providers.key_clock import KeyClock
from lrc_studio.providers.limits import Priority
from lrc_studio.storage.jobs import Job, JobState, JobStore

T = TypeVar("T")
PATIENCE_S = 120.0
"""A wait up to this is sat through by a command; a longer one is written down, and the job goes on later."""
UNSAID_WAIT_S = 60.0
WAITING = "wait"


class Service(Protocol):
    """A service that takes songs, as the jobs see it."""

    async def submit(
        self, upload: Upload, sent: Callable[[int, int], None] | None = None, at_risk: AtRisk | None = None
    ) -> Submitted:
        """Send a song; paid. Raises OutcomeUnknownError where it may have arrived, anything else where it did not.

        `sent` is told of bytes sent and bytes in all; `at_risk` True before the first byte leaves, which may be long
        after the call, and False before a wait for another try.
        """

    async def task(self, task_id: str, priority: Priority = Priority.POLL) -> TaskState:
        """What the service says of a task, with its lyrics where it is done."""

    async def tasks(self, page: int = 1, limit: int = 20, status: str = "") -> TaskPage:
        """One page of the service's own list, the newest first."""

    async def delete(self, task_id: str) -> None:
        """Delete a task and its data there."""

    async def find(self, nonce: str, since_s: float) -> TaskState | None:
        """The task whose name carries `nonce`, or None where the list has none made since then (Unix seconds)."""


@dataclass
class Desk:
    """One key at one service. Jobs that share a desk share the readings of the service's list.

    `fingerprint` tells which key, `max_bytes` the largest song its tier takes, `patience_s` the longest wait for the
    service's limits that is sat through (infinite for a window and for a batch).
    """

    provider: Provider
    origin: str
    fingerprint: str
    service: Service
    store: JobStore
    clock: KeyClock
    max_bytes: int
    patience_s: float = PATIENCE_S
    watched: set[str] = field(default_factory=set)
    seen: dict[str, tuple[float, TaskState]] = field(default_factory=dict)
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)


class Waiting(Protocol):
    """What can wait: anything with a clock."""

    @property
    def clock(self) -> Clock:
        """The time it goes by."""


def told(error: StudioError) -> dict[str, str]:
    """What a row keeps of an error: its sentence, and the technical text behind it (no key is in that)."""
    return {"message": str(error), "excerpt": error.details}


async def wait(desk: Waiting, seconds: float, report: Report, progress: Callable[[int], Progress]) -> None:
    """Wait by the desk's clock; `progress` makes each report from the seconds left. `report` may raise `Cancelled`."""
    until_s = desk.clock.now_s() + seconds
    while (left_s := until_s - desk.clock.now_s()) > 0:
        report(progress(round(left_s)))
        await desk.clock.sleep(min(left_s, max(1.0, left_s / 60)))


async def patiently(desk: Desk, job: Job, report: Report, ask: Callable[[], Awaitable[T]]) -> T:
    """The answer to `ask`, after as many waits for the service's limits as it takes; each is written down first.

    Raises RateLimitedError where a wait is longer than the desk's patience: the job is then paused and resumable.
    """
    while True:
        try:
            return await ask()
        except RateLimitedError as error:
            await pause(desk, job, error, report)


async def pause(desk: Desk, job: Job, error: RateLimitedError, report: Report) -> None:
    """Wait until the service takes the next request; the job's state is afterwards what it was."""
    wait_s = error.wait_s if error.wait_s is not None else UNSAID_WAIT_S
    until_s = desk.clock.now_s() + wait_s
    before = desk.store.get(job.id) or job
    desk.store.update(job.id, state=JobState.PAUSED_RATE, next_poll_at_s=until_s, **told(error))
    if wait_s > desk.patience_s:
        raise error
    await wait(desk, wait_s, report, lambda left_s: waiting(left_s, error))
    desk.store.update(job.id, state=before.state, next_poll_at_s=None, message="")


def waiting(left_s: int, error: RateLimitedError) -> Progress:
    """The report of a wait for the service's limits."""
    why = str(error).partition("(")[2].partition(")")[0]
    return Progress(WAITING, 0, None, f"Next request in {max(1, left_s)} s{f' ({why})' if why else ''}")
