"""Singing stands in the middle of most mixes: keeps what both channels share."""

from __future__ import annotations

import numpy as np

from lrc_studio.align.model import F32
from lrc_studio.align.ticks import Tick, unheard

WINDOW = 1024
HOP = 256
CHUNK_HOPS = 256


def centre(pcm: F32, tick: Tick = unheard) -> F32:
    """Mono sound (frames,) of what stands in the middle of `pcm` (frames, 2); works in chunks of about 4 s.

    Each spectral point of the mean is scaled by how alike the two channels are there. `tick(done, total)` hears of
    the progress in frames.
    """
    frames = len(pcm)
    window = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
    out = np.zeros(frames + 2 * WINDOW + CHUNK_HOPS * HOP, np.float32)
    padded = np.zeros((CHUNK_HOPS * HOP + WINDOW, 2), np.float32)
    for start in range(-WINDOW, frames, CHUNK_HOPS * HOP):
        tick(max(start, 0), frames)
        _fill(padded, pcm, start)
        pieces = np.lib.stride_tricks.sliding_window_view(padded, WINDOW, axis=0)[: CHUNK_HOPS * HOP : HOP]
        kept = _kept(pieces, window)
        at = start + WINDOW
        for part in range(WINDOW // HOP):
            piece = kept[:, part * HOP : (part + 1) * HOP].ravel()
            out[at + part * HOP : at + part * HOP + len(piece)] += piece
    return out[WINDOW : WINDOW + frames] / np.float32(1.5)


def _fill(padded: F32, pcm: F32, start: int) -> None:
    first, last = max(start, 0), min(start + len(padded), len(pcm))
    padded[:] = 0
    padded[first - start : last - start] = pcm[first:last]


def _kept(pieces: F32, window: F32) -> F32:
    spectra = np.fft.rfft(pieces * window, axis=2)
    left, right = spectra[:, 0], spectra[:, 1]
    apart = np.abs(left - right) / (np.abs(left) + np.abs(right) + 1e-9)
    middle = (left + right) * (0.5 * np.clip(1 - apart, 0, 1))
    kept: F32 = (np.fft.irfft(middle, axis=1) * window).astype(np.float32)
    return kept
