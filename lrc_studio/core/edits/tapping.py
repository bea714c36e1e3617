"""Times from a hand that taps along: a unit begins, ends, or both; the one before it ends there at the latest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lrc_studio.core.edits.moving import own_start
from lrc_studio.core.edits.rows import each_row, rows_in, with_rows
from lrc_studio.core.edits.times import cut_above, set_end, stamp
from lrc_studio.core.edits.units import Level, Unit, prepared, units
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word


def begin_unit(lyrics: Lyrics, row: int, place: int, level: Level, ms: int, language: str = "") -> Lyrics:
    """Begin the unit `place` (from 0) of a line at `ms`; at the level of lines as `stamp` does.

    The line is cut into words where it has none. The first unit takes the line's start along, and ends the line sung
    before it where that goes on. A unit's old end goes; the unit before it is cut where it would overlap.
    """
    ms = max(ms, 0)
    if level == "line" or not rows_in(lyrics, [row]):
        return stamp(lyrics, row, ms)
    line = prepared(lyrics.lines[row], level, language)
    found = units(line, level, language)
    if not 0 <= place < len(found):
        return lyrics
    begun = each_row(lyrics, [row], lambda _old: _begun(line, found, place, ms))
    return cut_above(begun, row, ms) if place == 0 else begun


def _begun(line: Line, found: Sequence[Unit], place: int, ms: int) -> Line:
    words = list(line.words)
    unit = found[place]
    parts = words[unit.first : unit.last + 1]
    words[unit.first : unit.last + 1] = [
        replace(
            part, start_ms=ms if at == 0 else None, end_ms=None, origin=Origin.TAPPED, confidence=None, locked=False
        )
        for at, part in enumerate(parts)
    ]
    if place > 0:
        _end_parts(words, found[place - 1], ms, only_cut=True)
    old_ms = own_start(line)
    first = place == 0 or line.start_ms is None or ms < line.start_ms
    start_ms, end_ms = (ms if first else line.start_ms), line.end_ms
    if end_ms is not None and place == 0 and old_ms is not None:
        end_ms += ms - old_ms  # the rest of the line is to be tapped from here
    if end_ms is not None and end_ms <= ms:
        end_ms = None
    origin, confidence = (Origin.TAPPED, None) if first else (line.origin, line.confidence)
    return replace(
        line, words=tuple(words), start_ms=start_ms, end_ms=end_ms, origin=origin, confidence=confidence, locked=False
    )


def _end_parts(words: list[Word], unit: Unit, ms: int, only_cut: bool = False) -> None:
    """End a unit at `ms`; with `only_cut` only where it goes on past it. Parts without a time share it by letters."""
    parts = words[unit.first : unit.last + 1]
    start_ms, last = parts[0].start_ms, parts[-1]
    if start_ms is None or start_ms > ms or last.locked:
        return
    if len(parts) > 1 and any(part.start_ms is None for part in parts[1:]):
        parts = _shared(parts, start_ms, ms)
    if not only_cut or (last.end_ms is not None and last.end_ms > ms):
        parts[-1] = replace(parts[-1], end_ms=ms)
    words[unit.first : unit.last + 1] = parts


def _shared(parts: Sequence[Word], start_ms: int, end_ms: int) -> list[Word]:
    length = sum(len(part.text.strip()) for part in parts) or 1
    shared, done = [], 0
    for part in parts:
        at_ms = round(start_ms + (end_ms - start_ms) * done / length)
        origin = Origin.INTERPOLATED if done else part.origin
        shared.append(replace(part, start_ms=at_ms, origin=origin))
        done += len(part.text.strip())
    return shared


def end_unit(lyrics: Lyrics, row: int, place: int, level: Level, ms: int, language: str = "") -> Lyrics:
    """End the unit `place` of a line at `ms`, not before its start; the last one ends its line too.

    Nothing happens where the unit has no start, or is verified.
    """
    if not rows_in(lyrics, [row]):
        return lyrics
    line = lyrics.lines[row]
    found = units(line, level, language)
    if not 0 <= place < len(found) or found[place].start_ms is None or found[place].locked:
        return lyrics
    unit = found[place]
    ms = max(ms, unit.start_ms or 0)
    if level == "line":
        return set_end(lyrics, row, ms, Origin.TAPPED)
    words = list(line.words)
    _end_parts(words, unit, ms)
    last = place == len(found) - 1
    end_ms = ms if last else None if line.end_ms is not None and line.end_ms < ms else line.end_ms
    return with_rows(lyrics, {row: replace(line, words=tuple(words), end_ms=end_ms)})


def clear_unit(lyrics: Lyrics, row: int, place: int, level: Level, language: str = "") -> Lyrics:
    """Take the time out of one unit; a line whose first unit it was begins with its next timed word."""
    if not rows_in(lyrics, [row]):
        return lyrics
    line = lyrics.lines[row]
    found = units(line, level, language)
    if not 0 <= place < len(found):
        return lyrics
    unit, words = found[place], list(line.words)
    for at in range(unit.first, min(unit.last + 1, len(words))):
        words[at] = replace(words[at], start_ms=None, end_ms=None, confidence=None, locked=False)
    start_ms = next((word.start_ms for word in words if word.start_ms is not None), None)
    keeps = place > 0 and line.start_ms is not None
    end_ms = None if place == len(found) - 1 or start_ms is None else line.end_ms
    cleared = replace(line, words=tuple(words), start_ms=line.start_ms if keeps else start_ms, end_ms=end_ms)
    return with_rows(lyrics, {row: replace(cleared, locked=False, confidence=None)})
