"""Time that passes only when everybody waits: an event loop whose clock jumps, and clocks for clients."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
START_S = 1_776_592_800.0


class _Jumping(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    """A selector that moves the loop's time on instead of waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.time_s = 0.0

    def select(self, timeout: float | None = None) -> Any:
        self.time_s += timeout or 0.0
        return super().select(0 if timeout is not None else None)


class _VirtualLoop(asyncio.SelectorEventLoop):
    """A loop in which a day passes at once; what other loops give to threads is done on the spot."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.time_s

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:  # type: ignore[override]
        done = self.create_future()
        try:
            done.set_result(func(*args))
        except OSError as error:
            done.set_exception(error)
        return done


class LoopClock:
    """The clock of the running virtual loop."""

    def now_s(self) -> float:
        return START_S + asyncio.get_running_loop().time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Skipping:
    """A clock for real sockets: its sleeps take no time and are written down."""

    def __init__(self, now_s: float = START_S) -> None:
        self._now_s = now_s
        self.slept: list[float] = []

    def now_s(self) -> float:
        return self._now_s

    def advance(self, seconds: float) -> None:
        self._now_s += seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._now_s += max(seconds, 1e-6)  # less would be lost in so large a number, and time would stand
        await asyncio.sleep(0)


def in_virtual_time(work: Coroutine[Any, Any, T]) -> T:
    """Runs a coroutine in a loop of its own in which waiting takes no time."""
    with asyncio.Runner(loop_factory=_VirtualLoop) as runner:
        return runner.run(work)
