"""Timing modes: which markers stand in the wave and what a drag of one of them means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from lrc_studio.core import edits
from lrc_studio.core.doubt import Band
from lrc_studio.core.lyrics import Lyrics, Origin
from lrc_studio.ui.selection import Selection
from lrc_studio.ui.waveform.spans import LineSpan, SpanCache


class Edge(Enum):
    """Which end of something a marker stands at."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Marker:
    """A place in time that can be dragged. `owner` says whose it is and means something to the mode alone."""

    owner: int
    edge: Edge
    at_ms: int
    label: str = ""
    current: bool = False
    locked: bool = False
    problem: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of time behind the wave: the current one is filled, a doubtful one hatched."""

    owner: int
    from_ms: int
    to_ms: int
    current: bool = False
    doubt: Band | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a drag would do: the marker as it was, its new time, and the lyrics as they would be."""

    marker: Marker
    ms: int
    lyrics: Lyrics

    @property
    def change_ms(self) -> int:
        """How far the marker was dragged; negative is earlier."""
        return self.ms - self.marker.at_ms


@dataclass(frozen=True, slots=True)
class Edit:
    """A change for the document, with its undo label."""

    label: str
    change: Callable[[Lyrics], Lyrics]


class TimingMode(Protocol):
    """What the wave asks; it knows neither lines nor words."""

    def markers(self, lyrics: Lyrics, from_ms: float, to_ms: float) -> Sequence[Marker]:
        """The markers in sight, in the order in which they are drawn."""

    def stretches(self, lyrics: Lyrics, from_ms: float, to_ms: float) -> Sequence[Stretch]:
        """The pieces of time in sight."""

    def drag(self, lyrics: Lyrics, marker: Marker, ms: float) -> Preview:
        """What dragging `marker` to `ms` would do."""

    def commit(self, preview: Preview) -> Edit:
        """The edit that does it."""

    def pick(self, owner: int) -> None:
        """Make the owner of a marker current."""


class LineMode:
    """A line's start and end can be dragged."""

    def __init__(self, selection: Selection, spans: SpanCache, song_ms: Callable[[], int | None]) -> None:
        self._selection, self._spans, self._song_ms = selection, spans, song_ms

    def markers(self, lyrics: Lyrics, from_ms: float, to_ms: float) -> list[Marker]:
        """The starts and ends of the lines in sight; the current line's come last, on top of the others."""
        current = self._selection.current
        found: list[Marker] = []
        on_top: list[Marker] = []
        for span in self._spans.of(lyrics, self._song_ms()):
            if span.end_ms >= from_ms and span.start_ms <= to_ms:
                (on_top if span.row == current else found).extend(_markers(span, span.row == current))
        return found + on_top

    def stretches(self, lyrics: Lyrics, from_ms: float, to_ms: float) -> list[Stretch]:
        """The lines in sight that are current or in doubt."""
        current = self._selection.current
        return [
            Stretch(span.row, span.start_ms, span.end_ms, span.row == current, span.doubt)
            for span in self._spans.of(lyrics, self._song_ms())
            if (span.doubt or span.row == current) and span.end_ms >= from_ms and span.start_ms <= to_ms
        ]

    def drag(self, lyrics: Lyrics, marker: Marker, ms: float) -> Preview:
        """The line with that edge moved; a start stops at the line's end and an end at its start."""
        at_ms = max(0, round(ms))
        line = lyrics.lines[marker.owner]
        if marker.edge is Edge.START and line.end_ms is not None:
            at_ms = min(at_ms, max(line.end_ms, marker.at_ms))
        elif marker.edge is Edge.END and line.start_ms is not None:
            at_ms = max(at_ms, line.start_ms)
        return Preview(marker, at_ms, _moved(lyrics, marker, at_ms))

    def commit(self, preview: Preview) -> Edit:
        """The edit of the preview, such as "move line 11 start by +120 ms"."""
        marker, ms = preview.marker, preview.ms
        label = f"move line {marker.owner + 1} {marker.edge.value} by {preview.change_ms:+d} ms"
        return Edit(label, lambda lyrics: _moved(lyrics, marker, ms))

    def pick(self, owner: int) -> None:
        """Select the line alone."""
        self._selection.select_one(owner)


def _markers(span: LineSpan, current: bool) -> list[Marker]:
    problem = bool(span.problem)
    start = Marker(span.row, Edge.START, span.start_ms, str(span.row + 1), current, span.locked, problem)
    if not span.has_end and not current:
        return [start]
    return [Marker(span.row, Edge.END, span.end_ms, "", current, span.locked, problem), start]


def _moved(lyrics: Lyrics, marker: Marker, ms: int) -> Lyrics:
    if marker.edge is Edge.START:
        return edits.move_start(lyrics, marker.owner, ms)
    return edits.set_end(lyrics, marker.owner, ms, Origin.DRAGGED)
