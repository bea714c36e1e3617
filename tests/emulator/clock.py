"""Virtual time in whole milliseconds: it stands still until somebody advances it, or runs at a speed for a demo."""

from __future__ import annotations

import math
import threading
import time
from datetime import UTC, datetime
from email.utils import format_datetime

START_S = 1_776_592_800.0
"""Where virtual time begins: 2026-04-19 10:00:00 UTC, the day of the documented example."""


class VirtualClock:
    """Unix time of the emulator. `speed` is virtual seconds for each real one; 0 lets only `advance` move it."""

    def __init__(self, start_s: float = START_S, speed: float = 0.0) -> None:
        self._lock = threading.Lock()
        self._base_ms = round(start_s * 1000)
        self._speed = speed
        self._since_s = time.monotonic()

    def now_ms(self) -> int:
        """Unix time in ms."""
        with self._lock:
            return self._now_ms()

    def now_s(self) -> float:
        """Unix time in seconds."""
        return self.now_ms() / 1000

    def advance(self, seconds: float) -> None:
        """Move time on by whole ms, at least one unless `seconds` is 0; ValueError for a negative step.

        Who sleeps for a part of a ms would otherwise find that no time has passed, for ever.
        """
        if seconds < 0:
            raise ValueError("time does not go back")
        with self._lock:
            self._base_ms += max(math.ceil(round(seconds * 1000, 3)), seconds > 0)

    def advance_to(self, when_ms: int) -> None:
        """Move time on to `when_ms`; nothing happens when that is past."""
        with self._lock:
            self._base_ms += max(0, when_ms - self._now_ms())

    def http_date(self, skew_s: float = 0.0) -> str:
        """The `Date` header of now, `skew_s` wrong on request."""
        return format_datetime(datetime.fromtimestamp(int(self.now_s() + skew_s), UTC), usegmt=True)

    def _now_ms(self) -> int:
        if not self._speed:
            return self._base_ms
        return self._base_ms + round((time.monotonic() - self._since_s) * self._speed * 1000)


def iso(when_ms: int) -> str:
    """A time as the service writes it: ISO 8601 in UTC with a Z."""
    return datetime.fromtimestamp(when_ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
