"""The word lane: a bar for each word, or syllable, with its text, voice and doubt."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent

from lrc_studio.core.doubt import Band as Doubt
from lrc_studio.core.doubt import band
from lrc_studio.core.edits.dragging import UnitSpan, unit_spans
from lrc_studio.core.edits.units import Level
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.timecode import format_time
from lrc_studio.ui.voices import voice_numbers
from lrc_studio.ui.waveform.dragged_lane import DraggedLane
from lrc_studio.ui.waveform.modes import Marker
from lrc_studio.ui.waveform.pixels import PixelGrid
from lrc_studio.ui.waveform.scale import TimeScale
from lrc_studio.ui.waveform.spans import LineSpan
from lrc_studio.ui.waveform.stage import Stage
from lrc_studio.ui.waveform.word_bars import Bar, BarPainter

_MARGIN_PX = 3
_LEAST_LINE_PX = 14
"""Words of lines narrower than this are one plain bar."""
_MOST_KEPT = 600


@dataclass(frozen=True, slots=True)
class Placed:
    """A bar where it stands, and whose it is: `place` is that of a unit in its line, None for a whole line."""

    row: int
    place: int | None
    bar: Bar


class WordLane(DraggedLane):
    """Click makes a word current, double click plays it; its edges and its middle can be dragged."""

    title, icon, height_token = "Words", "level.word", "wordLane"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, stage.words)
        self.setObjectName("word_lane")
        self.setAccessibleName("Words in time")
        self._placed: list[Placed] | None = None
        self._units: dict[tuple[int, Level], tuple[Line, tuple[UnitSpan, ...]]] = {}
        self._seen: tuple[Lyrics, bool] | None = None
        self._sounding: tuple[int, int | None] | None = None
        self.session.modes.changed.connect(self.refresh)
        self.session.modes.moved.connect(self.refresh)

    @property
    def wanted(self) -> bool:
        simple, level = self.session.settings.simple, self.session.modes.level
        return not simple and (level != "line" or (self._has_words() and not self.stage.short))

    @property
    def level(self) -> Level:
        """Words, or syllables where they are chosen."""
        return "syllable" if self.session.modes.level == "syllable" else "word"

    def refresh(self) -> None:
        self._placed = None
        super().refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._placed = None
        super().resizeEvent(event)

    def bar_at(self, x_px: float) -> Placed | None:
        """The bar there, the topmost where several lie over each other."""
        return next((placed for placed in reversed(self.placed()) if _reaches(placed.bar.box, x_px)), None)

    def pick_at(self, place: QPoint) -> None:
        placed = self.bar_at(place.x())
        if placed:
            self.session.modes.go_to(placed.row, placed.place or 0)

    def marker_at(self, here: QPointF) -> Marker | None:
        placed = self.bar_at(here.x())
        if placed is None or placed.place is None:
            return None
        span = self._units_of(self.stage.lyrics.lines[placed.row])[placed.place]
        start_ms, end_ms = span.start_ms or 0, span.end_ms
        owner, locked = (placed.row, placed.place), span.unit.locked
        return self.held(owner, start_ms, end_ms or start_ms, here.x(), locked, has_end=end_ms is not None)

    def tip_at(self, x_px: float) -> str:
        placed = self.bar_at(x_px)
        return placed.bar.tip if placed else ""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        placed = self.bar_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and placed and placed.place is not None:
            span = self._units_of(self.stage.lyrics.lines[placed.row])[placed.place]
            self.session.player.play(span.start_ms, span.end_ms)

    def move_playhead(self, from_x: float, to_x: float) -> None:
        sounding = next((placed for placed in self.placed() if _reaches(placed.bar.box, to_x, 0.0)), None)
        now = (sounding.row, sounding.place) if sounding else None
        if now != self._sounding:
            self._sounding = now
            self.update()
        super().move_playhead(from_x, to_x)

    def placed(self) -> list[Placed]:
        """The bars in sight, those of the current line last, on top of the others."""
        if self._placed is None:
            scale, current = self.scale(), self.session.selection.current
            voices = voice_numbers(self.stage.lyrics)
            spans = sorted(self.stage.in_sight(scale.from_ms, scale.to_ms), key=lambda span: span.row == current)
            self._placed = [placed for span in spans for placed in self._place(span, scale, voices)]
        return self._placed

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.stage.colour("data.canvas"))
        grid = PixelGrid(painter)
        shown = QRectF(event.rect()).adjusted(-2, 0, 2, 0)
        placed = [found for found in self.placed() if found.bar.box.intersects(shown)]
        bars = BarPainter(painter, grid, self.stage)
        bars.boxes([found.bar for found in placed])
        sounding = next((p.bar for p in placed if (p.row, p.place) == self._sounding and p.place is not None), None)
        if sounding:
            bars.outline(sounding)
        self.paint_playhead(painter, grid, halo=False)
        bars.texts([found.bar for found in placed])
        self.paint_hairline(painter, grid)

    def _place(self, span: LineSpan, scale: TimeScale, voices: dict[str | None, int]) -> list[Placed]:
        line, row = self.stage.lyrics.lines[span.row], span.row
        voice, current = voices[line.voice], row == self.session.selection.current
        if (span.end_ms - span.start_ms) * scale.px_per_ms < _LEAST_LINE_PX:
            box = self._box(scale, span.start_ms, span.end_ms)
            return [Placed(row, None, Bar(box, "", voice, current, span.doubt, tip=line.text))]
        found = []
        for place, unit in enumerate(self._units_of(line)):
            start_ms, end_ms = unit.start_ms, unit.end_ms
            if start_ms is None:
                continue
            box = self._box(scale, start_ms, end_ms if end_ms is not None else start_ms)
            chosen = current and self.session.modes.level != "line" and place == self.session.modes.place
            locked = unit.unit.locked and not line.locked
            bar = Bar(
                box, unit.unit.text.strip(), voice, current, _doubt(line, unit), chosen, locked, line.background,
                _tip(unit),
            )  # fmt: skip
            found.append(Placed(row, place, bar))
        return found

    def _box(self, scale: TimeScale, start_ms: int, end_ms: int) -> QRectF:
        left, right = scale.x_of(start_ms), scale.x_of(end_ms)
        return QRectF(left, _MARGIN_PX, max(right - left - 1, 2), self.height() - 2 * _MARGIN_PX - 1)

    def _units_of(self, line: Line) -> tuple[UnitSpan, ...]:
        """A line's units, kept by its identity: lines never change."""
        key = (id(line), self.level)
        known = self._units.get(key)
        if known is None or known[0] is not line:
            if len(self._units) >= _MOST_KEPT:
                self._units.clear()
            known = self._units[key] = (line, unit_spans(line, self.level, self.session.modes.language))
        return known[1]

    def _has_words(self) -> bool:
        lyrics = self.session.document.lyrics
        if self._seen is None or self._seen[0] is not lyrics:
            self._seen = (lyrics, any(line.words for line in lyrics.lines))
        return self._seen[1]


def _reaches(box: QRectF, x_px: float, by_px: float = 1.0) -> bool:
    return box.left() - by_px <= x_px <= box.right() + by_px


def _doubt(line: Line, unit: UnitSpan) -> Doubt | None:
    """The doubt of the least sure of a unit's words; a line without words of its own has its own."""
    parts = line.words[unit.unit.first : unit.unit.last + 1] or (line,)
    sure = [part.confidence for part in parts if part.confidence is not None]
    if unit.unit.locked or line.locked or not sure:
        return None
    found = band(min(sure))
    return None if found == "sure" else found


def _tip(unit: UnitSpan) -> str:
    times = format_time(unit.start_ms or 0)
    if unit.end_ms is not None:
        times += f" to {format_time(unit.end_ms)}"
    verified = ", verified" if unit.unit.locked else ""
    return f"{unit.unit.text.strip()}\n{times}{verified}"
