"""How the times of one line move: the arithmetic under the edits of times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lrc_studio.core.lyrics import Line, Origin, Word

Move = Callable[[int], int]


def moved_ms(ms: int | None, move: Move) -> int | None:
    """The time after the move, never before 0; None stays None."""
    return None if ms is None else max(move(ms), 0)


def moved_word(word: Word, move: Move) -> Word:
    """The word with both its times moved."""
    # Written out, for this runs for every word of a song and `replace` takes three times as long.
    start_ms, end_ms = moved_ms(word.start_ms, move), moved_ms(word.end_ms, move)
    return Word(word.text, start_ms, end_ms, word.origin, word.confidence, word.locked)


def moved_line(line: Line, move: Move, include_locked: bool = True) -> Line:
    """The line and its words with all times moved; verified words stay unless `include_locked`."""
    words = tuple(word if word.locked and not include_locked else moved_word(word, move) for word in line.words)
    return replace(line, start_ms=moved_ms(line.start_ms, move), end_ms=moved_ms(line.end_ms, move), words=words)


def times_of(line: Line) -> list[int]:
    """Every time in the line and in its words."""
    times = [line.start_ms, line.end_ms]
    for word in line.words:
        times += (word.start_ms, word.end_ms)
    return [ms for ms in times if ms is not None]


def carried(line: Line, by_ms: int, origin: Origin, unlock: bool = True) -> Line:
    """The line moved as one piece by a person's hand: it stops at 0 with every duration kept.

    A time set by hand is no longer in doubt, so what moves loses its confidence. It loses its lock too where
    `unlock` says so; without it, verified words stay where they are.
    """
    movable = [word for word in line.words if unlock or not word.locked]
    times = times_of(replace(line, words=tuple(movable)))
    by_ms = max(by_ms, -min(times, default=0))
    if not times or not by_ms:
        return line
    moved = moved_line(line, lambda ms: ms + by_ms, include_locked=unlock)
    words = tuple(
        new if new == old else replace(new, origin=origin, confidence=None, locked=False)
        for old, new in zip(line.words, moved.words, strict=True)
    )
    return replace(moved, words=words, origin=origin, confidence=None, locked=False if unlock else line.locked)


def own_start(line: Line) -> int | None:
    """The line's start, else its first timed word's."""
    if line.start_ms is not None:
        return line.start_ms
    return next((word.start_ms for word in line.words if word.start_ms is not None), None)


def own_end(line: Line) -> int | None:
    """The line's end, else its last word's."""
    if line.end_ms is not None or not line.words:
        return line.end_ms
    return line.words[-1].end_ms


def untimed(line: Line) -> Line:
    """The line with no time left in it or in its words, and nothing said about them."""
    words = tuple(
        replace(word, start_ms=None, end_ms=None, confidence=None, locked=False) if _has_time(word) else word
        for word in line.words
    )
    if not _has_time(line):
        return replace(line, words=words)
    return replace(line, start_ms=None, end_ms=None, confidence=None, locked=False, words=words)


def _has_time(part: Line | Word) -> bool:
    return part.start_ms is not None or part.end_ms is not None or part.locked or part.confidence is not None


def edge_moved(line: Line, ms: int, origin: Origin, unlock: bool = True) -> Line:
    """The line with its start at `ms` and its other times kept as far as their order allows.

    The first timed word follows the edge in both directions; a word or an end that would lie before the new start is
    pushed to it. What moved is no longer in doubt and no longer verified; without `unlock` verified words stay.
    """
    first = next((index for index, word in enumerate(line.words) if word.start_ms is not None), None)
    words = tuple(
        word if word.locked and not unlock else _pushed(word, ms, origin, follows=index == first)
        for index, word in enumerate(line.words)
    )
    end_ms = None if line.end_ms is None else max(line.end_ms, ms)
    edge = replace(line, start_ms=ms, end_ms=end_ms, words=words)
    return line if edge == line else replace(edge, origin=origin, confidence=None, locked=False)


def _pushed(word: Word, ms: int, origin: Origin, follows: bool) -> Word:
    start_ms = ms if follows else _not_before(word.start_ms, ms)
    end_ms = _not_before(word.end_ms, ms)
    if (start_ms, end_ms) == (word.start_ms, word.end_ms):
        return word
    return replace(word, start_ms=start_ms, end_ms=end_ms, origin=origin, confidence=None, locked=False)


def _not_before(own_ms: int | None, ms: int) -> int | None:
    return None if own_ms is None else max(own_ms, ms)


def end_moved(line: Line, ms: int, origin: Origin, unlock: bool = True) -> Line:
    """The line with its end at `ms`; the last word's end follows where it was the line's end or would lie past it.

    The start keeps its confidence: a new end says nothing about it. Without `unlock` a verified word stays.
    """
    words = line.words
    last = words[-1] if words else None
    last_end_ms = last.end_ms if last is not None and (unlock or not last.locked) else None
    if last is not None and last_end_ms is not None and (last_end_ms == own_end(line) or last_end_ms > ms):
        words = (*words[:-1], replace(last, end_ms=max(ms, last.start_ms or 0)))
    moved = replace(line, end_ms=ms, words=words)
    return line if moved == line else replace(moved, origin=origin, locked=False)
