"""The line lane: a band for each line with its voice and text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen

from lrc_studio.core.timecode import format_time
from lrc_studio.ui.icons import pixmap
from lrc_studio.ui.scripts import RIGHT_TO_LEFT, line_font, script_of
from lrc_studio.ui.theme import size, tokens
from lrc_studio.ui.voices import paint_voice, voice_numbers
from lrc_studio.ui.waveform.band import Band
from lrc_studio.ui.waveform.pixels import PixelGrid
from lrc_studio.ui.waveform.spans import LineSpan
from lrc_studio.ui.waveform.stage import Stage

_MARGIN_PX = 3
_GLYPH_PX = 8
_ICON_PX = 12
_MOST_ELISIONS = 2000
_DOUBTS = {"check": ("doubt1", 1.0), "unsure": ("doubt2", 1.0), "doubtful": ("doubt3", 1.8)}


class LineLane(Band):
    """Click selects a line, double click plays it."""

    title, icon, height_token = "Lines", "level.line", "lineLane"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setObjectName("line_lane")
        self.setAccessibleName("Lines in time")
        self.setMouseTracking(True)

    def span_at(self, x_px: float) -> LineSpan | None:
        """The line whose band lies there; of several the current one, else the one that starts last."""
        ms, reach_ms = self.scale().ms_at(x_px), 2 / self.scale().px_per_ms
        there = [span for span in self.stage.spans() if span.start_ms - reach_ms <= ms <= span.end_ms + reach_ms]
        current = self.session.selection.current
        return max(there, key=lambda span: (span.row == current, span.start_ms), default=None)

    def band_of(self, span: LineSpan) -> QRectF:
        """The band of a line."""
        scale = self.scale()
        left, right = scale.x_of(span.start_ms), scale.x_of(span.end_ms)
        return QRectF(left, _MARGIN_PX, max(right - left, 3), self.height() - 2 * _MARGIN_PX - 1)

    def pick_at(self, place: QPoint) -> None:
        span = self.span_at(place.x())
        if span:
            self.stage.mode.pick(span.row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pick_at(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.span_at(event.position().x()) and self.stage.actions:
            self.stage.actions.by_id("play.line").trigger()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        span = self.span_at(event.position().x())
        self.setToolTip(self.tip_of(span) if span else "")

    def tip_of(self, span: LineSpan) -> str:
        """Number, times, text and what is wrong."""
        times = f"{format_time(span.start_ms)} to {format_time(span.end_ms)}"
        text = self.stage.lyrics.lines[span.row].text
        return "\n".join(part for part in (f"Line {span.row + 1}, {times}", text, span.problem) if part)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.session.theme.colour("data.canvas"))
        grid = PixelGrid(painter)
        current, shown = self.session.selection.current, QRectF(event.rect()).adjusted(-2, 0, 2, 0)
        spans = [span for span in self.stage.spans() if self.band_of(span).intersects(shown)]
        spans.sort(key=lambda span: span.row == current)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for span in spans:
            self._paint_box(painter, grid, span)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.paint_playhead(painter, grid, halo=False)
        voices = voice_numbers(self.stage.lyrics)
        for span in spans:
            self._paint_inside(painter, span, voices)
        self._paint_drag(painter, grid)
        self.paint_hairline(painter, grid)

    def _paint_box(self, painter: QPainter, grid: PixelGrid, span: LineSpan) -> None:
        theme, current = self.session.theme, span.row == self.session.selection.current
        selected = span.row in self.session.selection.rows
        role = "data.selection" if current or selected else "data.lineBandBorder"
        pen = QPen(theme.colour(role), grid.thick(1.5 if current else 1))
        if self.stage.lyrics.lines[span.row].background:
            pen.setDashPattern(_dash(tokens()["patterns"]["background"]["dash"], pen.widthF()))
        if span.doubt and not current:
            name, width = _DOUBTS[span.doubt]
            pen = QPen(theme.colour(f"data.{name}"), grid.thick(width))
            dash = tokens()["patterns"][name].get("dash")
            if dash:
                pen.setDashPattern(_dash(dash, pen.widthF()))
        painter.setPen(pen)
        painter.setBrush(theme.colour("data.lineBandCurrent" if current else "data.lineBand"))
        painter.drawRoundedRect(grid.outline(self.band_of(span), pen.widthF()), 4, 4)

    def _paint_inside(self, painter: QPainter, span: LineSpan, voices: dict[str | None, int]) -> None:
        line, theme, band = self.stage.lyrics.lines[span.row], self.session.theme, self.band_of(span)
        inner = band.intersected(QRectF(self.rect())).adjusted(6, 0, -6, 0)
        if band.width() < size("barMinWidthForText") or inner.width() < _GLYPH_PX:
            return
        current = span.row == self.session.selection.current
        glyph = QRectF(inner.left(), band.center().y() - _GLYPH_PX / 2, _GLYPH_PX, _GLYPH_PX)
        paint_voice(painter, theme, voices[line.voice], glyph)
        inner.setLeft(glyph.right() + 5)
        inner.setRight(self._paint_states(painter, span, inner))
        font = line_font(theme, "smallStrong" if current else "small", line.text)
        font.setItalic(line.background and script_of(line.text) is None)
        painter.setFont(font)
        painter.setPen(theme.colour("data.lineBandCurrentText" if current else "data.lineBandText"))
        side = Qt.AlignmentFlag.AlignRight if script_of(line.text) in RIGHT_TO_LEFT else Qt.AlignmentFlag.AlignLeft
        shown = _elided(line.text, round(inner.width()), font)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | side | Qt.TextFlag.TextSingleLine, shown)

    def _paint_states(self, painter: QPainter, span: LineSpan, inner: QRectF) -> float:
        """Draw lock and triangle at the right of `inner`; gives where they begin."""
        theme, ratio, right = self.session.theme, self.devicePixelRatioF(), inner.right()
        states = (("problem", "data.problem", bool(span.problem)), ("review.verify", "data.locked", span.locked))
        for name, role, holds in states:
            if holds and right - inner.left() >= _ICON_PX:
                colour = theme.colour(role).name(QColor.NameFormat.HexArgb)
                place = QPointF(right - _ICON_PX, inner.center().y() - _ICON_PX / 2)
                painter.drawPixmap(place, pixmap(name, colour, _ICON_PX, ratio))
                right -= _ICON_PX + 4
        return right

    def _paint_drag(self, painter: QPainter, grid: PixelGrid) -> None:
        preview = self.stage.preview
        if preview:
            line = grid.vertical(self.scale().x_of(preview.ms), 0, self.height())
            painter.fillRect(line, self.session.theme.colour("data.selection"))


def _dash(dash_px: list[int], width_px: float) -> list[float]:
    """A dash pattern in pen widths, as Qt wants it."""
    return [length / width_px for length in dash_px]


_elisions: dict[tuple[str, int, str], str] = {}


def _elided(text: str, width_px: int, font: QFont) -> str:
    key = (text, width_px, font.key())
    if key not in _elisions:
        if len(_elisions) > _MOST_ELISIONS:
            _elisions.clear()
        _elisions[key] = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width_px)
    return _elisions[key]
