"""The shape of a song's sound in numbers, for scripts and other programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lrc_studio.core.progress import Report


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
        return SongPeaks(sound.duration_ms, facts.rate_hz, facts.channels, sound.pyramid.peaks(points), sound.damage)
    finally:
        sound.close()
