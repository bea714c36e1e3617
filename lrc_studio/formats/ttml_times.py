"""Time expressions of TTML: clock times, frames, counts of a unit, and Apple's bare seconds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from lrc_studio.formats.cues import CLOCK, clock_ms

_CLOCK = re.compile(rf"{CLOCK}(?:\.([0-9]{{1,9}}))?")
_FRAMES = re.compile(rf"{CLOCK}:([0-9]{{1,4}})(?:\.[0-9]{{1,4}})?")
_COUNT = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,9})?)(h|m|s|ms|f|t)?")
_RATE = re.compile(r"[1-9][0-9]{0,8}")
_MULTIPLIER = re.compile(r"([1-9][0-9]{0,5})[ :]([1-9][0-9]{0,5})")
_UNITS_MS = {"h": Fraction(3_600_000), "m": Fraction(60_000), "s": Fraction(1000), "ms": Fraction(1)}


class Clock:
    """Reads times with a document's rates, which stand in the attributes of its root (local names)."""

    def __init__(self, attributes: Mapping[str, str]) -> None:
        frames = Fraction(_rate(attributes.get("frameRate"), 30))
        multiplier = _MULTIPLIER.fullmatch(attributes.get("frameRateMultiplier", ""))
        if multiplier:
            frames *= Fraction(int(multiplier[1]), int(multiplier[2]))
        ticks = Fraction(_rate(attributes.get("tickRate"), 1))
        self._frame_ms = 1000 / frames
        self._units_ms = {**_UNITS_MS, "f": self._frame_ms, "t": 1000 / ticks}

    def ms(self, text: str | None) -> int | None:
        """The ms of a time (`00:01:02.500`, `1:02.5`, `00:00:04:15`, `62.5s`, `62.5`), or None if it is none."""
        text = (text or "").strip()
        clock = _CLOCK.fullmatch(text)
        if clock:
            return clock_ms(clock.groups())
        frames = _FRAMES.fullmatch(text)
        if frames and frames[1] is not None:
            return clock_ms((*frames.group(1, 2, 3), None)) + _whole(int(frames[4]) * self._frame_ms)
        count = _COUNT.fullmatch(text)
        return _whole(Fraction(count[1]) * self._units_ms[count[2] or "s"]) if count else None


def _rate(text: str | None, usual: int) -> int:
    return int(text) if text and _RATE.fullmatch(text) else usual


def _whole(value: Fraction) -> int:
    """The nearest whole number, half up."""
    return int(value + Fraction(1, 2))
