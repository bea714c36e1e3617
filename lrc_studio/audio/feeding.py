"""Puts together what plays a stretch of a song: plain or stretched, from memory or ahead of time."""

from __future__ import annotations

from collections.abc import Callable

from lrc_studio.audio.ahead import AheadSupply
from lrc_studio.audio.clock import Playhead
from lrc_studio.audio.course import Range
from lrc_studio.audio.feed import Feed
from lrc_studio.audio.sound import Sound
from lrc_studio.audio.supply import Course, PlainSupply, Supply
from lrc_studio.audio.ticks import Stamps, Ticker


def feed_for(
    sound: Sound,
    wanted: Range,
    speed: float,
    playhead: Playhead,
    gain: Callable[[], float],
    stamps: Callable[[], Stamps | None],
) -> Feed:
    """A feed of `wanted` at `speed` (0.25 to 2); `gain` and `stamps` are asked at each block."""
    return Feed(_supply(sound, wanted, speed), sound.rate_hz, playhead, gain, Ticker(sound.rate_hz, stamps))


def _supply(sound: Sound, wanted: Range, speed: float) -> Supply:
    course = Course(sound, wanted)
    if speed == 1.0:
        plain = PlainSupply(sound.samples, course)
        return AheadSupply(plain, sound.rate_hz) if sound.kept == "stream" else plain
    from lrc_studio.audio.stretch import StretchedSupply

    return AheadSupply(StretchedSupply(sound, sound.samples, course, speed), sound.rate_hz)
