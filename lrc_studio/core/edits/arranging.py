"""Edits that put many times in order at once: ends, gaps, lengths, even spreading, stretching, snapping to the sound.

All of them leave verified lines and words as they are, unless `include_locked`; then they stay verified.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from lrc_studio.core.edits.moving import Move, edge_moved, end_moved, moved_line, own_end, own_start
from lrc_studio.core.edits.rows import each_row, rows_in, with_rows
from lrc_studio.core.edits.touching import in_touch, sung_beside
from lrc_studio.core.edits.units import Level, prepared
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word
from lrc_studio.core.pieces import syllables


def end_at_next(lyrics: Lyrics, rows: Iterable[int], include_locked: bool = False) -> Lyrics:
    """Each line of `rows` goes on until the next one of its voice begins; one with none after it stays."""
    return _with_ends(lyrics, rows, lambda row: _next_start(lyrics, row), include_locked)


def close_gaps(lyrics: Lyrics, rows: Iterable[int], most_ms: int, include_locked: bool = False) -> Lyrics:
    """Lines and words of `rows` that end at most `most_ms` before the next begin go on until there."""

    def end(row: int) -> int | None:
        end_ms, next_ms = own_end(lyrics.lines[row]), _next_start(lyrics, row)
        near = end_ms is not None and next_ms is not None and 0 < next_ms - end_ms <= most_ms
        return next_ms if near else None

    closed = _with_ends(lyrics, rows, end, include_locked)
    return _each_free(closed, rows, lambda line: _words_closed(line, most_ms, include_locked), include_locked)


def _words_closed(line: Line, most_ms: int, include_locked: bool) -> Line:
    words = list(line.words)
    for at, (word, after) in enumerate(pairwise(line.words)):
        free = include_locked or not word.locked
        if (
            free
            and word.end_ms is not None
            and after.start_ms is not None
            and 0 < after.start_ms - word.end_ms <= most_ms
        ):
            words[at] = replace(word, end_ms=after.start_ms)
    return line if tuple(words) == line.words else replace(line, words=tuple(words))


def lengthen(lyrics: Lyrics, rows: Iterable[int], least_ms: int, include_locked: bool = False) -> Lyrics:
    """Lines and words of `rows` last `least_ms` at the least, as far as the next one's start allows."""

    def end(row: int) -> int | None:
        line = lyrics.lines[row]
        start_ms, end_ms, next_ms = own_start(line), own_end(line), _next_start(lyrics, row)
        if start_ms is None or end_ms is None or end_ms - start_ms >= least_ms:
            return None
        return max(end_ms, start_ms + least_ms if next_ms is None else min(start_ms + least_ms, next_ms))

    longer = _with_ends(lyrics, rows, end, include_locked)
    return _each_free(longer, rows, lambda line: _words_lengthened(line, least_ms, include_locked), include_locked)


def _words_lengthened(line: Line, least_ms: int, include_locked: bool) -> Line:
    words = list(line.words)
    for at, word in enumerate(words):
        after_ms = next((later.start_ms for later in words[at + 1 :] if later.start_ms is not None), own_end(line))
        if word.start_ms is None or word.end_ms is None or (word.locked and not include_locked):
            continue
        wanted = word.start_ms + least_ms
        words[at] = replace(word, end_ms=max(word.end_ms, wanted if after_ms is None else min(wanted, after_ms)))
    return line if tuple(words) == line.words else replace(line, words=tuple(words))


def distribute(
    lyrics: Lyrics,
    rows: Iterable[int],
    level: Level,
    by_letters: bool = False,
    song_ms: int | None = None,
    language: str = "",
    include_locked: bool = False,
) -> Lyrics:
    """Spread the words (or syllables) of the lines evenly over their lines' time, by syllables or by letters.

    A line ends where it says, else where the next begins, else at `song_ms`; lines without a start or an end stay.
    """

    def change(row: int, line: Line) -> Line:
        start_ms, end_ms = own_start(line), own_end(line) or _next_start(lyrics, row) or song_ms
        if start_ms is None or end_ms is None or end_ms <= start_ms or not line.text.strip():
            return line
        fine = prepared(line, "syllable" if level == "syllable" else "word", language)
        return _spread(fine, start_ms, end_ms, by_letters, language, include_locked)

    changed = {row: change(row, lyrics.lines[row]) for row in _free(lyrics, rows, include_locked)}
    return with_rows(lyrics, changed)


def _spread(line: Line, start_ms: int, end_ms: int, by_letters: bool, language: str, include_locked: bool) -> Line:
    """Between verified words the others share the time; the rest of the line is one such stretch."""
    weights = [_weight(word, by_letters, language) for word in line.words]
    words = list(line.words)
    fixed = [at for at, word in enumerate(words) if word.locked and word.start_ms is not None and not include_locked]
    edges = [-1, *fixed, len(words)]
    for left, right in pairwise(edges):
        from_ms = start_ms if left < 0 else _over_ms(words[left])
        to_ms = end_ms if right == len(words) else words[right].start_ms or end_ms
        _share(words, weights, range(left + 1, right), from_ms, to_ms)
    return replace(line, words=tuple(words), start_ms=start_ms)


def _over_ms(word: Word) -> int:
    return word.end_ms if word.end_ms is not None else (word.start_ms or 0) + 1


