"""The playhead: which frame of the song is heard at a moment of the device's own clock. Pure arithmetic."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

JUMP_S = 0.015
"""A device that is off by more than this has skipped or stalled; less is the jitter of its time stamps."""
SLOWEST_GAIN = 0.05
SEGMENTS_KEPT = 24
"""Blocks on their way to the ear: a short loop with pauses makes two segments a lap."""
SAME_FRAME = 0.01


@dataclass(frozen=True, slots=True)
class Given:
    """A block given to a device: heard from `heard_at_s` for `seconds`, from `frame` of the song on.

    It goes on by `rate` frames of the song a second; 0 is a wait. `lap` counts the rounds of a loop.
    """

    heard_at_s: float
    seconds: float
    frame: float
    rate: float
    lap: int = 0


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch played at one rate without a break: the moments and frames between which its line counts."""

    begins_s: float
    ends_s: float
    first_frame: float
    end_frame: float
    rate: float
    lap: int
    blocks: int

    def frame_at(self, now_s: float) -> float:
        frame = self.end_frame - (self.ends_s - now_s) * self.rate
        return min(max(frame, self.first_frame), self.end_frame)


class Playhead:
    """Interpolates between the blocks that a device was given; one writer, any reader, no lock.

    Time stamps of sound cards jitter by up to a millisecond, so each block only nudges the line it stands on (a
    running mean), also over the seams of a stretched song and the laps of a loop; the answer never goes back within a
    lap and never beyond what was given to the device.
    """

    def __init__(self, first_frame: float) -> None:
        self._segments: tuple[_Segment, ...] = ()
        self._last = (0, first_frame)

    def push(self, given: Given) -> None:
        """Take note of the next block of the device."""
        segments = self._segments
        last = segments[-1] if segments else None
        begins_s, blocks = _smoothed(last, given.heard_at_s)
        ends_s, end_frame = begins_s + given.seconds, given.frame + given.seconds * given.rate
        if last is not None and blocks > 1 and _goes_on(last, given):
            longer = _Segment(last.begins_s, ends_s, last.first_frame, end_frame, given.rate, given.lap, blocks)
            self._segments = (*segments[:-1], longer)
            return
        fresh = _Segment(begins_s, ends_s, given.frame, end_frame, given.rate, given.lap, blocks)
        self._segments = (*segments[1 - SEGMENTS_KEPT :], fresh)

    def frame_at(self, now_s: float) -> float:
        """The frame of the song heard at `now_s` of the device's clock."""
        for segment in reversed(self._segments):
            if segment.begins_s <= now_s:
                lap, frame = self._last
                heard = segment.frame_at(now_s)
                self._last = (segment.lap, max(frame, heard) if segment.lap == lap else heard)
                break
        return self._last[1]


def _goes_on(segment: _Segment, given: Given) -> bool:
    same = segment.rate == given.rate and segment.lap == given.lap
    return same and abs(segment.end_frame - given.frame) < SAME_FRAME


def _smoothed(last: _Segment | None, heard_at_s: float) -> tuple[float, int]:
    """When a block really begins, and how many blocks in a row tell so."""
    late_s = 0.0 if last is None else heard_at_s - last.ends_s
    if last is None or abs(late_s) >= JUMP_S:
        return heard_at_s, 1
    gain = max(1 / (last.blocks + 1), SLOWEST_GAIN)
    return last.ends_s + gain * late_s, last.blocks + 1


class SilentClock:
    """Frames that would have been played by now where no device is: a line over a clock such as `time.perf_counter`."""

    def __init__(self, now_s: Callable[[], float] = time.perf_counter) -> None:
        self.now_s = now_s
        self._began_s: float | None = None
        self._rate = 0.0

    def start(self, rate: float) -> float:
        """Begin at frame 0 with `rate` frames a second; returns the moment of the start."""
        self._began_s, self._rate = self.now_s(), rate
        return self._began_s

    def frame(self) -> float:
        """Frames since the start."""
        return 0.0 if self._began_s is None else (self.now_s() - self._began_s) * self._rate
