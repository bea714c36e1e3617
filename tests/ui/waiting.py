"""Waiting on conditions, never on time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


async def until(condition: Callable[[], object], within_s: float = 20.0) -> None:
    """Let the loop run until `condition()` holds; fails loudly when it does not in time."""
    deadline_s = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline_s, "the awaited condition did not come true"
        await asyncio.sleep(0.005)
