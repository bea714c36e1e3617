"""The shape of a song's sound in numbers, for scripts and other programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.core.progress import Report

if TYPE_CHECKING:
    from lrc_studio.audio.sound import Sound

FULL_SCALE = 32_768
PIECE_FRAMES = 1 << 20


@dataclass(frozen=True, slots=True)
class SongPeaks:
    """A song's exact length, what its file holds, and `peaks`: pairs of lowest and highest sample, -1..1."""

    duration_ms: int
    sample_rate_hz: int
    channels: int
    peaks: list[list[float]]
    damage: str | None


def song_peaks(path: Path, points: int, report: Report) -> SongPeaks:
    """Decode the song at `path` and give `points` pairs over all of it. Blocking; raises InputError."""
    from lrc_studio.audio.sound import load

    sound = load(path, lambda _: None, report)
    try:
        facts = sound.facts
        return SongPeaks(sound.duration_ms, facts.rate_hz, facts.channels, exact_peaks(sound, points), sound.damage)
    finally:
        sound.close()


def exact_peaks(sound: Sound, points: int) -> list[list[float]]:
    """`points` pairs of lowest and highest sample of the mono mix, each of an equal share of the sound, -1..1.

    From the samples themselves: a waveform's columns overlap so that they join when drawn, but numbers are compared.
    With more points than samples neighbours share one. A sound without samples has zeros.
    """
    from itertools import pairwise

    if not sound.frames:
        return [[0.0, 0.0]] * points
    edges = [sound.frames * point // points for point in range(points + 1)]
    return [_extremes(sound, first, max(stop, first + 1)) for first, stop in pairwise(edges)]


def _extremes(sound: Sound, first: int, stop: int) -> list[float]:
    """The lowest and the highest sample of some frames, read piece by piece."""
    from lrc_studio.audio.pyramid import mono_mix

    lowest, highest = FULL_SCALE, -FULL_SCALE
    for at in range(first, stop, PIECE_FRAMES):
        mono = mono_mix(sound.samples(at, min(PIECE_FRAMES, stop - at)))
        lowest, highest = min(lowest, int(mono.min())), max(highest, int(mono.max()))
    return [round(lowest / FULL_SCALE, 4), round(highest / FULL_SCALE, 4)]
