"""Lines that touch stay in touch: where one ends as the next begins, a hand that moves the edge moves both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from lrc_studio.core.edits.moving import own_end, own_start
from lrc_studio.core.edits.rows import with_rows
from lrc_studio.core.lyrics import Line, Lyrics

TOUCH_MS = 20


def sung_beside(lyrics: Lyrics, row: int, step: int) -> int | None:
    """The nearest timed row above (`step` -1) or below (1), of the same voice and as much in front."""
    this = lyrics.lines[row]
    beside = row + step
    while 0 <= beside < len(lyrics.lines):
        line = lyrics.lines[beside]
        if line.start_ms is not None and line.voice == this.voice and line.background == this.background:
            return beside
        beside += step
    return None


def in_touch(before: Lyrics, after: Lyrics, rows: Collection[int]) -> Lyrics:
    """`after` with the edges that `rows` shared with other lines in `before` still shared.

    The line above ends where the moved one begins now; the moved one still ends where the line below begins. Moving
    there and back therefore restores all times. Verified lines stay as they are.
    """
    changed: dict[int, Line] = {}
    for row in rows:
        above, below = sung_beside(before, row, -1), sung_beside(before, row, 1)
        start_ms = after.lines[row].start_ms
        if above is not None and above not in rows and _touch(before, above, row) and start_ms is not None:
            changed[above] = _ended(after.lines[above], start_ms)
        if below is not None and below not in rows and _touch(before, row, below):
            changed[row] = _ended(after.lines[row], own_start(after.lines[below]) or 0)
    return with_rows(after, {row: line for row, line in changed.items() if line is not after.lines[row]})


def _touch(lyrics: Lyrics, upper: int, lower: int) -> bool:
    end_ms, start_ms = own_end(lyrics.lines[upper]), own_start(lyrics.lines[lower])
    return end_ms is not None and start_ms is not None and abs(end_ms - start_ms) <= TOUCH_MS


def _ended(line: Line, ms: int) -> Line:
    """The line with its end, and its last word's where that was the same, at `ms`, if it begins before."""
    if line.locked or (own_start(line) or 0) >= ms:
        return line
    last = line.words[-1] if line.words else None
    at_the_end = last is not None and last.end_ms is not None and abs(last.end_ms - (own_end(line) or 0)) <= TOUCH_MS
    words = line.words
    if last is not None and at_the_end and not last.locked and (last.start_ms or 0) < ms:
        words = (*line.words[:-1], replace(last, end_ms=ms))
    return replace(line, end_ms=None if line.end_ms is None else ms, words=words)
