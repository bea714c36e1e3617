"""The client's clock in virtual time: when every job sleeps and no request is on its way, time jumps on."""

from __future__ import annotations

import asyncio
import heapq
import math
from typing import Any

import httpx

from tests.emulator.clock import VirtualClock

SETTLING_TURNS = 20  # turns of the loop in which a job that just woke may begin its next request or sleep


class Driver:
    """A clock for the client (`now_s`, `sleep`) that moves the emulator's: a job of an hour takes no time.

    Hand every HTTP client to `watch`, so that time stands still while a request is on its way.
    `slept` holds the seconds of every sleep, in order.
    """

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self.slept: list[float] = []
        self._sleepers: list[tuple[int, int, asyncio.Future[None]]] = []
        self._count = 0
        self._under_way = 0
        self._quiet: asyncio.Event | None = None
        self._pump: asyncio.Task[None] | None = None

    def now_s(self) -> float:
        """Unix time of the emulator."""
        return self.clock.now_s()

    async def sleep(self, seconds: float) -> None:
        """Come back when virtual time has moved so far."""
        self.slept.append(seconds)
        due_ms = self.clock.now_ms() + max(0, math.ceil(seconds * 1000))
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._count += 1
        heapq.heappush(self._sleepers, (due_ms, self._count, woken))
        if self._pump is None or self._pump.done():
            self._pump = asyncio.ensure_future(self._run())
        await woken

    def watch(self, client: httpx.AsyncClient) -> httpx.AsyncClient:
        """Let time stand while this client has a request on its way; gives the client back."""
        plain_send = client.send

        async def send(request: httpx.Request, **more: Any) -> httpx.Response:
            self._begin()
            try:
                response = await plain_send(request, **more)
            except BaseException:
                self._end()
                raise
            if response.is_closed:
                self._end()
            else:
                self._until_closed(response)
            return response

        client.send = send  # type: ignore[method-assign]
        return client

    async def _run(self) -> None:
        while self._sleepers:
            for _ in range(SETTLING_TURNS):
                await asyncio.sleep(0)
            if self._under_way:
                self._quiet = asyncio.Event()
                await self._quiet.wait()
                continue
            due_ms, _, woken = heapq.heappop(self._sleepers)
            if not woken.done():
                self.clock.advance_to(due_ms)
                woken.set_result(None)

    def _begin(self) -> None:
        self._under_way += 1

    def _end(self) -> None:
        self._under_way -= 1
        if not self._under_way and self._quiet:
            self._quiet.set()

    def _until_closed(self, response: httpx.Response) -> None:
        plain_close = response.aclose

        async def aclose() -> None:
            response.aclose = plain_close  # type: ignore[method-assign]
            self._end()
            await plain_close()

        response.aclose = aclose  # type: ignore[method-assign]
