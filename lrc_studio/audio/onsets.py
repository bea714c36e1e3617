"""Where something begins to sound: the steepest rises of loudness in bands of pitch."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from lrc_studio.audio.pyramid import Samples, mono_mix

STEP_MS = 5
_LOW_HZ, _HIGH_HZ = 150.0, 8000.0
_BANDS = 40
_WINDOW_S = 0.023
_BACK = 3
"""Loudness is compared with that of so many steps before."""
_AROUND = 6
"""An onset is the steepest rise within so many steps on both sides."""
_MEAN_AROUND = 40
_OVER_MEAN = 1.5
_LEAST_RISE = 1.0
_PART_STEPS = 4_000
_QUIET = 1e-3
_LAST_STEPS = 6
"""Where a sound breaks off, it clicks: that is no onset."""

Rises = NDArray[np.float32]


def onsets(samples: Samples, frames: int, rate_hz: int) -> Iterator[NDArray[np.int32]]:
    """The onsets of a sound of so many frames in ms, in order, in one array for about each 20 seconds.

    Loudness in 40 bands as the ear spaces them, on a logarithmic scale; what rises in many bands at once is an onset
    (spectral flux against the loudest neighbouring band a moment before, so that a vibrato is none; the idea is
    Böck and Widmer's SuperFlux, DAFx 2013). Each must stand out from its surroundings.
    """
    step = rate_hz * STEP_MS // 1000
    total = frames // step
    for first in range(0, total, _PART_STEPS):
        begin, end = max(0, first - _MEAN_AROUND), min(total, first + _PART_STEPS + _MEAN_AROUND)
        found = _peaks(_rises(samples, begin, end, rate_hz)) + begin
        inside = found[(found >= first) & (found < min(first + _PART_STEPS, total - _LAST_STEPS))]
        yield np.round(inside * (step * 1000 / rate_hz)).astype(np.int32)


def _rises(samples: Samples, begin: int, end: int, rate_hz: int) -> Rises:
    """How much the sound rises at each step from `begin` to `end`."""
    window = 1 << max(5, round(float(np.log2(_WINDOW_S * rate_hz))))
    step = rate_hz * STEP_MS // 1000
    first = (begin - _BACK) * step - window // 2
    count = (end - begin + _BACK) * step + window
    mono = np.zeros(count, np.float32)
    there = mono_mix(samples(max(0, first), count + min(0, first)))
    at = max(0, -first)
    mono[at : at + len(there)] = there
    views = np.lib.stride_tricks.sliding_window_view(mono, window)[::step][: end - begin + _BACK]
    bands, shape = _bands(window, rate_hz), np.hanning(window).astype(np.float32) / np.float32(32_768 * window / 4)
    loud = np.empty((len(views), len(bands)), np.float32)
    for part in range(0, len(views), 256):
        spectra = np.fft.rfft(views[part : part + 256] * shape, axis=1)
        loud[part : part + 256] = np.abs(spectra).astype(np.float32) @ bands.T
    loud = np.log10(loud + _QUIET)
    before = loud[:-_BACK].copy()
    np.maximum(before[:, 1:], loud[:-_BACK, :-1], out=before[:, 1:])
    np.maximum(before[:, :-1], loud[:-_BACK, 1:], out=before[:, :-1])
    rises: Rises = np.maximum(loud[_BACK:] - before, 0).sum(axis=1)
    return rises


def _bands(window: int, rate_hz: int) -> NDArray[np.float32]:
    """Triangles over the bins, one row a band, spaced as the ear hears."""
    top = min(_HIGH_HZ, rate_hz / 2)
    edges = np.expm1(np.linspace(np.log1p(_LOW_HZ / 700), np.log1p(top / 700), _BANDS + 2)) * 700
    bins = np.arange(window // 2 + 1) * rate_hz / window
    left, middle, right = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rows: NDArray[np.float64] = np.minimum((bins - left) / (middle - left), (right - bins) / (right - middle))
    return rows.clip(0).astype(np.float32)


def _peaks(rises: Rises) -> NDArray[np.int64]:
    """The steps that are the steepest around and stand out."""
    if len(rises) < 2:
        return np.empty(0, np.int64)
    padded = np.pad(rises, _AROUND)
    highest = np.lib.stride_tricks.sliding_window_view(padded, 2 * _AROUND + 1).max(axis=1)
    sums = np.concatenate(([0.0], np.cumsum(rises, dtype=np.float64)))
    places = np.arange(len(rises))
    low, high = np.maximum(places - _MEAN_AROUND, 0), np.minimum(places + _MEAN_AROUND, len(rises))
    mean = (sums[high] - sums[low]) / (high - low)
    return np.flatnonzero((rises >= highest) & (rises > _OVER_MEAN * mean + _LEAST_RISE))
