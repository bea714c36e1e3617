"""Offset and rate from a few true points: for lyrics of another release, another frame rate, another cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from lrc_studio.core.edits.moving import moved_line
from lrc_studio.core.edits.rows import each_row
from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Lyrics


@dataclass(frozen=True, slots=True)
class Fit:
    """A time t becomes `offset_ms + rate * t`; `residuals_ms` is how far each point still misses (true less fitted)."""

    offset_ms: float
    rate: float
    residuals_ms: tuple[int, ...]

    def __call__(self, ms: int) -> int:
        """The fitted time in whole ms, half up; it can lie before 0."""
        return floor(self.offset_ms + self.rate * ms + 0.5)


def fit(points: Sequence[tuple[int, int]]) -> Fit:
    """The line of least squares through (time now, true time) points in ms; a single point gives an offset alone.

    Raises InputError without points, where all points have the same time now, and where the true times run backwards.
    """
    if not points:
        raise InputError("There is no point to fit to. Give the time a line has and the time it should have.")
    if len(points) == 1:
        now_ms, true_ms = points[0]
        return Fit(float(true_ms - now_ms), 1.0, (0,))
    mean_now = sum(now_ms for now_ms, _ in points) / len(points)
    mean_true = sum(true_ms for _, true_ms in points) / len(points)
    spread = sum((now_ms - mean_now) ** 2 for now_ms, _ in points)
    if len({now_ms for now_ms, _ in points}) == 1:
        raise InputError("All points have the same time. Choose points far apart in the song.")
    rate = sum((now_ms - mean_now) * (true_ms - mean_true) for now_ms, true_ms in points) / spread
    if rate <= 0:
        raise InputError(
            "The points run backwards. Check that each one is written as the time now, then the true time."
        )
    found = Fit(mean_true - rate * mean_now, rate, ())
    return Fit(found.offset_ms, rate, tuple(true_ms - found(now_ms) for now_ms, true_ms in points))


def apply(lyrics: Lyrics, fit: Fit, include_locked: bool = False) -> Lyrics:
    """The lyrics with every time fitted, not before 0; origin and confidence stay.

    Verified lines and words keep their times unless `include_locked`.
    """
    return each_row(
        lyrics,
        range(len(lyrics.lines)),
        lambda line: line if line.locked and not include_locked else moved_line(line, fit, include_locked),
    )
