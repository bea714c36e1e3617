"""Dragging words and syllables: starts, ends and whole ones, with shared edges and with what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lrc_studio.core.edits.moving import own_end
from lrc_studio.core.edits.rolling import LEAST_MS, DragPart
from lrc_studio.core.edits.rows import rows_in, with_rows
from lrc_studio.core.edits.touching import TOUCH_MS, in_touch
from lrc_studio.core.edits.units import Level, Unit, prepared, units
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word


@dataclass(frozen=True, slots=True)
class UnitSpan:
    """When a unit sounds: `end_ms` is its own end, else the next start, else the line's end; None where not known."""

    unit: Unit
    start_ms: int | None
    end_ms: int | None
    own_end: bool


def unit_spans(line: Line, level: Level, language: str = "") -> tuple[UnitSpan, ...]:
    """The units of a line with the times they take for the eye."""
    found = units(line, level, language)
    starts = [unit.start_ms for unit in found]
    spans = []
    for place, unit in enumerate(found):
        after = next((ms for ms in starts[place + 1 :] if ms is not None), own_end(line))
        end_ms = unit.end_ms if unit.end_ms is not None else after
        spans.append(UnitSpan(unit, unit.start_ms, end_ms, unit.end_ms is not None))
    return tuple(spans)


@dataclass(slots=True)
class _Edges:
    """A unit's edges while they are moved."""

    start_ms: int
    end_ms: int | None
    own_end: bool
    locked: bool

    @property
    def last_ms(self) -> int:
        return self.start_ms if self.end_ms is None else self.end_ms

    def shift(self, by_ms: int) -> None:
        self.start_ms += by_ms
        self.end_ms = None if self.end_ms is None else self.end_ms + by_ms


def drag_unit(
    lyrics: Lyrics,
    row: int,
    place: int,
    level: Level,
    part: DragPart,
    ms: int,
    linked: bool = True,
    ripple: bool = False,
    language: str = "",
) -> tuple[Lyrics, int]:
    """Move a unit's start or end to `ms`, or all of it so that it starts there; gives where it came to.

    `linked`: an edge shared with the unit beside moves on both sides; verified neighbours stay. `ripple`: the units
    after it and the line's end move along. Nothing is squeezed below 10 ms, and nothing passes its neighbour.
    """
    spans = unit_spans(lyrics.lines[row], level, language) if rows_in(lyrics, [row]) else ()
    if not 0 <= place < len(spans) or spans[place].start_ms is None:
        return lyrics, ms
    timed = [at for at, span in enumerate(spans) if span.start_ms is not None]
    edges = [
        _Edges(spans[at].start_ms or 0, spans[at].end_ms, spans[at].own_end, spans[at].unit.locked) for at in timed
    ]
    here = timed.index(place)
    move = {"start": _move_start, "end": _move_end, "both": _move_both}[part]
    came_to = move(edges, here, max(ms, 0), linked, ripple)
    line = prepared(lyrics.lines[row], level, language)
    moved = _written(line, [spans[at].unit for at in timed], [spans[at] for at in timed], edges)
    new = with_rows(lyrics, {row: moved})
    starts = part != "end" and here == 0
    return (in_touch(lyrics, new, [row]) if starts and new is not lyrics else new), came_to


def _touch(edges: Sequence[_Edges], left: int) -> bool:
    """Whether a unit and the one after it share an edge, and both may move."""
    one, other = edges[left], edges[left + 1]
    shared = one.end_ms is not None and abs(one.end_ms - other.start_ms) <= TOUCH_MS
    return shared and not one.locked and not other.locked


def _move_start(edges: list[_Edges], here: int, ms: int, linked: bool, ripple: bool) -> int:
    this = edges[here]
    touches = here > 0 and linked and _touch(edges, here - 1)
    if here > 0:
        before = edges[here - 1]
        ms = max(ms, before.start_ms + LEAST_MS if touches else min(before.last_ms, this.start_ms))
    if ripple:
        by_ms = ms - this.start_ms
        for edge in edges[here:]:
            edge.shift(by_ms)
    else:
        if this.end_ms is not None:
            ms = min(ms, max(this.end_ms - LEAST_MS, this.start_ms))
        this.start_ms = ms
    if here > 0 and not edges[here - 1].locked:
        _end_before(edges[here - 1], ms, touches)
    return ms


