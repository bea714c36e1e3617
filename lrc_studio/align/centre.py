"""Singing stands in the middle of most mixes: keeps what both channels share."""

from __future__ import annotations

import numpy as np

from lrc_studio.align.model import F32
from lrc_studio.align.ticks import Tick, unheard

WINDOW = 1024
OVERLAPPING = 4
CHUNK_HOPS = 256


def centre(pcm: F32, tick: Tick = unheard, window_frames: int = WINDOW) -> F32:
    """Mono sound (frames,) of what stands in the middle of `pcm` (frames, 2); works in chunks of about 4 s.

    Each spectral point of the mean is scaled by how alike the two channels are there. `tick(done, total)` hears of
    the progress in frames. `window_frames` is 64 ms at the 16 kHz of the aligner; a multiple of 4 for other rates.
    """
    frames, hop = len(pcm), window_frames // OVERLAPPING
    window = np.hanning(window_frames + 1)[:-1].astype(np.float32)
    out = np.zeros(frames + 2 * window_frames + CHUNK_HOPS * hop, np.float32)
    padded = np.zeros((CHUNK_HOPS * hop + window_frames, 2), np.float32)
    for start in range(-window_frames, frames, CHUNK_HOPS * hop):
        tick(max(start, 0), frames)
        _fill(padded, pcm, start)
        pieces = np.lib.stride_tricks.sliding_window_view(padded, window_frames, axis=0)[: CHUNK_HOPS * hop : hop]
        kept = _kept(pieces, window)
        at = start + window_frames
        for part in range(OVERLAPPING):
            piece = kept[:, part * hop : (part + 1) * hop].ravel()
            out[at + part * hop : at + part * hop + len(piece)] += piece
    return out[window_frames : window_frames + frames] / np.float32(1.5)


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
