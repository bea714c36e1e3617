"""A thousand songs on each tier in virtual time, against a service that counts strictly."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from lrc_studio.core.errors import RateLimitedError
from lrc_studio.providers.ailrc import AILRC, LARGEST_PAGE, AiLrc
from lrc_studio.providers.base import TaskPage, Upload
from lrc_studio.providers.http import Http
from lrc_studio.providers.limits import FREE, PREMIUM, PRO, Limiter, Priority, Tier
from tests.providers.virtual import START_S, LoopClock, in_virtual_time

T = TypeVar("T")
SONGS = 1000
TIERS = {tier.name: tier for tier in (FREE, PRO, PREMIUM)}


class Strict:
    """The service: refuses what overruns a window (t - w, t], works 30 to 120 s."""

    def __init__(self, tier: Tier) -> None:
        self.windows = [(count, span_s, deque[float]()) for count, span_s in tier.windows]
        self.refused = 0
        self.answered = 0
        self.done_at_s: dict[str, float] = {}
        self._random = random.Random(4)

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        upload = request.method == "POST"
        await asyncio.sleep(self._random.uniform(0.05, 12.0 if upload else 0.4))
        now_s = LoopClock().now_s()
        free_s = self._next_free_s(now_s)
        if free_s > now_s:
            self.refused += 1
            return said(429, {"code": 429}, {"Retry-After": str(int(free_s - now_s) + 1)})
        self.answered += 1
        for _, _, stamps in self.windows:
            stamps.append(now_s)
        await asyncio.sleep(self._random.uniform(0.05, 0.4))
        return said(200, {"code": 0, "items": self._items(request, now_s)}, self._headers(now_s))

    def _next_free_s(self, now_s: float) -> float:
        free_s = now_s
        for count, span_s, stamps in self.windows:
            while stamps and stamps[0] <= now_s - span_s:
                stamps.popleft()
            if len(stamps) >= count:
                free_s = max(free_s, stamps[-count] + span_s)
        return free_s

    def _headers(self, now_s: float) -> dict[str, str]:
        left, span_s, stamps = min((count - len(stamps), span_s, stamps) for count, span_s, stamps in self.windows)
        return {"X-RateLimit-Remaining": str(left), "X-RateLimit-Reset": str(int(stamps[0] + span_s))}

    def _items(self, request: httpx.Request, now_s: float) -> object:
        if request.method == "POST":
            task_id = f"t{len(self.done_at_s)}"
            self.done_at_s[task_id] = now_s + self._random.uniform(30.0, 120.0)
            return {"taskId": task_id, "status": "QUEUED"}
        if found := re.search(r"audio_tasks/(\w+)", request.url.path):
            return {"taskId": found[1], "status": "COMPLETED", "result": {"lrc": "[00:01.00]La"}}
        page, limit = int(request.url.params["page"]), int(request.url.params["limit"])
        rows = list(self.done_at_s.items())[(page - 1) * limit : page * limit]
        return [{"taskId": name, "status": "COMPLETED" if at_s <= now_s else "QUEUED"} for name, at_s in rows]


def said(status: int, body: object, headers: dict[str, str]) -> httpx.Response:
    async def parts() -> AsyncIterator[bytes]:
        yield json.dumps(body).encode()

    return httpx.Response(status, content=parts(), headers=headers)


def bound_s(windows: tuple[tuple[int, float], ...], requests: int) -> float:
    """The soonest moment at which the last of so many requests can be made, with answers that take no time."""
    times: list[float] = []
    for _ in range(requests):
        ready = [times[-count] + span_s for count, span_s in windows if len(times) >= count]
        times.append(max(ready, default=0.0))
    return times[-1]


async def kept(call: Callable[[], Awaitable[T]]) -> T:
    """A job's way with a wait that is too long for a call: it is put aside and taken up again."""
    while True:
        try:
            return await call()
        except RateLimitedError as error:
            await LoopClock().sleep(error.wait_s or 1.0)


async def work_through(service: AiLrc, song: Path) -> int:
    """Sends every song, looks at pages of the list until each is done, reads each result once; the songs that came."""
    came: set[str] = set()

    async def send(number: int) -> None:
        await kept(lambda: service.submit(Upload(song, f"{number}.mp3", 4, "digest", f"ls-{number}")))

    async def fetch(task_id: str) -> None:
        state = await kept(lambda: service.task(task_id, Priority.RESULT))
        assert state.lrc
        came.add(task_id)

    async def look(page: int) -> TaskPage:
        return await kept(lambda: service.tasks(page, LARGEST_PAGE))

    for page in range(1, SONGS // LARGEST_PAGE + 1):
        await asyncio.gather(*(send(number) for number in range(LARGEST_PAGE)))
        await LoopClock().sleep(120.0)
        listed = await look(page)
        await asyncio.gather(*(fetch(task.task_id) for task in listed.tasks if task.finished))
    return len(came)


@dataclass(frozen=True)
class Figures:
    """What a run took and what it could have taken at the least."""

    came: int
    took_s: float
    least_s: float
    answered: int
    refused: int


def measure(tier: Tier, song: Path) -> Figures:
    """Sends a thousand songs to a strict service in virtual time."""
    server = Strict(tier)

    async def work() -> tuple[int, float]:
        clock = LoopClock()
        async with httpx.AsyncClient(transport=httpx.MockTransport(server)) as client:
            http = Http(client, AILRC.origin, clock, "ailrc_sk_free_demo", Limiter(tier.windows, clock))
            return await work_through(AiLrc(http), song), clock.now_s() - START_S

    came, took_s = in_virtual_time(work())
    least_s = bound_s(tier.windows, 2 * SONGS + SONGS // LARGEST_PAGE)
    return Figures(came, took_s, least_s, server.answered, server.refused)


@pytest.mark.parametrize("name", TIERS)
def test_a_thousand_songs_take_hardly_longer_than_the_limits_ask(name: str, tmp_path: Path) -> None:
    song = tmp_path / "a.mp3"
    song.write_bytes(b"ID3 ")
    figures = measure(TIERS[name], song)
    assert figures.came == SONGS
    assert figures.refused == 0
    assert figures.took_s <= 1.05 * figures.least_s
