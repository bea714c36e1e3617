"""A song slower or faster with its pitch kept: windows stretched one by one and joined where they are most alike."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from lrc_studio.audio.supply import Course, Piece, Read

if TYPE_CHECKING:
    from lrc_studio.audio.sound import Sound

FIRST_WINDOW_S = 0.25
WINDOW_S = 1.0
"""The stretcher holds Python's lock while it works, 13 ms for a second: longer would be seen in the window."""
JOIN_S = 0.05
MARGIN_S = 0.08
"""Sound on both sides of a window for the stretcher to know its surroundings: over half of its block of 0.12 s."""
SEARCH_S = 0.003
SEED = 1
Stereo = NDArray[np.float32]
"""Shape (2, frames), as the stretcher takes and gives it."""


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretched window: `samples` (2, frames); frame `at` of them is frame `frame` of the song."""

    samples: Stereo
    at: int
    frame: float
    step: float


class StretchedSupply:
    """The sound at `speed` (0.25 to 2).

    python-stretch forgets its state after each call, so that short calls in a row would give rough sound. Windows of
    a second overlap instead; each is moved by up to 3 ms to where its wave fits the one before, and told with the
    place it really has, so that nothing adds up and the clock stays true.
    """

    def __init__(self, sound: Sound, read: Read, course: Course, speed: float) -> None:
        from python_stretch import Signalsmith

        self._sound, self._read, self._course, self._speed = sound, read, course, speed
        self._engine: Any = Signalsmith.Stretch(SEED)
        self._engine.preset(2, float(sound.rate_hz))
        self._engine.setTimeFactor(speed)
        self._join = round(JOIN_S * sound.rate_hz)
        self._search = round(SEARCH_S * sound.rate_hz / max(1.0, speed))
        self._margin = MARGIN_S * sound.rate_hz * max(1.0, speed)
        self._window_s = FIRST_WINDOW_S
        self._tail: Stereo | None = None
        self._ready: Piece | None = None

    @property
    def finished(self) -> bool:
        """Whether the range is over."""
        return self._course.finished and self._ready is None

    def take(self, count: int) -> Piece:
        """The next frames; empty while the sound they need is not decoded yet."""
        course = self._course
        if self._ready is None and course.gap_left:
            return course.pause(count)
        piece = self._ready or self._rendered()
        if len(piece.samples) <= count:
            self._ready = None
            return piece
        taken, self._ready = piece.split(count)
        return taken

    def close(self) -> None:
        """There is nothing to give back."""

    def _rendered(self) -> Piece:
        course, speed = self._course, self._speed
        first, end, lap = course.next_frame, course.end_frame, course.lap
        left = None if end is None else max(0, math.ceil((end - first) / speed))
        wanted = round(self._window_s * self._sound.rate_hz)
        count = wanted if left is None else min(wanted, left)
        window = self._window(first, count) if count else None
        if window is None:
            course.move(first, end)
            return Piece(np.empty((0, 2), np.int16), first, speed, lap, left)
        begins, samples = self._joined(window, count)
        last = left is not None and count >= left
        self._tail = None if last else window.samples[:, begins + count : begins + count + self._join]
        self._window_s = WINDOW_S if last else min(2 * self._window_s, WINDOW_S)
        course.move(float(end) if last and end is not None else first + count * speed, end)
        frame = window.frame + (begins - window.at) * window.step
        return Piece(_as_pcm(samples), max(frame, 0.0), window.step, lap, left)

    def _window(self, first: float, count: int) -> _Window | None:
        """The sound from `first` on, stretched, with room around it; None where it is not decoded yet."""
        sound, speed = self._sound, self._speed
        begins = math.floor(first - self._margin - self._search * speed)
        given = math.ceil((count + self._join + 2 * self._search) * speed + 2 * self._margin)
        complete = sound.complete
        if not complete and sound.frames < begins + given:
            return None
        pcm = np.zeros((2, given), np.float32)
        there = self._read(max(begins, 0), given + min(begins, 0))
        at = max(-begins, 0)
        pcm[:, at : at + len(there)] = there.T
        stretched: Stereo = self._engine.process(pcm)
        step = given / stretched.shape[1]
        at = round((first - begins) / step)
        return _Window(stretched, at, begins + at * step, step)

    def _joined(self, window: _Window, count: int) -> tuple[int, Stereo]:
        """Where the window begins to be used, and its samples from there, led over from the window before."""
        tail, join, search = self._tail, self._join, self._search
        if tail is None or tail.shape[1] < join or count < join:
            return window.at, window.samples[:, window.at : window.at + count]
        around = window.samples[:, window.at - search : window.at + search + join].sum(axis=0)
        fits = np.correlate(around, tail.sum(axis=0), "valid")
        begins = window.at - search + int(np.argmax(fits))
        samples = window.samples[:, begins : begins + count].copy()
        samples[:, :join] = _crossfaded(tail, samples[:, :join])
        return begins, samples


def _crossfaded(old: Stereo, new: Stereo) -> Stereo:
    """From one to the other at even loudness, as alike as they are."""
    power = math.sqrt(float(np.square(old).sum()) * float(np.square(new).sum()))
    alike = max(0.0, float((old * new).sum()) / power) if power > 0 else 1.0
    rising = np.linspace(0, 1, old.shape[1], dtype=np.float32)
    falling = 1 - rising
    loudness = np.sqrt(rising**2 + falling**2 + 2 * alike * rising * falling)
    return ((old * falling + new * rising) / loudness).astype(np.float32)


def _as_pcm(samples: Stereo) -> NDArray[np.int16]:
    return np.ascontiguousarray(np.clip(np.rint(samples), -32_768, 32_767).astype(np.int16).T)
