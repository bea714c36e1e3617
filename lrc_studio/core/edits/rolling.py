"""Dragging lines: a shared edge moves on both sides, what follows may move along, what is verified stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

from lrc_studio.core.edits.moving import carried, edge_moved, own_end, own_start, times_of
from lrc_studio.core.edits.rows import each_row, rows_in
from lrc_studio.core.edits.times import move_start, set_end
from lrc_studio.core.edits.touching import TOUCH_MS, in_touch, sung_beside
from lrc_studio.core.lyrics import Lyrics, Origin

DragPart = Literal["start", "end", "both"]
LEAST_MS = 10
"""What a drag leaves of a line or word that it squeezes."""


def drag_line(
    lyrics: Lyrics, row: int, part: DragPart, ms: int, linked: bool = True, ripple: bool = False
) -> tuple[Lyrics, int]:
    """Move a line's start or end to `ms`, or the whole line so that it starts there; gives where it came to.

    `linked`: an edge shared with the line above or below moves on both sides. `ripple`: the timed lines after it, up
    to the next verified one, move along as they are.
    """
    if part == "both":
        moved = drag_lines(lyrics, [row], ms - (own_start(lyrics.lines[row]) or 0), linked, ripple)
        return moved, own_start(moved.lines[row]) or 0
    if part == "start":
        return _start_dragged(lyrics, row, ms, linked, ripple)
    return _end_dragged(lyrics, row, ms, linked, ripple)


def drag_lines(lyrics: Lyrics, rows: Iterable[int], by_ms: int, linked: bool = True, ripple: bool = False) -> Lyrics:
    """Move whole lines by `by_ms`, together and as they are, as far as 0.

    `linked`: edges shared with others stay shared. `ripple`: the timed lines after the last one move along.
    """
    known = [row for row in rows_in(lyrics, rows) if times_of(lyrics.lines[row])]
    if ripple and known:
        known = sorted({*known, *following(lyrics, max(known))})
    first_ms = min((min(times_of(lyrics.lines[row])) for row in known), default=0)
    by_ms = max(by_ms, -first_ms)
    moved = each_row(lyrics, known, lambda line: carried(line, by_ms, Origin.DRAGGED))
    return in_touch(lyrics, moved, known) if linked and moved is not lyrics else moved


def _start_dragged(lyrics: Lyrics, row: int, ms: int, linked: bool, ripple: bool) -> tuple[Lyrics, int]:
    line = lyrics.lines[row]
    start_ms, end_ms = own_start(line) or 0, own_end(line)
    ms = max(ms, 0)
    if ripple:
        moved = drag_lines(lyrics, [row], ms - start_ms, linked, ripple)
        return moved, own_start(moved.lines[row]) or 0
    if end_ms is not None:
        ms = min(ms, max(end_ms, start_ms))
    above = _touching_above(lyrics, row) if linked else None
    if above is not None:
        ms = max(ms, (own_start(lyrics.lines[above]) or 0) + LEAST_MS)
        return move_start(lyrics, row, ms), ms
    return each_row(lyrics, [row], lambda old: edge_moved(old, ms, Origin.DRAGGED)), ms


def _end_dragged(lyrics: Lyrics, row: int, ms: int, linked: bool, ripple: bool) -> tuple[Lyrics, int]:
    line = lyrics.lines[row]
    start_ms, end_ms = own_start(line), own_end(line)
    ms = max(ms, start_ms or 0)
    below = _touching_below(lyrics, row) if linked and not ripple else None
    if below is not None:
        ms = min(ms, max(_last_ms(lyrics, below) - LEAST_MS, start_ms or 0))
    moved = set_end(lyrics, row, ms, Origin.DRAGGED)
    if ripple and end_ms is not None:
        return _carried(moved, following(lyrics, row), ms - end_ms), ms
    if below is not None:
        moved = each_row(moved, [below], lambda old: edge_moved(old, ms, Origin.DRAGGED))
    return moved, ms


def _carried(lyrics: Lyrics, rows: Collection[int], by_ms: int) -> Lyrics:
    return each_row(lyrics, rows, lambda line: carried(line, by_ms, Origin.DRAGGED))


def following(lyrics: Lyrics, row: int) -> list[int]:
    """The timed rows below, up to the next verified one: an anchor that nothing moves past."""
    rows = []
    for below in range(row + 1, len(lyrics.lines)):
        line = lyrics.lines[below]
        if line.locked:
            break
        if times_of(line):
            rows.append(below)
    return rows


def _touching_above(lyrics: Lyrics, row: int) -> int | None:
    above = sung_beside(lyrics, row, -1)
    if above is None or lyrics.lines[above].locked:
        return None
    end_ms, start_ms = own_end(lyrics.lines[above]), own_start(lyrics.lines[row])
    return above if end_ms is not None and start_ms is not None and abs(end_ms - start_ms) <= TOUCH_MS else None


def _touching_below(lyrics: Lyrics, row: int) -> int | None:
    below = sung_beside(lyrics, row, 1)
    if below is None or lyrics.lines[below].locked:
        return None
    end_ms, start_ms = own_end(lyrics.lines[row]), own_start(lyrics.lines[below])
    return below if end_ms is not None and start_ms is not None and abs(end_ms - start_ms) <= TOUCH_MS else None


def _last_ms(lyrics: Lyrics, row: int) -> int:
    """Where a line must be over at the latest."""
    line = lyrics.lines[row]
    return max([*times_of(line), (own_start(line) or 0) + LEAST_MS])
