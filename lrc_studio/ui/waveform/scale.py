"""Time to pixels and back, and the ruler's ticks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

_STEPS_MS: tuple[int, ...] = (
    *(base * 10**power for power in range(4) for base in (1, 2, 5)),
    10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000,
)  # fmt: skip
_LABEL_PX = 68
_LEAST_MINOR_PX = 6
_DIVISIONS = {1: 5, 2: 4, 5: 5, 15: 3, 30: 6, 60: 6, 120: 4, 300: 5, 600: 10, 1800: 6, 3600: 6}


@dataclass(frozen=True, slots=True)
class TimeScale:
    """`from_ms` lies at x 0, `to_ms` at x `width_px`."""

    from_ms: float
    to_ms: float
    width_px: float

    @property
    def px_per_ms(self) -> float:
        """How many px a millisecond takes."""
        return self.width_px / max(self.to_ms - self.from_ms, 1e-9)

    def x_of(self, ms: float) -> float:
        """The x of a time, in px; outside of the width for times out of sight."""
        return (ms - self.from_ms) * self.width_px / ((self.to_ms - self.from_ms) or 1e-9)

    def ms_at(self, x_px: float) -> float:
        """The time at an x."""
        return self.from_ms + x_px / max(self.px_per_ms, 1e-12)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the ruler; minor ones have no label."""

    ms: float
    label: str = ""


@lru_cache(maxsize=4)
def ticks(scale: TimeScale, label_px: float = _LABEL_PX) -> tuple[Tick, ...]:
    """The ticks in sight, one step before the left edge included; labels are at least `label_px` apart."""
    step_ms = _step_ms(scale, label_px)
    parts = _parts(step_ms)
    if step_ms * scale.px_per_ms / parts < _LEAST_MINOR_PX:
        parts = 1
    first = math.floor(scale.from_ms / step_ms) * parts
    last = math.floor(scale.to_ms / step_ms * parts)
    return tuple(
        Tick(number * step_ms / parts, "" if number % parts else tick_label(number // parts * step_ms, step_ms))
        for number in range(first, last + 1)
    )


def labelled_ms(scale: TimeScale, label_px: float = _LABEL_PX) -> list[int]:
    """Where the ticks with a label stand, one step before the left edge included."""
    step_ms = _step_ms(scale, label_px)
    first, last = math.floor(scale.from_ms / step_ms), math.floor(scale.to_ms / step_ms)
    return [number * step_ms for number in range(first, last + 1)]


def _step_ms(scale: TimeScale, label_px: float) -> int:
    """From one label to the next."""
    least_ms = label_px / scale.px_per_ms
    return next((step for step in _STEPS_MS if step >= least_ms), _STEPS_MS[-1])


@lru_cache(maxsize=256)
def tick_label(ms: int, step_ms: int) -> str:
    """A time as short as the step allows: `1:05`, `1:05.2`, `1:05.025`, `1:02:03`."""
    seconds, milli = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    head = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    digits = next(digits for digits in range(4) if step_ms % 10 ** (3 - digits) == 0)
    tail = f".{milli:03d}"[: digits + 1] if digits else ""
    return f"{head}:{seconds:02d}{tail}"


def _parts(step_ms: int) -> int:
    """Into how many minor ticks a step is divided."""
    return _DIVISIONS.get(step_ms // 1000) or _DIVISIONS[int(str(step_ms)[0])]
