"""Timing modes: which markers stand in the wave and what a drag of one of them means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from lrc_studio.core import edits
from lrc_studio.core.doubt import Band
from lrc_studio.core.edits.moving import own_start
from lrc_studio.core.edits.rolling import DragPart
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.selection import Selection
from lrc_studio.ui.waveform.spans import LineSpan, SpanCache
from lrc_studio.ui.waveform.speech import spoken_line

Owner = int | tuple[int, int]
"""Whose a marker is: a row, or a row and the place of a unit in it. It means something to the mode alone."""


class Edge(Enum):
    """Which end of something a marker stands at; BODY is all of it, held by its middle."""

    START = "start"
    END = "end"
    BODY = "both"


@dataclass(frozen=True, slots=True)
class Marker:
    """A place in time that can be dragged."""

    owner: Owner
    edge: Edge
    at_ms: int
    label: str = ""
    current: bool = False
    locked: bool = False
    problem: bool = False
    long_ms: int = 0
    """How long what is held by its middle lasts."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of time behind the wave: the current one is filled, a doubtful one hatched."""

    owner: Owner
    from_ms: int
    to_ms: int
    current: bool = False
    doubt: Band | None = None


@dataclass(frozen=True, slots=True)
class Grip:
    """How a hand holds: a shared edge moves on both sides unless `linked` is off; `ripple` takes along what follows."""

    linked: bool = True
    ripple: bool = False


FREE = Grip()
"""No key held."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a drag would do: the marker as it was, its new time, and the lyrics as they would be."""

    marker: Marker
    ms: int
    lyrics: Lyrics
    grip: Grip = FREE

    @property
    def change_ms(self) -> int:
        """How far the marker was dragged; negative is earlier."""
        return self.ms - self.marker.at_ms


@dataclass(frozen=True, slots=True)
class Edit:
    """A change for the document, with its undo label; it is told whether verified times move too."""

    label: str
    change: Callable[[Lyrics, bool], Lyrics]


class TimingMode(Protocol):
    """What the wave asks; it knows neither lines nor words."""

    def markers(self, lyrics: Lyrics, from_ms: float, to_ms: float) -> Sequence[Marker]:
        """The markers in sight, in the order in which they are drawn."""

    def stretches(self, lyrics: Lyrics, from_ms: float, to_ms: float) -> Sequence[Stretch]:
        """The pieces of time in sight."""

    def drag(self, lyrics: Lyrics, marker: Marker, ms: float, grip: Grip = FREE) -> Preview:
        """What dragging `marker` to `ms` would do."""

    def commit(self, preview: Preview) -> Edit:
        """The edit that does it."""

    def pick(self, owner: Owner) -> None:
        """Make the owner of a marker current."""

    def hold(self, marker: Marker) -> None:
        """A drag of `marker` begins: make its owner current, unless that would part it from what it is moved with."""

    def moves(self, marker: Marker, other: Marker) -> bool:
        """Whether a drag of `marker` moves `other` too."""

    def said(self, lyrics: Lyrics) -> str:
        """What is current, in a sentence for those who do not see it."""


class LineMode:
    """A line's start and end can be dragged, and whole lines, all the selected ones together."""

    def __init__(self, selection: Selection, spans: SpanCache, song_ms: Callable[[], int | None]) -> None:
        self._selection, self._spans, self._song_ms = selection, spans, song_ms

    def markers(self, lyrics: Lyrics, from_ms: float, to_ms: float) -> list[Marker]:
        """The starts and ends of the lines in sight; the current line's come last, on top of the others."""
        current = self._selection.current
        found: list[Marker] = []
        on_top: list[Marker] = []
        for span in self._spans.in_sight(lyrics, self._song_ms(), from_ms, to_ms):
            (on_top if span.row == current else found).extend(_markers(span, span.row == current))
        return found + on_top

    def stretches(self, lyrics: Lyrics, from_ms: float, to_ms: float) -> list[Stretch]:
        """The lines in sight that are current or in doubt."""
        current = self._selection.current
        return [
            Stretch(span.row, span.start_ms, span.end_ms, span.row == current, span.doubt)
            for span in self._spans.in_sight(lyrics, self._song_ms(), from_ms, to_ms)
            if span.doubt or span.row == current
        ]

    def drag(self, lyrics: Lyrics, marker: Marker, ms: float, grip: Grip = FREE) -> Preview:
        """The line with that edge moved, or the selected lines, if it is one of them; nothing passes 0."""
        rows = self._rows(marker)
        if marker.edge is Edge.BODY and len(rows) > 1:
            moved = edits.drag_lines(lyrics, rows, round(ms) - marker.at_ms, grip.linked, grip.ripple)
            return Preview(marker, own_start(moved.lines[row_of(marker)]) or 0, moved, grip)
        moved, at_ms = _moved(lyrics, marker, max(0, round(ms)), grip)
        return Preview(marker, at_ms, moved, grip)

    def commit(self, preview: Preview) -> Edit:
        """The edit of the preview, such as "move line 11 start by +120 ms"."""
        marker, ms, by_ms, grip = preview.marker, preview.ms, preview.change_ms, preview.grip
        rows = self._rows(marker)

        def change(old: Lyrics, verified_too: bool) -> Lyrics:
            free = [row for row in rows if verified_too or not old.lines[row].locked]
            if marker.edge is Edge.BODY and len(rows) > 1:
                return edits.drag_lines(old, free, by_ms, grip.linked, grip.ripple)
            return _moved(old, marker, ms, grip)[0] if free else old

        what = "" if marker.edge is Edge.BODY else f" {marker.edge.value}"
        named = f"{len(rows)} lines" if len(rows) > 1 else f"line {rows[0] + 1}"
        return Edit(f"move {named}{what} by {by_ms:+d} ms", change)

    def pick(self, owner: Owner) -> None:
        """Select the line alone."""
        self._selection.select_one(owner if isinstance(owner, int) else owner[0])

    def hold(self, marker: Marker) -> None:
        """Select the line alone, unless it is moved by its middle together with other selected ones."""
        if row_of(marker) not in self._selection.rows or marker.edge is not Edge.BODY:
            self.pick(marker.owner)

    def moves(self, marker: Marker, other: Marker) -> bool:
        """The other edge of a line held by its middle, and the lines that are moved together."""
        return row_of(other) in self._rows(marker) and (marker.edge is Edge.BODY or other.owner == marker.owner)

    def said(self, lyrics: Lyrics) -> str:
        """The current line with its times and what a person should know of it."""
        row = self._selection.current
        span = None if row is None else self._spans.of_row(lyrics, self._song_ms(), row)
        return spoken_line(lyrics, row, span)

    def _rows(self, marker: Marker) -> tuple[int, ...]:
        """The rows that a drag moves."""
        row, chosen = row_of(marker), self._selection.rows
        return chosen if marker.edge is Edge.BODY and row in chosen else (row,)


def row_of(marker: Marker) -> int:
    """The row that a marker belongs to."""
    return marker.owner if isinstance(marker.owner, int) else marker.owner[0]


def _markers(span: LineSpan, current: bool) -> list[Marker]:
    problem = bool(span.problem)
    start = Marker(span.row, Edge.START, span.start_ms, str(span.row + 1), current, span.locked, problem)
    if not span.has_end and not current:
        return [start]
    return [Marker(span.row, Edge.END, span.end_ms, "", current, span.locked, problem), start]


def _moved(lyrics: Lyrics, marker: Marker, ms: int, grip: Grip) -> tuple[Lyrics, int]:
    part: DragPart = marker.edge.value
    return edits.drag_line(lyrics, row_of(marker), part, ms, grip.linked, grip.ripple)
