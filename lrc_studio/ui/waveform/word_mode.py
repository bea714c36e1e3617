"""The timing mode of words and syllables: those of the current line can be dragged, and the edges of other lines."""

from __future__ import annotations

from collections.abc import Callable

from lrc_studio.core import edits
from lrc_studio.core.doubt import band
from lrc_studio.core.edits.dragging import UnitSpan, unit_spans
from lrc_studio.core.edits.rolling import DragPart
from lrc_studio.core.edits.units import Level
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.modes import Modes
from lrc_studio.ui.selection import Selection
from lrc_studio.ui.verified import either_way
from lrc_studio.ui.waveform.modes import FREE, Edge, Edit, Grip, LineMode, Marker, Owner, Preview, Stretch
from lrc_studio.ui.waveform.spans import SpanCache
from lrc_studio.ui.waveform.speech import spoken_time

Shown = list[tuple[int, UnitSpan]]
"""The timed units of a line with their places."""


class WordMode(LineMode):
    """`modes` says which level, and which unit is current; at the level of lines it is words."""

    def __init__(self, selection: Selection, modes: Modes, spans: SpanCache, song_ms: Callable[[], int | None]) -> None:
        super().__init__(selection, spans, song_ms)
        self._modes = modes

    @property
    def level(self) -> Level:
        """Words, or syllables where they are chosen."""
        return "syllable" if self._modes.level == "syllable" else "word"

    def units(self, line: Line) -> Shown:
        """The units of a line that have times; none where the line has no words of its own."""
        if not line.words:
            return []
        found = unit_spans(line, self.level, self._modes.language)
        return [(place, span) for place, span in enumerate(found) if span.start_ms is not None]

    def markers(self, lyrics: Lyrics, from_ms: float, to_ms: float) -> list[Marker]:
        """The edges of the lines, and on top of them those of the current line's units, the current one last."""
        found = super().markers(lyrics, from_ms, to_ms)
        row = self._selection.current
        units = self.units(lyrics.lines[row]) if row is not None and row < len(lyrics.lines) else []
        if row is None or not units:
            return found
        # The line's own edges are those of its first and last unit.
        found = [marker for marker in found if marker.owner != row or marker.label]
        plain: list[Marker] = []
        on_top: list[Marker] = []
        for place, span in units:
            current = place == self._modes.place
            end_ms = span.end_ms if span.end_ms is not None else span.start_ms
            if (end_ms or 0) >= from_ms and (span.start_ms or 0) <= to_ms:
                (on_top if current else plain).extend(_edges(row, place, span, current))
        return found + plain + on_top

    def stretches(self, lyrics: Lyrics, from_ms: float, to_ms: float) -> list[Stretch]:
        """As for lines; in the current line the doubt is that of each unit."""
        row = self._selection.current
        found = []
        for stretch in super().stretches(lyrics, from_ms, to_ms):
            units = self.units(lyrics.lines[row]) if stretch.owner == row and row is not None else []
            if not units or row is None:
                found.append(stretch)
                continue
            found.append(Stretch(row, stretch.from_ms, stretch.to_ms, current=True))
            found += _doubtful(lyrics.lines[row], row, units)
        return found

    def drag(self, lyrics: Lyrics, marker: Marker, ms: float, grip: Grip = FREE) -> Preview:
        """The unit with that edge moved, or all of it; other lines as in `LineMode`."""
        if isinstance(marker.owner, int):
            return super().drag(lyrics, marker, ms, grip)
        moved, at_ms = self._moved(lyrics, marker, round(ms), grip)
        return Preview(marker, at_ms, moved, grip)

    def commit(self, preview: Preview) -> Edit:
        """The edit of the preview, such as "move word 3 of line 11 start by +40 ms"."""
        marker, ms, grip = preview.marker, preview.ms, preview.grip
        if isinstance(marker.owner, int):
            return super().commit(preview)
        row, place = marker.owner
        what = "" if marker.edge is Edge.BODY else f" {marker.edge.value}"
        label = f"move {self.level} {place + 1} of line {row + 1}{what} by {preview.change_ms:+d} ms"
        return Edit(label, either_way(lambda old: self._moved(old, marker, ms, grip)[0]))

    def pick(self, owner: Owner) -> None:
        """Make the unit and its line current."""
        if isinstance(owner, int):
            super().pick(owner)
        else:
            self._modes.go_to(*owner)

    def hold(self, marker: Marker) -> None:
        """Make the unit current; lines as in `LineMode`."""
        if isinstance(marker.owner, int):
            super().hold(marker)
        else:
            self.pick(marker.owner)

    def moves(self, marker: Marker, other: Marker) -> bool:
        """The unit's own edges; lines as in `LineMode`."""
        return super().moves(marker, other) if isinstance(marker.owner, int) else other.owner == marker.owner

    def said(self, lyrics: Lyrics) -> str:
        """The current unit with its times; lines without units as in `LineMode`."""
        row, place = self._selection.current, self._modes.place
        units = dict(self.units(lyrics.lines[row])) if row is not None and row < len(lyrics.lines) else {}
        if row is None or place not in units:
            return super().said(lyrics)
        unit = units[place]
        ends = f" to {spoken_time(unit.end_ms)}" if unit.end_ms is not None else ""
        times = f"{spoken_time(unit.start_ms or 0)}{ends} seconds"
        verified = ", verified" if unit.unit.locked else ""
        return f"{self.level.capitalize()} {place + 1} of line {row + 1}, {unit.unit.text.strip()}, {times}{verified}"

    def _moved(self, lyrics: Lyrics, marker: Marker, ms: int, grip: Grip) -> tuple[Lyrics, int]:
        assert not isinstance(marker.owner, int)
        row, place = marker.owner
        part: DragPart = marker.edge.value
        language = self._modes.language
        return edits.drag_unit(lyrics, row, place, self.level, part, ms, grip.linked, grip.ripple, language)


def _edges(row: int, place: int, span: UnitSpan, current: bool) -> list[Marker]:
    locked, owner = span.unit.locked, (row, place)
    start = Marker(owner, Edge.START, span.start_ms or 0, "", current, locked)
    if span.end_ms is None:
        return [start]
    return [Marker(owner, Edge.END, span.end_ms, "", current, locked), start]


def _doubtful(line: Line, row: int, units: Shown) -> list[Stretch]:
    found = []
    for place, span in units:
        parts = line.words[span.unit.first : span.unit.last + 1]
        sure = [word.confidence for word in parts if word.confidence is not None]
        doubt = None if span.unit.locked or not sure else band(min(sure))
        if doubt not in (None, "sure") and span.end_ms is not None:
            found.append(Stretch((row, place), span.start_ms or 0, span.end_ms, doubt=doubt))
    return found
