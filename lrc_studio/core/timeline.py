"""Which line is where in time; quick enough to be asked at every picture."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from operator import le

from lrc_studio.core.checks import Problem
from lrc_studio.core.doubt import needs_ear
from lrc_studio.core.edits.moving import own_end
from lrc_studio.core.lyrics import Line, Lyrics


@dataclass(frozen=True, slots=True)
class _Index:
    """The timed lines by start."""

    lyrics: Lyrics
    starts_ms: tuple[int, ...]
    rows: tuple[int, ...]


# The last values asked about, newest first. Asking goes on at every picture, values change at an edit; and they are
# immutable, so the same object means the same answer.
_recent: tuple[_Index, ...] = ()


def _index_of(lyrics: Lyrics) -> _Index:
    global _recent
    for index in _recent:
        if index.lyrics is lyrics:
            return index
    index = _built(lyrics)
    _recent = (index, *_recent[:3])
    return index


def _built(lyrics: Lyrics) -> _Index:
    starts_ms = [line.start_ms for line in lyrics.lines if line.start_ms is not None]
    rows = [row for row, line in enumerate(lyrics.lines) if line.start_ms is not None]
    if not all(map(le, starts_ms, islice(starts_ms, 1, None))):  # in order as a rule, and then there is no more to do
        order = sorted(range(len(rows)), key=starts_ms.__getitem__)
        starts_ms, rows = [starts_ms[place] for place in order], [rows[place] for place in order]
    return _Index(lyrics, tuple(starts_ms), tuple(rows))


def _end(line: Line, start_ms: int, starts_ms: tuple[int, ...]) -> int | None:
    end_ms = own_end(line)
    if end_ms is not None:
        return end_ms
    after = bisect_right(starts_ms, start_ms)
    return starts_ms[after] if after < len(starts_ms) else None


def starts(lyrics: Lyrics) -> tuple[tuple[int, int], ...]:
    """The timed lines as (start in ms, row), in order of time."""
    index = _index_of(lyrics)
    return tuple(zip(index.starts_ms, index.rows, strict=True))


def line_at(lyrics: Lyrics, ms: int) -> int | None:
    """The row of the line that started last at `ms`, or None before the first; of equal starts the lower row."""
    index = _index_of(lyrics)
    place = bisect_right(index.starts_ms, ms)
    return index.rows[place - 1] if place else None


def next_start(lyrics: Lyrics, ms: int) -> int | None:
    """The first line start after `ms`, in ms, or None."""
    starts_ms = _index_of(lyrics).starts_ms
    place = bisect_right(starts_ms, ms)
    return starts_ms[place] if place < len(starts_ms) else None


def previous_start(lyrics: Lyrics, ms: int) -> int | None:
    """The last line start before `ms`, in ms, or None."""
    starts_ms = _index_of(lyrics).starts_ms
    place = bisect_left(starts_ms, ms)
    return starts_ms[place - 1] if place else None


def effective_end(lyrics: Lyrics, row: int, song_ms: int | None = None) -> int | None:
    """Where a line ends for the eye: its own end, else its last word's, else the next start, else the song's end.

    None where none of them is known, the line is not timed, or the row does not exist.
    """
    if not 0 <= row < len(lyrics.lines):
        return None
    line = lyrics.lines[row]
    if line.start_ms is None:
        return own_end(line)
    end_ms = _end(line, line.start_ms, _index_of(lyrics).starts_ms)
    return song_ms if end_ms is None else end_ms


def left_to_check(lyrics: Lyrics, words: bool, problems: Iterable[Problem]) -> list[tuple[int, int | None]]:
    """What a person has yet to check, as (row, word) from 0, in order: the words, or with `words` False the lines.

    To check is what is unsure or doubtful (confidence below 0.65) or has a problem, and is not verified; a verified
    line covers its words. The word is None for a line as a whole. Lyrics without any time have nothing to check yet.
    """
    if not lyrics.timed:
        return []
    found = {(problem.line - 1, problem.word - 1 if words and problem.word else None) for problem in problems}
    for row, line in enumerate(lyrics.lines):
        found.update((row, word) for word in _doubtful(line, words))
    return sorted(
        (place for place in found if not _verified(lyrics, *place)),
        key=lambda place: (place[0], -1 if place[1] is None else place[1]),
    )


def _doubtful(line: Line, words: bool) -> list[int | None]:
    if words and line.words:
        return [index for index, word in enumerate(line.words) if needs_ear(word.confidence)]
    return [None] if needs_ear(line.confidence) else []


def _verified(lyrics: Lyrics, row: int, word: int | None) -> bool:
    if row >= len(lyrics.lines):
        return True
    line = lyrics.lines[row]
    if line.locked or word is None:
        return line.locked
    return word >= len(line.words) or line.words[word].locked
