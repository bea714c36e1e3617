"""What is played next: stretches of a song, once or round and round, as pieces that know their place in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from lrc_studio.audio.course import Range
from lrc_studio.audio.sound import Sound

Read = Callable[[int, int], NDArray[np.int16]]
"""`read(first_frame, count)` -> what there is of that stretch so far, shape (frames, 2)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Sound (frames, 2) that begins at `frame` of the song and goes on by `step` of its frames a frame.

    A step of 0 is the pause of a loop. `left` counts the frames from its first to the end of its lap, where known.
    """

    samples: NDArray[np.int16]
    frame: float
    step: float
    lap: int = 0
    left: int | None = None

    def split(self, count: int) -> tuple[Piece, Piece]:
        """Its first `count` frames, and the rest."""
        rest_left = None if self.left is None else self.left - count
        rest = replace(self, samples=self.samples[count:], frame=self.frame + count * self.step, left=rest_left)
        return replace(self, samples=self.samples[:count]), rest


class Supply(Protocol):
    """Pieces in order."""

    @property
    def finished(self) -> bool:
        """Whether all has been taken."""

    def take(self, count: int) -> Piece:
        """The next piece, of at most `count` frames; an empty one where there is nothing yet."""

    def close(self) -> None:
        """Nothing more is taken."""


class Course:
    """Where a range is: the next frame, the lap, and what is left of a pause between two laps."""

    def __init__(self, sound: Sound, wanted: Range) -> None:
        self._sound, self._wanted = sound, wanted
        self.rate_hz = sound.rate_hz
        self.next_frame = float(wanted.first_frame)
        self.lap = 0
        self.gap_left = 0
        self.finished = False

    @property
    def end_frame(self) -> int | None:
        """Where the sound ends, None while that is not known: asked before the samples are, as both only grow."""
        complete, wanted = self._sound.complete, self._wanted.end_frame
        if not complete:
            return wanted
        return self._sound.frames if wanted is None else min(self._sound.frames, wanted)

    def change(self, wanted: Range) -> None:
        """Go on in another range, from where it is."""
        self._wanted = wanted

    def pause(self, count: int) -> Piece:
        """The next part of the pause between two laps."""
        count = min(count, self.gap_left)
        self.gap_left -= count
        return Piece(np.zeros((count, 2), np.int16), self.next_frame, 0.0, self.lap)

    def move(self, frame: float, end_frame: int | None) -> None:
        """All before `frame` was taken; `end_frame` as it was known then."""
        self.next_frame = frame
        if end_frame is None or frame < end_frame:
            return
        loop_from = self._wanted.loop_from
        if loop_from is None or loop_from >= end_frame:
            self.finished = True
            return
        self.next_frame, self.lap, self.gap_left = float(loop_from), self.lap + 1, self._wanted.gap_frames


class PlainSupply:
    """The sound as it is."""

    def __init__(self, read: Read, course: Course) -> None:
        self._read, self._course = read, course

    @property
    def finished(self) -> bool:
        """Whether the range is over."""
        return self._course.finished

    def take(self, count: int) -> Piece:
        """The next frames, no copy; empty while they are not decoded yet."""
        course = self._course
        if course.gap_left:
            return course.pause(count)
        first, end, lap = int(course.next_frame), course.end_frame, course.lap
        left = None if end is None else max(0, end - first)
        samples = self._read(first, count if left is None else min(count, left))
        course.move(first + len(samples), end)
        return Piece(samples, first, 1.0, lap, left)

    def close(self) -> None:
        """There is nothing to give back."""
