"""The pitches of a sound in time: tiles of a spectrogram as bytes, and their rows for a range of pitches."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lrc_studio.audio.pyramid import Samples, mono_mix

COLUMNS = 256
"""How many columns a tile has."""
LEAST_HOP = 64
"""Frames from one column to the next where it is closest: more detail than the window has would be none."""
STEP_DB = 0.5
"""A byte is so much: 255 is a sine as loud as can be, 0 is 127.5 dB below it or nothing."""
_WINDOW_S = 0.045
_MOST_SHARED = 1 << 20
_AT_ONCE = 128


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tile lies: `hop` frames from column to column (a power of two), the `index`-th of its kind."""

    hop: int
    index: int

    @property
    def first_frame(self) -> int:
        """The first frame it stands for."""
        return self.hop * self.index * COLUMNS

    @property
    def end_frame(self) -> int:
        """The frame after its last."""
        return self.hop * (self.index + 1) * COLUMNS

    @property
    def coarser(self) -> Place:
        """The tile of half the detail that covers this one."""
        return Place(self.hop * 2, self.index // 2)


def window_frames(rate_hz: int) -> int:
    """How many frames a spectrum is made from: a power of two, about 45 ms, so that a sung note shows its partials."""
    return 1 << max(5, round(float(np.log2(_WINDOW_S * rate_hz))))


def hop_for(frames_per_px: float) -> int:
    """The hop whose columns are nearest to a pixel wide without being narrower than half of one."""
    hop = LEAST_HOP
    while hop < frames_per_px:
        hop *= 2
    return hop


def tile(samples: Samples, rate_hz: int, place: Place) -> NDArray[np.uint8]:
    """The tile at `place`, shape (bins, COLUMNS), the lowest pitch first; silence where there is no sound.

    A column longer than its window shows the louder of two places in it: a note is seen at every zoom.
    """
    window = window_frames(rate_hz)
    looks = 2 if place.hop >= 2 * window else 1
    middles = place.first_frame + (np.arange(COLUMNS * looks) + 0.5) * (place.hop / looks)
    starts = middles.astype(np.int64) - window // 2
    shape = np.hanning(window).astype(np.float32)
    shape *= 2 / (shape.sum() * 32_768)
    levels = np.empty((len(starts), window // 2 + 1), np.uint8)
    for first in range(0, len(starts), _AT_ONCE):
        pieces = _pieces(samples, starts[first : first + _AT_ONCE], window)
        levels[first : first + _AT_ONCE] = _levels(pieces * shape)
    return np.ascontiguousarray(levels.reshape(COLUMNS, looks, -1).max(axis=1).T)


def _levels(pieces: NDArray[np.float32]) -> NDArray[np.uint8]:
    spectra = np.fft.rfft(pieces, axis=1)
    power = spectra.real**2 + spectra.imag**2
    decibels = np.log10(power + np.float32(1e-13))
    decibels *= np.float32(10 / STEP_DB)
    decibels += np.float32(255.5)
    return decibels.clip(0, 255).astype(np.uint8)


def _pieces(samples: Samples, starts: NDArray[np.int64], window: int) -> NDArray[np.float32]:
    """A window of mono sound from each start, shape (starts, window), zeros outside of the sound."""
    first, count = int(starts[0]), int(starts[-1] - starts[0]) + window
    if count <= _MOST_SHARED:
        shared: NDArray[np.float32] = _mono(samples, first, count)[(starts - first)[:, None] + np.arange(window)]
        return shared
    return np.stack([_mono(samples, int(start), window) for start in starts])


def _mono(samples: Samples, first: int, count: int) -> NDArray[np.float32]:
    there = mono_mix(samples(max(first, 0), max(0, count + min(first, 0))))
    before = max(0, -first)
    found = np.zeros(count, np.float32)
    found[before : before + len(there)] = there
    return found


@dataclass(frozen=True, slots=True)
class Pitches:
    """Which pitches a picture shows, from `low_hz` to `high_hz`; `heard`: spaced as the ear hears them, else evenly."""

    low_hz: float
    high_hz: float
    heard: bool = True

    def edges_hz(self, rows: int) -> NDArray[np.float64]:
        """The borders of so many rows, from the lowest up, shape (rows + 1,)."""
        low, high = self.low_hz, max(self.high_hz, self.low_hz + 1)
        if not self.heard:
            return np.linspace(low, high, rows + 1)
        mel = np.linspace(np.log1p(low / 700), np.log1p(high / 700), rows + 1)
        return np.asarray(np.expm1(mel) * 700)


def rows_of(levels: NDArray[np.uint8], rate_hz: int, pitches: Pitches, rows: int) -> NDArray[np.uint8]:
    """A tile as so many rows of a picture, the highest pitch on top, shape (rows, COLUMNS).

    Rows of several bins show the loudest of them, rows closer than bins lie between two; above half the rate: silence.
    """
    bins = len(levels)
    edges = pitches.edges_hz(rows) * (2 * (bins - 1) / rate_hz)
    middles = (edges[:-1] + edges[1:]) / 2
    below = np.floor(middles).astype(np.int64).clip(0, bins - 2)
    share = np.round((middles - below).clip(0, 1) * 256).astype(np.uint16)[:, None]
    mixed: NDArray[np.uint8] = ((levels[below] * (256 - share) + levels[below + 1] * share) >> 8).astype(np.uint8)
    firsts = np.ceil(edges).astype(np.int64)
    wide = np.flatnonzero((firsts[1:] - firsts[:-1] >= 2) & (firsts[1:] <= bins))
    for row in wide:
        mixed[row] = levels[firsts[row] : firsts[row + 1]].max(axis=0)
    mixed[middles > bins - 1] = 0
    return np.flipud(mixed)
