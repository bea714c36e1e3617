"""The real client of a service that answers to ids before its emulator: with sockets or without, in virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from lrc_studio.core.errors import StudioError
from lrc_studio.providers import BY_ID
from lrc_studio.providers.base import Ids
from lrc_studio.providers.http import Http, Patience, make_client
from lrc_studio.providers.limits import Limiter
from lrc_studio.providers.suno_family import WINDOWS, SunoFamily
from tests.emulator import Driver, SunoEmulator
from tests.emulator.suno_songs import DEMO_TASK

T = TypeVar("T")
IDS = Ids(DEMO_TASK, "e231c0de-0000-4000-8000-0000008cadc8")
"""The second song of the emulator's own task."""


def drive(
    emulator: SunoEmulator,
    work: Callable[[SunoFamily], Awaitable[T]],
    *,
    key: str | None = "",
    origin: str = "",
    patience: Patience | None = None,
) -> T:
    """Run `work` with the full account's key, or another, or none."""

    async def whole() -> T:
        clock, member = Driver(emulator.clock), BY_ID[emulator.service.member]
        async with emulator.reached(make_client(), origin) as client:
            http = Http(
                clock.watch(client),
                origin or emulator.origin,
                clock,
                emulator.key() if key == "" else key,
                Limiter(WINDOWS, clock),
                service=member.provider.label,
                patience=patience,
            )
            return await work(SunoFamily(http, member))

    return asyncio.run(whole())


def words(emulator: SunoEmulator, ids: Ids = IDS, **how: Any) -> Any:
    """`data` of a song's words."""
    return drive(emulator, lambda service: service.words(ids), **how)


def refused(emulator: SunoEmulator, work: Callable[[SunoFamily], Awaitable[Any]], **how: Any) -> StudioError:
    """The told error that `work` ends in."""
    try:
        drive(emulator, work, **how)
    except StudioError as error:
        return error
    raise AssertionError("it succeeded")


def refused_words(emulator: SunoEmulator, ids: Ids = IDS, **how: Any) -> StudioError:
    """The told error that asking for words ends in."""
    return refused(emulator, lambda service: service.words(ids), **how)
