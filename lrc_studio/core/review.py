"""What is left to check, line by line, for the doubt meter and the key that goes to the next one."""

from __future__ import annotations

from collections.abc import Sequence

from lrc_studio.core.checks import Problem, problems
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.timeline import left_to_check

# The meter, the keys and the list of recent songs ask about the same lyrics, told by identity: they never change.
_last: tuple[Lyrics, int | None, tuple[int, ...]] | None = None


def rows_to_check(
    lyrics: Lyrics, song_ms: int | None = None, known: Sequence[Problem] | None = None
) -> tuple[int, ...]:
    """The rows (from 0) that are unsure, doubtful or have a problem and are not verified, in order.

    `known` are the problems that count, all of them where it is None.
    """
    global _last
    if known is not None:
        return _rows(lyrics, known)
    last = _last
    if last is None or last[0] is not lyrics or last[1] != song_ms:
        _last = last = (lyrics, song_ms, _rows(lyrics, problems(lyrics, song_ms)))
    return last[2]


def _rows(lyrics: Lyrics, known: Sequence[Problem]) -> tuple[int, ...]:
    return tuple(sorted({row for row, _ in left_to_check(lyrics, words=False, problems=known)}))


def check_count(lyrics: Lyrics, song_ms: int | None = None, known: Sequence[Problem] | None = None) -> tuple[int, int]:
    """How many lines are left to check by the problems that are `known`, and how many there are with text."""
    return len(rows_to_check(lyrics, song_ms, known)), sum(1 for line in lyrics.lines if line.text.strip())


def next_to_check(
    lyrics: Lyrics, row: int | None, step: int, song_ms: int | None = None, known: Sequence[Problem] | None = None
) -> int | None:
    """The row to check after (`step` 1) or before (`step` -1) `row`, round the end; None where nothing is left."""
    rows = rows_to_check(lyrics, song_ms, known)
    if not rows:
        return None
    if step > 0:
        return next((other for other in rows if row is None or other > row), rows[0])
    return next((other for other in reversed(rows) if row is None or other < row), rows[-1])
