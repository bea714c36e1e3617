"""Moving all of a song's times at once: by a distance, to a first line, or onto a few true points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from lrc_studio.core import edits
from lrc_studio.core.errors import InputError
from lrc_studio.core.fit import Fit, apply, fit
from lrc_studio.core.lyrics import Lyrics

NOTHING_TIMED = "These lyrics have no times to move. Time them first: lrc-studio sync AUDIO."


def shift_by(lyrics: Lyrics, by_ms: int) -> Lyrics:
    """All times moved by `by_ms`, verified ones too, none before 0. Raises InputError where nothing is timed."""
    _require_times(lyrics)
    return edits.shift(lyrics, by_ms, include_locked=True)


def before_zero(lyrics: Lyrics, move: Callable[[int], int]) -> int:
    """How many lines `move` (a start in ms to its new one) would start before 0, where no time can be."""
    return sum(1 for line in lyrics.lines if line.start_ms is not None and move(line.start_ms) < 0)


def shift_first(lyrics: Lyrics, first_ms: int) -> Lyrics:
    """All times moved so that the first line starts at `first_ms`, as it is heard (the offset is worked in)."""
    settled = without_offset(lyrics)
    starts = [line.start_ms for line in settled.lines if line.start_ms is not None]
    if not starts:
        raise InputError(NOTHING_TIMED)
    return edits.shift(settled, first_ms - min(starts), include_locked=True)


def fit_to(lyrics: Lyrics, points_ms: Sequence[tuple[int, int]]) -> tuple[Lyrics, Fit]:
    """All times moved and stretched onto true points, (time heard now, true time) in ms, and the fit itself.

    Raises InputError where nothing is timed or no line goes through the points.
    """
    settled = without_offset(lyrics)
    _require_times(settled)
    found = fit(points_ms)
    return apply(settled, found, include_locked=True), found


def without_offset(lyrics: Lyrics) -> Lyrics:
    """The same times as they are heard, with the offset worked into the stamps; positive was earlier."""
    if not lyrics.offset_ms:
        return lyrics
    return replace(edits.shift(lyrics, -lyrics.offset_ms, include_locked=True), offset_ms=0)


def _require_times(lyrics: Lyrics) -> None:
    if not lyrics.timed:
        raise InputError(NOTHING_TIMED)
