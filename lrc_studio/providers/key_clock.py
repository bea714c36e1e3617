"""A key's time: by it everybody waits until the service refuses the key, and then nobody any longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lrc_studio.core.errors import KeyRefusedError
from lrc_studio.providers.base import Clock

if TYPE_CHECKING:
    import asyncio


class KeyClock:
    """A clock for all that is done with one key: one refused answer ends every wait, and no further request goes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._asleep: set[asyncio.Task[None]] = set()
        self._error: KeyRefusedError | None = None

    @property
    def refused(self) -> bool:
        """Whether the service has refused the key."""
        return self._error is not None

    def now_s(self) -> float:
        """Unix seconds."""
        return self._clock.now_s()

    async def sleep(self, seconds: float) -> None:
        """Give way for that long. Raises KeyRefusedError as soon as the key is refused."""
        import asyncio

        self.check()
        sleep = asyncio.ensure_future(self._slept(seconds))
        self._asleep.add(sleep)
        try:
            await asyncio.wait((sleep,))
        finally:
            self._asleep.discard(sleep)
            sleep.cancel()
        self.check()

    async def _slept(self, seconds: float) -> None:
        await self._clock.sleep(seconds)

    def refuse(self, error: KeyRefusedError) -> None:
        """The service refuses the key: whoever waits is told so now."""
        self._error = error
        for sleep in self._asleep:
            sleep.cancel()

    def check(self) -> None:
        """Raise KeyRefusedError where the key is refused, an error of its own for each who asks."""
        if self._error is not None:
            raise KeyRefusedError(str(self._error), self._error.details)
