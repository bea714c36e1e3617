"""Puts together what plays a stretch of a song: plain or stretched, from memory or ahead of time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lrc_studio.audio.ahead import AheadSupply
from lrc_studio.audio.clock import Playhead
from lrc_studio.audio.course import Range
from lrc_studio.audio.feed import Feed
from lrc_studio.audio.sound import Sound
from lrc_studio.audio.supply import Course, PlainSupply, Supply
from lrc_studio.audio.ticks import Stamps, Ticker


@dataclass(frozen=True, slots=True)
class Heard:
    """A song, what is heard in its place where that is there already, how loud, and where to tick.

    `gain` and `stamps` are asked at each block.
    """

    sound: Sound
    instead: Sound | None
    gain: Callable[[], float]
    stamps: Callable[[], Stamps | None]

    def read(self, first: int, count: int) -> NDArray[np.int16]:
        """`count` frames from `first`, as far as they are decoded."""
        other = self.instead
        if other is not None and (other.complete or other.frames >= first + count):
            found = other.samples(first, count)
            if len(found):
                return found
        return self.sound.samples(first, count)


def feed_for(heard: Heard, wanted: Range, speed: float, playhead: Playhead) -> Feed:
    """A feed of the stretch `wanted` at `speed` (0.25 to 2)."""
    course = Course(heard.sound, wanted)
    ticker = Ticker(course.rate_hz, heard.stamps)
    return Feed(_supply(heard, course, speed), course, playhead, heard.gain, ticker)


def _supply(heard: Heard, course: Course, speed: float) -> Supply:
    sound = heard.sound
    if speed == 1.0:
        plain = PlainSupply(heard.read, course)
        return AheadSupply(plain, sound.rate_hz) if sound.kept == "stream" else plain
    from lrc_studio.audio.stretch import StretchedSupply

    return AheadSupply(StretchedSupply(sound, heard.read, course, speed), sound.rate_hz)
