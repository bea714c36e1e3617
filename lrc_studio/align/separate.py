"""Lifts singing out of a mono mix: long steady tones go, then clicks and drums go; what is left moves as voices do."""

from __future__ import annotations

import numpy as np

from lrc_studio.align.model import F32
from lrc_studio.align.ticks import Tick, unheard

STEADY = (4096, 17, 31)
CLICKS = (512, 17, 17)
CHUNK_COLUMNS = 96


def voice_like(sound: F32, tick: Tick = unheard) -> F32:
    """`sound` (frames,) with what is steady over 1.1 s and what is shorter than a sung sound taken out.

    The two-stage separation of harmonic and percussive parts (Tachibana and others, 2010; median filters after
    Fitzgerald, 2010): in a long window a voice, never quite steady, counts as percussive; in a short one as harmonic.
    """
    unsteady = _filtered(sound, *STEADY, harmonic=False, tick=lambda done, total: tick(done, 2 * total))
    return _filtered(unsteady, *CLICKS, harmonic=True, tick=lambda done, total: tick(total + done, 2 * total))


def _filtered(sound: F32, window: int, across: int, along: int, *, harmonic: bool, tick: Tick) -> F32:
    """Keep the harmonic part (medians over `across` columns) or the percussive (over `along` bins) of a spectrogram."""
    hop, margin = window // 4, across // 2
    shape = np.hanning(window + 1)[:-1].astype(np.float32)
    columns = len(sound) // hop + 5
    padded = np.zeros((columns + 2 * margin + 4) * hop, np.float32)
    lead = margin * hop + window - hop
    padded[lead : lead + len(sound)] = sound
    pieces = np.lib.stride_tricks.sliding_window_view(padded, window)[::hop]
    out = np.zeros(len(padded) + window, np.float32)
    for first in range(0, columns, CHUNK_COLUMNS):
        tick(first, columns)
        spectra = np.fft.rfft(pieces[first : min(first + CHUNK_COLUMNS, columns) + 2 * margin] * shape, axis=1)
        mask = _mask(np.abs(spectra).astype(np.float32), across, along, harmonic)
        kept = np.fft.irfft(spectra[margin : margin + len(mask)] * mask, axis=1).astype(np.float32) * shape
        for part in range(4):
            piece = kept[:, part * hop : (part + 1) * hop].ravel()
            at = (first + margin + part) * hop
            out[at : at + len(piece)] += piece
    return out[lead : lead + len(sound)] / np.float32(1.5)


def _mask(loud: F32, across: int, along: int, harmonic: bool) -> F32:
    """How much of each point to keep (columns less the margins, bins)."""
    middle = loud[across // 2 : len(loud) - across // 2]
    over_time = np.lib.stride_tricks.sliding_window_view(loud, across, axis=0)
    steady = np.square(np.partition(over_time, across // 2, axis=2)[..., across // 2])
    edged = np.pad(middle, ((0, 0), (along // 2, along // 2)), mode="reflect")
    over_pitch = np.lib.stride_tricks.sliding_window_view(edged, along, axis=1)
    sudden = np.square(np.partition(over_pitch, along // 2, axis=2)[..., along // 2])
    part = (steady if harmonic else sudden) / (steady + sudden + np.float32(1e-12))
    return part.astype(np.float32, copy=False)
