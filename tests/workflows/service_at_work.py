"""A desk before the emulator, in virtual time: what the tests of jobs at services work with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

import httpx

from lrc_studio.core.progress import Progress
from lrc_studio.providers.ailrc import AILRC
from lrc_studio.providers.http import make_client
from lrc_studio.providers.limits import FREE, PREMIUM, PRO
from lrc_studio.storage.jobs import Job, JobStore
from lrc_studio.workflows.service_desk import Desk
from lrc_studio.workflows.service_jobs import order_of, run, start
from lrc_studio.workflows.services import open_desk
from tests.emulator import Driver, Emulator

TIERS = {"free": FREE, "pro": PRO, "premium": PREMIUM}
SUBMIT = "audio_analysis"
LRC = "[00:00.50]La la\n[00:01.20]La la la"


@dataclass
class Heard:
    """A `Report` that keeps what it was told; `stop_at` names a phase in which the person cancels."""

    stop: Callable[[Progress], bool] = lambda progress: False
    told: list[Progress] = field(default_factory=list)

    def __call__(self, progress: Progress) -> None:
        from lrc_studio.core.errors import Cancelled

        self.told.append(progress)
        if self.stop(progress):
            raise Cancelled

    @property
    def phases(self) -> list[str]:
        """The phases in order, each once in a row."""
        names = [progress.phase for progress in self.told]
        return [name for at, name in enumerate(names) if at == 0 or names[at - 1] != name]


@asynccontextmanager
async def desk_at(
    emulator: Emulator,
    store: JobStore,
    *,
    persona: str = "premium",
    origin: str | None = None,
    patience_s: float = inf,
) -> AsyncIterator[Desk]:
    """A desk for a persona's key; time jumps on whenever every job sleeps."""
    driver = Driver(emulator.clock)
    client: httpx.AsyncClient = driver.watch(make_client())
    tier = TIERS.get(persona, FREE)
    async with client, pointed_at(origin or emulator.origin):
        key = emulator.key(persona)
        async with open_desk(AILRC, store, key, tier=tier, clock=driver, patience_s=patience_s, client=client) as desk:
            yield desk


@asynccontextmanager
async def pointed_at(origin: str) -> AsyncIterator[None]:
    """The service's address for the while."""
    import os

    before = os.environ.get("LRC_STUDIO_URL_AILRC")
    os.environ["LRC_STUDIO_URL_AILRC"] = origin
    try:
        yield
    finally:
        if before is None:
            del os.environ["LRC_STUDIO_URL_AILRC"]
        else:
            os.environ["LRC_STUDIO_URL_AILRC"] = before


def started(desk: Desk, song: Path, **more: bool) -> Job:
    """A job for the song."""
    return start(desk.store, desk.provider, desk.origin, desk.fingerprint, order_of(song), **more)


def uploads(emulator: Emulator) -> int:
    """How many uploads reached the service, whatever it made of them."""
    return emulator.journal.count("POST", SUBMIT)


def taken(emulator: Emulator, store: JobStore, song: Path, heard: Heard | None = None, persona: str = "premium") -> Job:
    """Start the song and take it to its end."""

    async def work() -> Job:
        async with desk_at(emulator, store, persona=persona) as desk:
            return await run(desk, started(desk, song).id, heard or Heard())

    return asyncio.run(work())


def resumed(emulator: Emulator, store: JobStore, job_id: str, *, origin: str | None = None) -> Job:
    """Take a job on with a desk of its own, as a new start of the program would."""

    async def work() -> Job:
        async with desk_at(emulator, store, origin=origin) as desk:
            return await run(desk, job_id)

    return asyncio.run(work())


def only(store: JobStore) -> Job:
    """The one job there is."""
    (job,) = store.all()
    return job
