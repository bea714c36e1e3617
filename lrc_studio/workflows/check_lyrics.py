"""Checking lyrics, against their song where there is one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.core.checks import Problem, problems
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.progress import Report

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = 16_000
FRAME_MS = 20
BELOW_LOUDEST_DB = 50.0
"""How far under the loudest stretch a sound counts as silence: a fade or a hiss, never a sung word."""
SHORTEST_SILENCE_MS = 400


def check_lyrics(lyrics: Lyrics, audio_path: Path | None, report: Report) -> tuple[Problem, ...]:
    """The problems of `lyrics`; with a song also what is past its end or over silence. Blocking with a song.

    Raises InputError where the song cannot be read, and what `report` raises.
    """
    if audio_path is None:
        return problems(lyrics)
    from lrc_studio.audio.decode import decode_16k

    pcm = decode_16k(audio_path, report)
    duration_ms = len(pcm) * 1000 // RATE_HZ
    return problems(lyrics, duration_ms, sounding_spans(pcm, RATE_HZ))


def sounding_spans(pcm: NDArray[np.float32], rate_hz: int) -> tuple[tuple[int, int], ...]:
    """The spans (start, end) in ms in which there is any sound at all, in order and apart.

    `pcm` has the shape (frames, channels). Silences under 0.4 s do not part two spans.
    """
    import numpy as np

    size = rate_hz * FRAME_MS // 1000
    count = len(pcm) // size
    if count == 0:
        return ()
    mono = pcm[: count * size].mean(axis=1).reshape(count, size)
    power = np.einsum("ij,ij->i", mono, mono) / size
    sounding = np.flatnonzero(power > power.max() * 10 ** (-BELOW_LOUDEST_DB / 10))
    if len(sounding) == 0:
        return ()
    breaks = np.flatnonzero(np.diff(sounding) * FRAME_MS > SHORTEST_SILENCE_MS)
    firsts = sounding[np.concatenate(([0], breaks + 1))]
    lasts = sounding[np.concatenate((breaks, [len(sounding) - 1]))]
    return tuple((int(a) * FRAME_MS, (int(b) + 1) * FRAME_MS) for a, b in zip(firsts, lasts, strict=True))