def _end_before(before: _Edges, ms: int, touches: bool) -> None:
    """The unit before goes on to the new edge, or keeps an end of its own where it was."""
    if touches:
        before.end_ms = ms
    elif before.end_ms is not None:
        before.own_end = True


def _move_end(edges: list[_Edges], here: int, ms: int, linked: bool, ripple: bool) -> int:
    this = edges[here]
    ms = max(ms, this.start_ms + LEAST_MS)
    if ripple:
        by_ms = ms - this.last_ms
        for edge in edges[here + 1 :]:
            edge.shift(by_ms)
    elif here + 1 < len(edges):
        after = edges[here + 1]
        if linked and _touch(edges, here):
            ms = min(ms, max(after.last_ms - LEAST_MS, this.start_ms + LEAST_MS))
            after.start_ms = ms
        else:
            ms = min(ms, max(after.start_ms, this.start_ms + LEAST_MS))
    this.end_ms, this.own_end = ms, True
    return ms


def _move_both(edges: list[_Edges], here: int, ms: int, linked: bool, ripple: bool) -> int:
    this = edges[here]
    by_ms = max(ms - this.start_ms, -this.start_ms)
    before, after = edges[here - 1] if here else None, edges[here + 1] if here + 1 < len(edges) else None
    held_before = before is not None and linked and _touch(edges, here - 1)
    held_after = after is not None and linked and _touch(edges, here) and not ripple
    if before is not None:
        least = before.start_ms + LEAST_MS if held_before else min(before.last_ms, this.start_ms)
        by_ms = max(by_ms, least - this.start_ms)
    if after is not None and not ripple:
        most = after.last_ms - LEAST_MS if held_after else max(after.start_ms, this.last_ms)
        by_ms = min(by_ms, max(most - this.last_ms, 0))
    for edge in edges[here:] if ripple else [this]:
        edge.shift(by_ms)
    this.own_end = this.own_end or not held_after
    if before is not None and not before.locked:
        _end_before(before, this.start_ms, held_before)
    if after is not None and held_after:
        after.start_ms = this.last_ms
    return this.start_ms


def _written(line: Line, found: Sequence[Unit], olds: Sequence[UnitSpan], edges: Sequence[_Edges]) -> Line:
    words = list(line.words)
    changed = False
    for unit, old, new in zip(found, olds, edges, strict=True):
        if (old.start_ms, old.end_ms, old.own_end) != (new.start_ms, new.end_ms, new.own_end):
            words[unit.first : unit.last + 1] = _parts(words[unit.first : unit.last + 1], old, new)
            changed = True
    if not changed:
        return line
    first, last = edges[0], edges[-1]
    start_ms, end_ms = line.start_ms, line.end_ms
    if olds[0].start_ms != first.start_ms or start_ms is None:
        start_ms = first.start_ms
    last_old_ms = olds[-1].end_ms
    if last.end_ms is not None and (end_ms is None or last.end_ms > end_ms or last_old_ms == end_ms):
        end_ms = last.end_ms
    line = replace(line, words=tuple(words))
    if (start_ms, end_ms) == (line.start_ms, line.end_ms):
        return line
    moved = replace(line, start_ms=start_ms, end_ms=end_ms, locked=False)
    return moved if start_ms == line.start_ms else replace(moved, origin=Origin.DRAGGED, confidence=None)


def _parts(parts: Sequence[Word], old: UnitSpan, new: _Edges) -> list[Word]:
    """The words of a unit, its syllables spread as they were; only what moved is no longer in doubt."""
    end_ms = new.end_ms if new.own_end else None
    if len(parts) == 1 and parts[0].start_ms == new.start_ms:
        return [replace(parts[0], end_ms=end_ms)]
    from_ms, old_ms = old.start_ms or 0, (old.end_ms or old.start_ms or 0) - (old.start_ms or 0)
    rate = (new.last_ms - new.start_ms) / old_ms if old_ms > 0 else 1.0

    def at(ms: int | None) -> int | None:
        return None if ms is None else round(new.start_ms + (ms - from_ms) * rate)

    moved = [
        replace(word, start_ms=at(word.start_ms), end_ms=at(word.end_ms), origin=Origin.DRAGGED, confidence=None,
                locked=False)
        for word in parts
    ]  # fmt: skip
    moved[-1] = replace(moved[-1], end_ms=end_ms)
    return moved
