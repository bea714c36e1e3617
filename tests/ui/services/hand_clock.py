"""A clock for the program that stands with the emulator's until a test moves both."""

from __future__ import annotations

import asyncio

from tests.emulator import VirtualClock


class HandClock:
    """`advance` moves the emulator's time and wakes who slept so long."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def now_s(self) -> float:
        """Unix time of the emulator."""
        return self._clock.now_s()

    @property
    def asleep(self) -> int:
        """How many wait for time to pass."""
        return sum(1 for _, woken in self._sleepers if not woken.done())

    async def sleep(self, seconds: float) -> None:
        """Come back when a test has moved time so far."""
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.now_s() + seconds, woken))
        await woken

    def advance(self, seconds: float) -> None:
        """Let so much time pass at once."""
        self._clock.advance(seconds)
        now_s = self.now_s() + 0.002
        due = [woken for until_s, woken in self._sleepers if until_s <= now_s and not woken.done()]
        self._sleepers = [(until_s, woken) for until_s, woken in self._sleepers if until_s > now_s]
        for woken in due:
            woken.set_result(None)
