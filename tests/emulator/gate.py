"""A gate where the emulator waits until a test opens it; the test can wait until somebody stands there."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future


class Gate:
    """Closed at first. Used from two threads: the emulator's loop passes, the test opens."""

    def __init__(self) -> None:
        self._opened: Future[None] = Future()
        self._reached = threading.Event()

    async def passing(self) -> None:
        """Wait, on the emulator's side, until the gate is open."""
        self._reached.set()
        await asyncio.shield(asyncio.wrap_future(self._opened))

    def open(self) -> None:
        """Let through whoever waits and will come."""
        if not self._opened.done():
            self._opened.set_result(None)

    def wait_reached(self, timeout_s: float = 20.0) -> bool:
        """Wait, on the test's side, until a request stands at the gate; whether one does."""
        return self._reached.wait(timeout_s)
