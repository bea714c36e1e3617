"""Edits of line times: set, stamp, nudge, drag, shift, clear and verify.

Rules held here by all of them: a time set by hand is no longer in doubt, so its confidence becomes None. Verified
(locked) lines and words keep their times when many are moved at once. An edit of one line by a person applies even if
that line is verified, and takes the lock off: what was verified is not what stands there now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from lrc_studio.core.edits.moving import (
    carried,
    edge_moved,
    end_moved,
    moved_line,
    own_end,
    own_start,
    times_of,
    untimed,
)
from lrc_studio.core.edits.rows import each_row, rows_in, with_rows
from lrc_studio.core.edits.touching import in_touch, sung_beside
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word

Part = Literal["both", "start", "end"]


def set_start(lyrics: Lyrics, row: int, ms: int | None, origin: Origin = Origin.TYPED) -> Lyrics:
    """Start the line at `ms` (not before 0); its end and words move along. None clears all times of the line."""
    if ms is None:
        return clear_times(lyrics, [row])
    return each_row(lyrics, [row], lambda line: _started(line, max(ms, 0), origin))


def _started(line: Line, ms: int, origin: Origin) -> Line:
    if line.start_ms == ms:
        return line
    start_ms = own_start(line)
    moved = line if start_ms is None else carried(line, ms - start_ms, origin)
    return replace(moved, start_ms=ms, origin=origin, confidence=None, locked=False)


def set_end(lyrics: Lyrics, row: int, ms: int | None, origin: Origin = Origin.TYPED) -> Lyrics:
    """End the line at `ms`; its last word's end follows where it was the same or would lie past it. None clears it.

    The start keeps its confidence, for a new end says nothing about it.
    """
    if ms is None:
        return each_row(lyrics, [row], lambda line: line if line.end_ms is None else replace(line, end_ms=None))
    return each_row(lyrics, [row], lambda line: end_moved(line, max(ms, 0), origin))


def stamp(lyrics: Lyrics, row: int, ms: int) -> Lyrics:
    """Start the line at the playhead; end and words move along, and the line sung before it ends there at the latest.

    The line before is the nearest timed one above, of the same voice and not in the background; a verified one is
    left as it is.
    """
    stamped = set_start(lyrics, row, ms, Origin.TAPPED)
    return lyrics if stamped is lyrics else cut_above(stamped, row, ms)


def start_at(lyrics: Lyrics, row: int, ms: int) -> Lyrics:
    """Start the line at the playhead and leave its end and later words where they are, as in Better Lyrics Composer.

    One that has no time, or would be over by then, moves as a whole (`stamp`); so does the end of the line before.
    """
    line = lyrics.lines[row]
    if own_start(line) is None or max(times_of(line)) <= ms:
        return stamp(lyrics, row, ms)
    return cut_above(move_start(lyrics, row, ms, Origin.TAPPED), row, ms)


def cut_above(lyrics: Lyrics, row: int, ms: int) -> Lyrics:
    """The line sung before `row` ends at `ms` at the latest, unless it is verified."""
    above = sung_beside(lyrics, row, -1)
    return lyrics if above is None else each_row(lyrics, [above], lambda line: _cut(line, max(ms, 0)))


def _cut(line: Line, ms: int) -> Line:
    end_ms = own_end(line)
    if line.locked or line.start_ms is None or end_ms is None or not line.start_ms <= ms < end_ms:
        return line
    words = tuple(_word_cut(word, ms) for word in line.words)
    return replace(line, end_ms=None if line.end_ms is None else ms, words=words)


def _word_cut(word: Word, ms: int) -> Word:
    sounding = word.end_ms is not None and (word.start_ms or 0) <= ms < word.end_ms
    return replace(word, end_ms=ms) if sounding and not word.locked else word


def move_start(lyrics: Lyrics, row: int, ms: int, origin: Origin = Origin.DRAGGED) -> Lyrics:
    """Drag the start edge of a line to `ms`: the first word follows, the others and the end stay where order allows.

    A line above that ended there goes on to the new edge.
    """
    moved = each_row(lyrics, [row], lambda line: edge_moved(line, max(ms, 0), origin))
    return lyrics if moved is lyrics else in_touch(lyrics, moved, [row])


def nudge(lyrics: Lyrics, rows: Iterable[int], by_ms: int, part: Part = "both", include_locked: bool = False) -> Lyrics:
    """Move the timed lines of `rows` by `by_ms`: as a whole with their words, or their start or end edge alone.

    A line stops at 0 with its durations kept; a start stops at its end and an end at its start. With several rows
    verified lines and words stay, unless `include_locked`, which moves them and leaves them verified. Edges shared
    with other lines stay shared (`in_touch`).
    """
    known = rows_in(lyrics, rows)
    alone = len(known) == 1
    changed: dict[int, Line] = {}
    for row in known:
        line = lyrics.lines[row]
        if line.locked and not (alone or include_locked):
            continue
        moved = _nudged(line, by_ms, part, unlock=alone or include_locked)
        changed[row] = _locked_again(line, moved) if include_locked else moved
    nudged = with_rows(lyrics, changed)
    return nudged if nudged is lyrics or part == "end" else in_touch(lyrics, nudged, changed)


def _nudged(line: Line, by_ms: int, part: Part, unlock: bool) -> Line:
    if part == "both":
        return carried(line, by_ms, Origin.NUDGED, unlock)
    start_ms, end_ms = own_start(line), own_end(line)
    if part == "start" and start_ms is not None:
        latest_ms = max(start_ms, end_ms) if end_ms is not None else start_ms + max(by_ms, 0)
        return edge_moved(line, min(max(start_ms + by_ms, 0), latest_ms), Origin.NUDGED, unlock)
    if part == "end" and end_ms is not None:
        return end_moved(line, max(end_ms + by_ms, min(start_ms or 0, end_ms)), Origin.NUDGED, unlock)
    return line


def _locked_again(old: Line, new: Line) -> Line:
    words = tuple(replace(word, locked=before.locked) for before, word in zip(old.words, new.words, strict=True))
    return replace(new, words=words, locked=old.locked)


def shift(lyrics: Lyrics, by_ms: int, rows: Iterable[int] | None = None, include_locked: bool = False) -> Lyrics:
    """Move all times (of `rows`, or of every line) by `by_ms`, each stopping at 0, as a player's offset would.

    Origin and confidence stay: only the zero point moved. Verified lines and words stay unless `include_locked`.
    """
    if not by_ms:
        return lyrics

    def change(line: Line) -> Line:
        stays = line.locked and not include_locked
        return line if stays else moved_line(line, lambda ms: ms + by_ms, include_locked)

    return each_row(lyrics, range(len(lyrics.lines)) if rows is None else rows, change)


def clear_times(lyrics: Lyrics, rows: Iterable[int]) -> Lyrics:
    """Take every time out of the lines of `rows` and their words, verified ones too: the rows were chosen by hand."""
    return each_row(lyrics, rows, untimed)


def verify(lyrics: Lyrics, rows: Iterable[int], locked: bool = True) -> Lyrics:
    """Mark the timed lines of `rows` as verified by a person, which covers their words; or take that back."""
    return each_row(lyrics, rows, lambda line: _verified(line, locked))


def _verified(line: Line, locked: bool) -> Line:
    if locked:
        return line if own_start(line) is None else replace(line, locked=True)
    words = tuple(replace(word, locked=False) if word.locked else word for word in line.words)
    return replace(line, locked=False, words=words)
