"""Where each line sounds and how sure that is: what lane, overview and wave draw, worked out once an edit."""

from __future__ import annotations

from dataclasses import dataclass

from lrc_studio.core.checks import problems
from lrc_studio.core.doubt import Band, band
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.timeline import effective_end


@dataclass(frozen=True, slots=True)
class LineSpan:
    """A timed line: its row, when it sounds (for the eye), and what a person should know of it."""

    row: int
    start_ms: int
    end_ms: int
    has_end: bool
    doubt: Band | None
    locked: bool
    problem: str
    """The first problem as a sentence, or ""."""


def line_spans(lyrics: Lyrics, song_ms: int | None) -> tuple[LineSpan, ...]:
    """The timed lines in the order of the lyrics."""
    found: dict[int, str] = {}
    for problem in problems(lyrics, song_ms):
        found.setdefault(problem.line - 1, problem.message)
    spans = []
    for row, line in enumerate(lyrics.lines):
        if line.start_ms is None:
            continue
        end_ms = effective_end(lyrics, row, song_ms)
        doubt = None if line.locked else band(line.confidence)
        spans.append(
            LineSpan(
                row,
                line.start_ms,
                line.start_ms if end_ms is None else max(end_ms, line.start_ms),
                line.end_ms is not None,
                None if doubt == "sure" else doubt,
                line.locked,
                found.get(row, ""),
            )
        )
    return tuple(spans)


class SpanCache:
    """The spans of the few lyrics asked about last, found again by identity: lyrics never change."""

    def __init__(self) -> None:
        self._recent: list[tuple[Lyrics, int | None, tuple[LineSpan, ...]]] = []

    def of(self, lyrics: Lyrics, song_ms: int | None) -> tuple[LineSpan, ...]:
        """The spans of `lyrics` in a song of this length (None: not known)."""
        for known, length, spans in self._recent:
            if known is lyrics and length == song_ms:
                return spans
        spans = line_spans(lyrics, song_ms)
        self._recent = [(lyrics, song_ms, spans), *self._recent[:2]]
        return spans
