"""What a singer sees at a moment: the line that is sung, how far, and the lines around it."""

from __future__ import annotations

from dataclasses import dataclass

from lrc_studio.core.edits.dragging import unit_spans
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.timeline import effective_end, line_at, next_start, starts

LINGER_MS = 900
"""How long a line stays after its end, before the next one takes its place."""
AHEAD_MS = 4_000
"""How long before its start the next line takes the place of one that is over."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Rows of the lines to show; `sung` is how many characters of the current one are over, with a fraction."""

    last: int | None = None
    current: int | None = None
    next: int | None = None
    sung: float = 0.0


def scene_at(lyrics: Lyrics, ms: float, song_ms: int | None = None) -> Scene:
    """The scene at `ms`. Blank lines clear the stage; in a long pause nothing is current until a line is near."""
    begun = line_at(lyrics, round(ms))
    coming_ms = next_start(lyrics, round(ms))
    coming = None if coming_ms is None else _row_at(lyrics, coming_ms)
    if begun is None or not lyrics.lines[begun].text.strip():
        near = coming_ms is not None and coming_ms - ms <= AHEAD_MS
        return Scene(current=coming, next=_after(lyrics, coming)) if near else Scene(next=coming)
    end_ms = effective_end(lyrics, begun, song_ms)
    over_ms = 0.0 if end_ms is None else ms - end_ms
    before = _before(lyrics, begun)
    if over_ms > LINGER_MS and coming_ms is not None:
        near = coming_ms - ms <= AHEAD_MS
        return Scene(begun, coming if near else None, _after(lyrics, coming) if near else coming)
    if over_ms > 2 * LINGER_MS:
        return Scene(begun)
    return Scene(before, begun, coming, sung_chars(lyrics.lines[begun], ms, end_ms))


def sung_chars(line: Line, ms: float, end_ms: int | None) -> float:
    """How many characters of a line are sung at `ms`: by its words where it has any, else evenly to `end_ms`."""
    if line.start_ms is None or ms < line.start_ms:
        return 0.0
    spans = unit_spans(line, "syllable") if _timed_words(line) else ()
    if not spans:
        share = 1.0 if end_ms is None or end_ms <= line.start_ms else (ms - line.start_ms) / (end_ms - line.start_ms)
        return min(share, 1.0) * len(line.text)
    place, sung = 0, 0.0
    for span in spans:
        length = len(span.unit.text.rstrip())
        if span.start_ms is not None and ms >= span.start_ms:
            until_ms = span.end_ms if span.end_ms is not None else end_ms
            long_ms = (until_ms or span.start_ms) - span.start_ms
            share = 1.0 if long_ms <= 0 else min((ms - span.start_ms) / long_ms, 1.0)
            sung = place + share * length
        place += len(span.unit.text)
    return sung


def _timed_words(line: Line) -> bool:
    return bool(line.words) and any(word.start_ms is not None for word in line.words)


def _row_at(lyrics: Lyrics, ms: int) -> int | None:
    row = line_at(lyrics, ms)
    if row is None or lyrics.lines[row].text.strip():
        return row
    return _after(lyrics, row)


def _after(lyrics: Lyrics, row: int | None) -> int | None:
    """The next line with text that is sung after a row."""
    if row is None:
        return None
    start_ms = lyrics.lines[row].start_ms
    return next((other for at_ms, other in _sung(lyrics) if start_ms is not None and at_ms > start_ms), None)


def _before(lyrics: Lyrics, row: int) -> int | None:
    start_ms = lyrics.lines[row].start_ms
    found = [other for at_ms, other in _sung(lyrics) if start_ms is not None and at_ms < start_ms]
    return found[-1] if found else None


def _sung(lyrics: Lyrics) -> list[tuple[int, int]]:
    return [(at_ms, row) for at_ms, row in starts(lyrics) if lyrics.lines[row].text.strip()]
