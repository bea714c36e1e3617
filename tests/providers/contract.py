"""The real client before the emulated service: over real sockets or without any, in virtual time."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import httpx

from lrc_studio.providers.ailrc import AiLrc
from lrc_studio.providers.base import Upload, new_nonce
from lrc_studio.providers.http import Http, Patience, make_client
from lrc_studio.providers.limits import FREE, PREMIUM, PRO, Limiter
from tests.emulator import Driver, Emulator
from tests.emulator.songs import song

T = TypeVar("T")
TIERS = {"free": FREE, "pro": PRO, "premium": PREMIUM}
PREFIX = "/api/v2/open/"


class Client:
    """What a test works with: the service through one key, its clock, and every answer as it came."""

    def __init__(self, http: Http, clock: Driver, answers: list[httpx.Response]) -> None:
        self.http, self.clock, self.answers = http, clock, answers
        self.service = AiLrc(http)

    async def completed(self, upload: Upload) -> str:
        """Send the song and let the service finish it; the id of its task."""
        task_id = (await self.service.submit(upload)).task_id
        await self.clock.sleep(150)
        return task_id


def drive(
    emulator: Emulator,
    work: Callable[[Client], Awaitable[T]],
    persona: str = "premium",
    *,
    key: str | None = "",
    origin: str = "",
    patience: Patience | None = None,
) -> T:
    """Run `work` with the persona's key (or another, or none) and the windows of its tier."""

    async def whole() -> T:
        clock, answers = Driver(emulator.clock), []

        async def kept(response: httpx.Response) -> None:
            answers.append(response)

        limiter = Limiter(TIERS.get(persona, FREE).windows, clock)
        async with emulator.reached(make_client(), origin) as client:
            client.event_hooks = {"response": [kept]}
            given = emulator.key(persona) if key == "" else key
            where = origin or emulator.origin
            http = Http(
                clock.watch(client), where, clock, given, limiter, service="AI LRC Generator", patience=patience
            )
            return await work(Client(http, clock, answers))

    return asyncio.run(whole())


_NUMBERS = itertools.count()


def upload_in(folder: Path, kind: str = "mp3", size_bytes: int = 4000, name: str = "My Song") -> Upload:
    """A song of that kind and size on disk, ready to be sent."""
    number = next(_NUMBERS)
    path = folder / f"{number}.{kind}"
    path.write_bytes(song(kind, size_bytes, mark=b"%d" % number) if kind != "m4a" else b"\0\0\0\x20ftypM4A ")
    return Upload(path, f"{name}.{kind}", path.stat().st_size, f"{number:064x}", new_nonce())


def spend(emulator: Emulator, persona: str, count: int) -> None:
    """As if another program had made so many requests with that key just now."""
    for _ in range(count):
        emulator.access(persona).windows.accept(emulator.clock.now_ms())
