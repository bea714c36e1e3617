"""How far a line is sung at a moment: through its words where they have times."""

from __future__ import annotations

from bisect import bisect_right

from lrc_studio.core.lyrics import Line, Word

LONGEST_MS = 2_000
"""How long a word with no end of its own is taken to sound at most, where nothing is sung soon after it."""

Point = tuple[int, float]
"""At so many ms, so many characters of the line are sung."""


def wipe_points(line: Line, end_ms: int | None) -> tuple[Point, ...]:
    """The corners of the wipe, neither time nor characters ever falling; empty for a line whose words have no times.

    `end_ms` is where the line ends for the eye. Words with no time share the room between those that have one.
    """
    first = next((place for place, word in enumerate(line.words) if word.start_ms is not None), None)
    if first is None:
        return ()
    points: list[Point] = []
    if first and line.start_ms is not None:
        points.append((line.start_ms, 0.0))
    chars = 0
    for place, word in enumerate(line.words):
        if word.start_ms is not None:
            points.append((word.start_ms, chars))
            until_ms = _until(line, place, word, end_ms)
            if until_ms is not None:
                points.append((until_ms, chars + len(word.text.rstrip())))
        chars += len(word.text)
    last = line.words[-1]
    if last.start_ms is None:
        points.append((_line_end(line, points[-1][0], end_ms), chars))
    return _never_falling(points)


def sung_chars(points: tuple[Point, ...], ms: float) -> float:
    """How many characters are sung at `ms`, with a fraction, along the corners of `wipe_points`."""
    after = bisect_right(points, ms, key=lambda point: point[0])
    if not after:
        return 0.0
    from_ms, chars = points[after - 1]
    if after == len(points):
        return chars
    until_ms, more = points[after]
    return chars + (more - chars) * (ms - from_ms) / (until_ms - from_ms)


def _until(line: Line, place: int, word: Word, end_ms: int | None) -> int | None:
    """Where a word ends: its own end, the next start, or the line's; None where words with no time follow it."""
    start_ms = word.start_ms or 0
    if word.end_ms is not None:
        return word.end_ms
    if place + 1 == len(line.words):
        return _line_end(line, start_ms, end_ms)
    next_ms = line.words[place + 1].start_ms
    return None if next_ms is None else min(next_ms, start_ms + LONGEST_MS)


def _line_end(line: Line, from_ms: int, end_ms: int | None) -> int:
    """The line's own end; one that is only where the next line starts counts no longer than a word may last."""
    if line.end_ms is not None:
        return max(line.end_ms, from_ms)
    return from_ms if end_ms is None else max(min(end_ms, from_ms + LONGEST_MS), from_ms)


def _never_falling(points: list[Point]) -> tuple[Point, ...]:
    """Words out of order do not make the wipe jump back."""
    kept: list[Point] = []
    ms, chars = 0, 0.0
    for at_ms, at_chars in points:
        ms, chars = max(ms, at_ms), max(chars, at_chars)
        if kept and kept[-1][0] == ms:
            kept[-1] = (ms, chars)
        else:
            kept.append((ms, chars))
    return tuple(kept)
