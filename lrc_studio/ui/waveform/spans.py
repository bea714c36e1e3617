"""Where each line sounds and how sure that is: what lane, overview and wave draw, worked out once an edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lrc_studio.core.checks import Problem
from lrc_studio.core.diff import changed_span
from lrc_studio.core.doubt import Band, band
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.timeline import effective_end

Found = Mapping[int, tuple[Problem, ...]]
_NOTHING: Found = {}
_MOST_CHANGED = 16
"""With more lines changed at once all spans are worked out again."""


class LineSpan(NamedTuple):
    """A timed line: its row, when it sounds (for the eye), and what a person should know of it."""

    row: int
    start_ms: int
    end_ms: int
    has_end: bool
    doubt: Band | None
    locked: bool
    problem: str
    """The first problem as a sentence, or ""."""


def _span(lyrics: Lyrics, row: int, song_ms: int | None, found: Found) -> LineSpan | None:
    line = lyrics.lines[row]
    start_ms, end_ms = line.start_ms, line.end_ms
    if start_ms is None:
        return None
    if end_ms is None:
        end_ms = effective_end(lyrics, row, song_ms)
    doubt = None if line.locked else band(line.confidence)
    problems = found.get(row)
    return LineSpan(
        row,
        start_ms,
        start_ms if end_ms is None or end_ms < start_ms else end_ms,
        line.end_ms is not None,
        None if doubt == "sure" else doubt,
        line.locked,
        problems[0].message if problems else "",
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What was worked out last, row by row: untimed lines have None."""

    lyrics: Lyrics
    song_ms: int | None
    found: Found
    rows: list[LineSpan | None]
    spans: tuple[LineSpan, ...]


class SpanCache:
    """The spans of the few lyrics asked about last, found again by identity: lyrics never change.

    Most edits change one line of many, so spans that cannot have changed are taken over. `found` gives the known
    problems by row, as a new mapping whenever they were looked for again.
    """

    def __init__(self, found: Callable[[], Found] = lambda: _NOTHING) -> None:
        self._found = found
        self._recent: list[_Known] = []
        self._sight: tuple[tuple[LineSpan, ...], float, float, list[LineSpan]] = ((), 0.0, 0.0, [])

    def of(self, lyrics: Lyrics, song_ms: int | None) -> tuple[LineSpan, ...]:
        """The spans of `lyrics` in a song of this length (None: not known)."""
        found = self._found()
        for known in self._recent:
            if known.lyrics is lyrics and known.song_ms == song_ms and known.found is found:
                return known.spans
        last = self._recent[0] if self._recent else None
        rows = _taken_over(last, lyrics, song_ms, found) if last else None
        if rows is None:
            rows = [_span(lyrics, row, song_ms, found) for row in range(len(lyrics.lines))]
        spans = tuple(filter(None, rows))
        self._recent = [_Known(lyrics, song_ms, found, rows, spans), *self._recent[:2]]
        return spans

    def of_row(self, lyrics: Lyrics, song_ms: int | None, row: int) -> LineSpan | None:
        """The span of one line, None where it is not timed or does not exist."""
        self.of(lyrics, song_ms)
        known = next(known.rows for known in self._recent if known.lyrics is lyrics and known.song_ms == song_ms)
        return known[row] if row < len(known) else None

    def in_sight(self, lyrics: Lyrics, song_ms: int | None, from_ms: float, to_ms: float) -> list[LineSpan]:
        """The spans that sound between two times; looked for once for all that draws them."""
        spans = self.of(lyrics, song_ms)
        if self._sight[0] is not spans or self._sight[1:3] != (from_ms, to_ms):
            found = [span for span in spans if span.end_ms >= from_ms and span.start_ms <= to_ms]
            self._sight = (spans, from_ms, to_ms, found)
        return self._sight[3]


def _taken_over(last: _Known, lyrics: Lyrics, song_ms: int | None, found: Found) -> list[LineSpan | None] | None:
    """The last rows with those worked out again that may differ; None where too many may."""
    span = changed_span(last.lyrics.lines, lyrics.lines)
    if last.song_ms != song_ms or span.added != span.removed or span.added > _MOST_CHANGED:
        return None
    changed = range(span.first, span.first + span.added)
    again = set(changed)
    if last.found is not found:
        again |= {row for row in last.found.keys() | found.keys() if last.found.get(row) != found.get(row)}
    olds = {last.lyrics.lines[row].start_ms for row in changed}
    news = [ms for row in changed if (ms := lyrics.lines[row].start_ms) is not None]
    for row, known in enumerate(last.rows):
        if known and not known.has_end and (_open(known) or known.end_ms in olds or _any_within(known, news)):
            again.add(row)  # it went on to a start that moved, or one came in between
    rows = list(last.rows)
    for row in again & set(range(len(rows))):
        rows[row] = _span(lyrics, row, song_ms, found)
    return rows


def _open(span: LineSpan) -> bool:
    return span.end_ms <= span.start_ms


def _any_within(span: LineSpan, starts_ms: Iterable[int]) -> bool:
    return any(span.start_ms < ms < span.end_ms for ms in starts_ms)
