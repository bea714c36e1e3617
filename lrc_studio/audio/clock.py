"""The playhead: which frame of the song is heard at a moment of the device's own clock. Pure arithmetic."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

JUMP_S = 0.015
"""A device that is off by more than this has skipped or stalled; less is the jitter of its time stamps."""
SLOWEST_GAIN = 0.05
SEGMENTS_KEPT = 8


@dataclass(frozen=True, slots=True)
class Anchor:
    """At `device_time_s` the song is heard at `source_frame`, going on by `rate` frames a second."""

    device_time_s: float
    source_frame: float
    rate: float

    def frame_at(self, now_s: float) -> float:
        """The frame on the straight line through this anchor."""
        return self.source_frame + (now_s - self.device_time_s) * self.rate


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch played at one rate without a break: a line, and the moment and frames between which it counts."""

    begins_s: float
    first_frame: float
    end_frame: float
    anchor: Anchor
    blocks: int


class Playhead:
    """Interpolates between the anchors of the blocks that a device was given; one writer, any reader, no lock.

    Time stamps of sound cards jitter by up to a millisecond, so each block only nudges the line of its segment
    (a running mean); the answer never goes back and never beyond what was given to the device.
    """

    def __init__(self, first_frame: float) -> None:
        self._segments: tuple[_Segment, ...] = ()
        self._last_frame = first_frame

    def push(self, anchor: Anchor, frames: float) -> None:
        """The device plays `frames` source frames from `anchor` on; 0 frames at rate 0 is a wait."""
        segments = self._segments
        last = segments[-1] if segments else None
        if last is not None and _goes_on(last, anchor):
            self._segments = (*segments[:-1], _lengthened(last, anchor, frames))
            return
        fresh = _Segment(anchor.device_time_s, anchor.source_frame, anchor.source_frame + frames, anchor, 1)
        self._segments = (*segments[1 - SEGMENTS_KEPT :], fresh)

    def frame_at(self, now_s: float) -> float:
        """The source frame heard at `now_s` of the device's clock."""
        end_frame = float("inf")
        for segment in reversed(self._segments):
            if segment.begins_s <= now_s:
                frame = min(segment.anchor.frame_at(now_s), segment.end_frame, end_frame)
                self._last_frame = max(self._last_frame, segment.first_frame, frame)
                break
            end_frame = segment.first_frame
        return self._last_frame


def _goes_on(segment: _Segment, anchor: Anchor) -> bool:
    if segment.anchor.rate != anchor.rate or segment.end_frame != anchor.source_frame:
        return False
    return anchor.rate == 0 or abs(_late_s(segment, anchor)) < JUMP_S


def _late_s(segment: _Segment, anchor: Anchor) -> float:
    """How much later than expected the device plays this frame."""
    expected_s = segment.anchor.device_time_s + (anchor.source_frame - segment.anchor.source_frame) / anchor.rate
    return anchor.device_time_s - expected_s


def _lengthened(segment: _Segment, anchor: Anchor, frames: float) -> _Segment:
    if anchor.rate == 0:
        return segment
    gain = max(1 / (segment.blocks + 1), SLOWEST_GAIN)
    late_s = _late_s(segment, anchor)
    smooth = Anchor(anchor.device_time_s - late_s + gain * late_s, anchor.source_frame, anchor.rate)
    end_frame = anchor.source_frame + frames
    return _Segment(segment.begins_s, segment.first_frame, end_frame, smooth, segment.blocks + 1)


class SilentClock:
    """Frames that would have been played by now where no device is: a line over a clock such as `time.perf_counter`."""

    def __init__(self, now_s: Callable[[], float] = time.perf_counter) -> None:
        self.now_s = now_s
        self._anchor: Anchor | None = None

    def start(self, rate: float) -> float:
        """Begin at frame 0 with `rate` frames a second; returns the moment of the start."""
        self._anchor = Anchor(self.now_s(), 0, rate)
        return self._anchor.device_time_s

    def frame(self) -> float:
        """Frames since the start."""
        return self._anchor.frame_at(self.now_s()) if self._anchor else 0.0
