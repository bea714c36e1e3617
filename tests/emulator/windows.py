"""The three-layer sliding limit of one key: what was accepted in the last minute, hour and day."""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass

Limits = tuple[tuple[int, int], ...]
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Layer:
    """One window as it stands: its limit, what is left in it, and when its next slot frees (Unix ms)."""

    limit: int
    window_ms: int
    remaining: int
    frees_ms: int


class Windows:
    """Times of accepted requests. A window is (now - w, now]: a slot is back at exactly w after its request."""

    def __init__(self) -> None:
        self._times_ms: list[int] = []

    def accept(self, now_ms: int) -> None:
        """Count one request."""
        insort(self._times_ms, now_ms)
        del self._times_ms[: bisect_right(self._times_ms, now_ms - DAY_MS)]

    def layers(self, limits: Limits, now_ms: int) -> tuple[Layer, ...]:
        """Every window as it stands now; the limits are given each time, so that a change of tier holds at once."""
        return tuple(self._layer(limit, window_ms, now_ms) for limit, window_ms in limits)

    def tightest(self, limits: Limits, now_ms: int) -> Layer:
        """The window with the least left, the shortest of equals: the one that the headers describe."""
        return min(self.layers(limits, now_ms), key=lambda layer: (layer.remaining, layer.window_ms))

    def wait_ms(self, limits: Limits, now_ms: int) -> int:
        """How long until every window has a slot; 0 when a request is allowed now."""
        full = [layer.frees_ms - now_ms for layer in self.layers(limits, now_ms) if not layer.remaining]
        return max(full, default=0)

    def _layer(self, limit: int, window_ms: int, now_ms: int) -> Layer:
        inside = self._times_ms[bisect_right(self._times_ms, now_ms - window_ms) :]
        first_ms = (inside[-limit:] or [now_ms])[0]  # after a step down of the tier more than `limit` are inside
        return Layer(limit, window_ms, max(0, limit - len(inside)), first_ms + window_ms)
