"""A desk before the emulator of a service that answers to ids, in virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, TypeVar

import pytest

from lrc_studio.core.progress import Report, silent
from lrc_studio.providers import BY_ID
from lrc_studio.providers.base import Ids
from lrc_studio.providers.http import make_client
from lrc_studio.storage.jobs import JobStore
from lrc_studio.workflows.by_id import Answered, IdDesk, Order, fetch, open_id_desk, resume
from tests.emulator import Driver, SunoEmulator
from tests.workflows.service_at_work import only

T = TypeVar("T")
IDS = Ids("t-1", "a-1")


@asynccontextmanager
async def id_desk_at(
    emulator: SunoEmulator, store: JobStore, *, persona: str = "full", origin: str | None = None
) -> AsyncIterator[IdDesk]:
    """A desk for a persona's key; time jumps on whenever every job sleeps."""
    driver, member = Driver(emulator.clock), emulator.service.member
    # The service's own address is its record's; a test that runs beside others changes no environment.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(f"LRC_STUDIO_URL_{member.upper()}", origin or emulator.origin)
        async with (
            driver.watch(make_client()) as client,
            open_id_desk(BY_ID[member].provider, store, emulator.key(persona), clock=driver, client=client) as desk,
        ):
            yield desk


def at_desk(emulator: SunoEmulator, store: JobStore, work: Callable[[IdDesk], Awaitable[T]], **how: Any) -> T:
    """What `work` gives at a desk of its own, as a new start of the program would have it."""

    async def whole() -> T:
        async with id_desk_at(emulator, store, **how) as desk:
            return await work(desk)

    return asyncio.run(whole())


def fetched(
    emulator: SunoEmulator,
    store: JobStore,
    ids: Ids,
    report: Report = silent,
    *,
    order: Order | None = None,
    **how: Any,
) -> Answered:
    """The answer for ids."""
    wanted = replace(order or Order(ids), ids=ids)
    return at_desk(emulator, store, lambda desk: fetch(desk, wanted, report), **how)


def again(emulator: SunoEmulator, store: JobStore) -> Answered:
    """Resume the one job as a person does."""
    return at_desk(emulator, store, lambda desk: resume(desk, only(store).id))
