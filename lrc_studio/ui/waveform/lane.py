"""The line lane: a band for each line with its voice and text."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent

from lrc_studio.core.doubt import Band as Doubt
from lrc_studio.core.timecode import format_time
from lrc_studio.ui.icons import pixmap
from lrc_studio.ui.scripts import RIGHT_TO_LEFT, script_of
from lrc_studio.ui.theme import size, tokens
from lrc_studio.ui.voices import paint_voice, voice_numbers
from lrc_studio.ui.waveform.captions import beside, caption
from lrc_studio.ui.waveform.doubt_look import doubt_border, doubt_role
from lrc_studio.ui.waveform.dragged_lane import CHOOSE_MORE, DraggedLane
from lrc_studio.ui.waveform.modes import Marker
from lrc_studio.ui.waveform.pixels import PixelGrid
from lrc_studio.ui.waveform.spans import LineSpan
from lrc_studio.ui.waveform.stage import Stage

_MARGIN_PX = 3
_GLYPH_PX = 8
_ICON_PX = 12
_LEAST_ROUND_PX = 10
_LEAST_TEXT_PX = size("barMinWidthForText")


Place = tuple[LineSpan, QRectF]
Pens = dict[tuple[Doubt | None, bool, bool, bool], QPen]


class LineLane(DraggedLane):
    """Click selects a line, with `Shift` all up to it, with `Ctrl` one more; double click plays it.

    Its edges and its middle can be dragged, selected lines together.
    """

    title, icon, height_token = "Lines", "level.line", "lineLane"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, stage.lines)
        self.setObjectName("line_lane")
        self.setAccessibleName("Lines in time")
        self._places: list[Place] | None = None

    @property
    def wanted(self) -> bool:
        return not self.stage.short or self.session.modes.level == "line"

    def span_at(self, x_px: float) -> LineSpan | None:
        """The line whose band lies there; of several the current one, else the one that starts last."""
        ms, reach_ms = self.scale().ms_at(x_px), 2 / self.scale().px_per_ms
        there = [span for span in self.stage.spans() if span.start_ms - reach_ms <= ms <= span.end_ms + reach_ms]
        current = self.session.selection.current
        return max(there, key=lambda span: (span.row == current, span.start_ms), default=None)

    def pick_at(self, place: QPoint) -> None:
        span = self.span_at(place.x())
        if span:
            self.stage.lines.pick(span.row)

    def marker_at(self, here: QPointF) -> Marker | None:
        """What a press there holds: an edge of a line's band, or the line by its middle."""
        span = self.span_at(here.x())
        if span is None:
            return None
        return self.held(span.row, span.start_ms, span.end_ms, here.x(), span.locked)

    def picks_at_press(self, x_px: float) -> bool:
        """Not among several selected lines, which may be about to be moved together."""
        span = self.span_at(x_px)
        return span is None or span.row not in self.session.selection.rows

    def click(self, event: QMouseEvent) -> None:
        span, selection, keys = self.span_at(event.position().x()), self.session.selection, event.modifiers()
        if span is None or selection.current is None or not keys & CHOOSE_MORE:
            super().click(event)
        elif keys & Qt.KeyboardModifier.ShiftModifier:
            first, last = sorted((selection.current, span.row))
            selection.select(range(first, last + 1), selection.current)
        else:
            rows = set(selection.rows) ^ {span.row}
            selection.select(rows, span.row if span.row in rows else None)

    def tip_at(self, x_px: float) -> str:
        span = self.span_at(x_px)
        return self.tip_of(span) if span else ""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.span_at(event.position().x()) and self.stage.actions:
            self.stage.actions.by_id("play.line").trigger()

    def tip_of(self, span: LineSpan) -> str:
        """Number, times, text and what is wrong."""
        times = f"{format_time(span.start_ms)} to {format_time(span.end_ms)}"
        text = self.stage.lyrics.lines[span.row].text
        return "\n".join(part for part in (f"Line {span.row + 1}, {times}", text, span.problem) if part)

    def refresh(self) -> None:
        self._places = None
        super().refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._places = None
        super().resizeEvent(event)

    def places(self) -> list[Place]:
        """The lines in sight with their bands, the current one last, on top of the others."""
        if self._places is None:
            scale, current = self.scale(), self.session.selection.current
            bottom = self.height() - 2 * _MARGIN_PX - 1
            found: list[Place] = []
            for span in self.stage.in_sight(scale.from_ms, scale.to_ms):
                left, right = scale.x_of(span.start_ms), scale.x_of(span.end_ms)
                found.append((span, QRectF(left, _MARGIN_PX, max(right - left, 3), bottom)))
            self._places = sorted(found, key=lambda place: place[0].row == current)
        return self._places

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.stage.colour("data.canvas"))
        grid = PixelGrid(painter)
        shown = QRectF(event.rect()).adjusted(-2, 0, 2, 0)
        places = [place for place in self.places() if place[1].intersects(shown)]
        pens: Pens = {}
        for span, band in places:
            self._paint_box(painter, grid, span, band, pens)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.paint_playhead(painter, grid, halo=False)
        voices = voice_numbers(self.stage.lyrics)
        for place, (span, band) in enumerate(places):
            free = _uncovered(band, (*places[place + 1 : place + 2], *places[-1:]) if place + 1 < len(places) else ())
            if free.width() >= _LEAST_TEXT_PX:
                self._paint_inside(painter, span, free, voices)
        self._paint_drag(painter, grid)
        self.paint_hairline(painter, grid)

    def _paint_box(self, painter: QPainter, grid: PixelGrid, span: LineSpan, band: QRectF, pens: Pens) -> None:
        current = span.row == self.session.selection.current
        background = self.stage.lyrics.lines[span.row].background
        key = (span.doubt, current, span.row in self.session.selection.rows, background)
        pen = pens.get(key)
        if pen is None:
            pen = pens[key] = self._pen(grid, *key)
        fill = self.stage.colour(self._current_roles()[1] if current else "data.lineBand")
        rounded = band.width() >= _LEAST_ROUND_PX
        if not rounded and not span.doubt:  # far out there are hundreds, too narrow for a dashed border to be seen
            box, thick = grid.box(band), pen.widthF()
            painter.fillRect(box, pen.color())
            painter.fillRect(box.adjusted(thick, thick, -thick, -thick), fill)
            return
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, rounded)
        if rounded:
            painter.drawRoundedRect(grid.outline(band, pen.widthF()), 4, 4)
        else:
            painter.drawRect(grid.outline(band, pen.widthF()))

    def _current_roles(self) -> tuple[str, str, str]:
        """The colours of the current line's border, face and text, which tell the mode too."""
        if self.session.modes.tapping:
            return "sync.fill", "sync.tint", "text.primary"
        return "data.selection", "data.lineBandCurrent", "data.lineBandCurrentText"

    def _pen(self, grid: PixelGrid, doubt: Doubt | None, current: bool, selected: bool, background: bool) -> QPen:
        """The border: current first, then the degree of doubt, then selected, then background vocals."""
        if doubt and not current:
            width, dash = doubt_border(doubt)
            return _dashed(self.stage.colour(doubt_role(doubt)), grid.thick(width), dash)
        marked = self._current_roles()[0] if current else "data.selection"
        colour = self.stage.colour(marked if current or selected else "data.lineBandBorder")
        return _dashed(
            colour,
            grid.thick(1.5 if current else 1),
            tokens()["patterns"]["background"]["dash"] if background else None,
        )

    def _paint_inside(self, painter: QPainter, span: LineSpan, band: QRectF, voices: dict[str | None, int]) -> None:
        line, theme = self.stage.lyrics.lines[span.row], self.session.theme
        inner = band.intersected(QRectF(self.rect())).adjusted(6, 0, -6, 0)
        if inner.width() < _GLYPH_PX:
            return
        glyph = QRectF(inner.left(), band.center().y() - _GLYPH_PX / 2, _GLYPH_PX, _GLYPH_PX)
        paint_voice(painter, theme, voices[line.voice], glyph)
        inner.setLeft(glyph.right() + 5)
        inner.setRight(self._paint_states(painter, span, inner))
        if inner.width() < _GLYPH_PX:
            return
        current = span.row == self.session.selection.current
        style, role = ("smallStrong", self._current_roles()[2]) if current else ("small", "data.lineBandText")
        ratio = self.devicePixelRatioF()
        text = caption(theme, line.text, style, role, ratio, round(inner.width()), line.background)
        painter.drawPixmap(beside(text, inner, script_of(line.text) in RIGHT_TO_LEFT), text)

    def _paint_states(self, painter: QPainter, span: LineSpan, inner: QRectF) -> float:
        """Draw lock and triangle at the right of `inner`; gives where they begin."""
        ratio, right = self.devicePixelRatioF(), inner.right()
        states = (("problem", "data.problem", bool(span.problem)), ("review.verify", "data.locked", span.locked))
        for name, role, holds in states:
            if holds and right - inner.left() >= _ICON_PX:
                colour = self.stage.colour(role).name(QColor.NameFormat.HexArgb)
                place = QPointF(right - _ICON_PX, inner.center().y() - _ICON_PX / 2)
                painter.drawPixmap(place, pixmap(name, colour, _ICON_PX, ratio))
                right -= _ICON_PX + 4
        return right

    def _paint_drag(self, painter: QPainter, grid: PixelGrid) -> None:
        preview = self.stage.preview
        if preview:
            line = grid.vertical(self.scale().x_of(preview.ms), 0, self.height())
            painter.fillRect(line, self.stage.colour("data.selection"))


def _uncovered(band: QRectF, over: Iterable[Place]) -> QRectF:
    """The part of a band that those drawn after it leave free for its text."""
    free = QRectF(band)
    for _, other in over:
        if other.left() <= free.left() < other.right():
            free.setLeft(min(other.right(), free.right()))
        elif free.left() < other.left() < free.right():
            free.setRight(other.left())
    return free


def _dashed(colour: QColor, width_px: float, dash_px: list[int] | None) -> QPen:
    """A pen whose dash pattern, if any, is in px and not in pen widths."""
    pen = QPen(colour, width_px)
    if dash_px:
        pen.setDashPattern([length / width_px for length in dash_px])
    return pen
