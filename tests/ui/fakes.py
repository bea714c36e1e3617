"""A sound device whose clock stands until a test moves it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lrc_studio.audio.output import Fill

BLOCK_FRAMES = 441


class HandOutput:
    """An `Output` on a clock moved by hand; `advance` takes the blocks that fall due."""

    silent = False
    device_name = "Test output"
    latency_ms = 0

    def __init__(self) -> None:
        self._now_s, self._due_s, self._rate_hz = 0.0, 0.0, 44_100
        self._fill: Fill | None = None
        self._ended: Callable[[], None] | None = None

    def names(self) -> tuple[str, ...]:
        return ("Test output", "Headphones")

    def choose(self, name: str) -> None:
        self.device_name = name or "Test output"

    def now_s(self) -> float:
        return self._now_s

    def start(self, rate_hz: int, fill: Fill, ended: Callable[[], None]) -> None:
        self._rate_hz, self._fill, self._ended, self._due_s = rate_hz, fill, ended, self._now_s
        self.advance(0)

    def stop(self) -> None:
        self._fill = self._ended = None

    def close(self) -> None:
        self.stop()

    def unplug(self) -> None:
        """The device goes while it plays."""
        ended = self._ended
        self.stop()
        assert ended
        ended()

    def advance(self, ms: float) -> None:
        """Let `ms` pass."""
        self._now_s += ms / 1000
        while self._fill and self._due_s <= self._now_s:
            more = self._fill(np.zeros((BLOCK_FRAMES, 2), np.int16), self._due_s)
            self._due_s += BLOCK_FRAMES / self._rate_hz
            if not more:
                ended, self._fill = self._ended, None
                self._now_s = max(self._now_s, self._due_s)
                if ended:
                    ended()