def _weight(word: Word, by_letters: bool, language: str) -> int:
    if by_letters:
        return max(1, sum(char.isalnum() for char in word.text))
    return len(syllables(word.text, language))


def _share(words: list[Word], weights: Sequence[int], places: range, from_ms: int, to_ms: int) -> None:
    total, done = sum(weights[at] for at in places) or 1, 0
    for at in places:
        start_ms = round(from_ms + (to_ms - from_ms) * done / total)
        done += weights[at]
        end_ms = round(from_ms + (to_ms - from_ms) * done / total)
        new = replace(words[at], start_ms=start_ms, end_ms=end_ms, origin=Origin.INTERPOLATED, confidence=None)
        words[at] = new


def snap(
    lyrics: Lyrics,
    rows: Iterable[int],
    onsets_ms: Sequence[int],
    within_ms: int,
    level: Level = "line",
    include_locked: bool = False,
) -> Lyrics:
    """Starts go to the nearest of `onsets_ms` (ascending), at most `within_ms` away: of the lines, or of their words.

    No onset is taken twice within a line, and the order of words stays.
    """
    changed = {}
    for row in _free(lyrics, rows, include_locked):
        line = lyrics.lines[row]
        if level == "line" or not line.words:
            to_ms = nearest(onsets_ms, own_start(line), within_ms)
            end_ms = own_end(line)
            if to_ms is not None and (end_ms is None or to_ms < end_ms):
                changed[row] = replace(edge_moved(line, to_ms, line.origin, include_locked), locked=line.locked)
        else:
            changed[row] = _words_snapped(line, onsets_ms, within_ms, include_locked)
    snapped = with_rows(lyrics, changed)
    return snapped if snapped is lyrics else in_touch(lyrics, snapped, changed)


def nearest(onsets_ms: Sequence[int], ms: int | None, within_ms: float) -> int | None:
    """The nearest onset at most `within_ms` away, or None."""
    if ms is None:
        return None
    at = bisect_left(onsets_ms, ms)
    beside = onsets_ms[max(at - 1, 0) : at + 1]
    found = min(beside, key=lambda onset: abs(onset - ms), default=None)
    return found if found is not None and abs(found - ms) <= within_ms else None


def _words_snapped(line: Line, onsets_ms: Sequence[int], within_ms: int, include_locked: bool) -> Line:
    words, last_ms = list(line.words), -1
    for at, word in enumerate(words):
        if word.start_ms is None:
            continue
        to_ms = nearest(onsets_ms, word.start_ms, within_ms)
        after_ms = next((later.start_ms for later in words[at + 1 :] if later.start_ms is not None), own_end(line))
        fits = to_ms is not None and to_ms > last_ms and (after_ms is None or to_ms < after_ms)
        if to_ms is not None and fits and (include_locked or not word.locked):
            _move_word_start(words, at, to_ms)
        last_ms = words[at].start_ms or last_ms
    if tuple(words) == line.words:
        return line
    first = next((word.start_ms for word in words if word.start_ms is not None), line.start_ms)
    moved_first = line.start_ms is not None and line.start_ms == _first_word_ms(line)
    return replace(line, words=tuple(words), start_ms=first if moved_first else line.start_ms)


def _first_word_ms(line: Line) -> int | None:
    return next((word.start_ms for word in line.words if word.start_ms is not None), None)


def _move_word_start(words: list[Word], at: int, ms: int) -> None:
    word, old_ms = words[at], words[at].start_ms or 0
    words[at] = replace(word, start_ms=ms, end_ms=None if word.end_ms is None else max(word.end_ms, ms))
    if at and words[at - 1].end_ms is not None and (words[at - 1].end_ms or 0) > min(ms, old_ms) - 20:
        words[at - 1] = replace(words[at - 1], end_ms=ms)


def stretch(lyrics: Lyrics, rows: Iterable[int], move: Move, include_locked: bool = False) -> Lyrics:
    """Every time of `rows` goes where `move` says, as through two points that came to other places."""
    return _each_free(lyrics, rows, lambda line: moved_line(line, move, include_locked), include_locked)


def _next_start(lyrics: Lyrics, row: int) -> int | None:
    below = sung_beside(lyrics, row, 1)
    start_ms, next_ms = own_start(lyrics.lines[row]), None if below is None else own_start(lyrics.lines[below])
    return next_ms if next_ms is not None and start_ms is not None and next_ms > start_ms else None


def _with_ends(lyrics: Lyrics, rows: Iterable[int], end: Callable[[int], int | None], include_locked: bool) -> Lyrics:
    changed = {}
    for row in _free(lyrics, rows, include_locked):
        end_ms, line = end(row), lyrics.lines[row]
        if end_ms is not None and own_start(line) is not None:
            moved = end_moved(line, end_ms, line.origin, include_locked)
            changed[row] = replace(moved, locked=line.locked)
    return with_rows(lyrics, changed)


def _each_free(lyrics: Lyrics, rows: Iterable[int], change: Callable[[Line], Line], include_locked: bool) -> Lyrics:
    return each_row(lyrics, _free(lyrics, rows, include_locked), change)


def _free(lyrics: Lyrics, rows: Iterable[int], include_locked: bool) -> list[int]:
    return [row for row in rows_in(lyrics, rows) if include_locked or not lyrics.lines[row].locked]
