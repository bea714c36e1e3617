"""What is left to check, line by line, for the doubt meter and the key that goes to the next one."""

from __future__ import annotations

from collections.abc import Sequence

from lrc_studio.core.checks import Problem, problems
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.timeline import left_to_check


def rows_to_check(lyrics: Lyrics, song_ms: int | None = None, known: Sequence[Problem] | None = None) -> list[int]:
    """The rows (from 0) that are unsure, doubtful or have a problem and are not verified, in order.

    `known` are the problems that count, all of them where it is None.
    """
    found = left_to_check(lyrics, words=False, problems=problems(lyrics, song_ms) if known is None else known)
    return sorted({row for row, _ in found})


def check_count(lyrics: Lyrics, song_ms: int | None = None, known: Sequence[Problem] | None = None) -> tuple[int, int]:
    """How many lines are left to check by the problems that are `known`, and how many there are with text."""
    return len(rows_to_check(lyrics, song_ms, known)), sum(1 for line in lyrics.lines if line.text.strip())


def next_to_check(lyrics: Lyrics, row: int | None, step: int, song_ms: int | None = None) -> int | None:
    """The row to check after (`step` 1) or before (`step` -1) `row`, round the end; None where nothing is left."""
    rows = rows_to_check(lyrics, song_ms)
    if not rows:
        return None
    if step > 0:
        return next((other for other in rows if row is None or other > row), rows[0])
    return next((other for other in reversed(rows) if row is None or other < row), rows[-1])
