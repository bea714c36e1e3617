"""Bars of words as they are painted: voice by pattern and colour, doubt by border and hatch, text on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from lrc_studio.core.doubt import Band as Doubt
from lrc_studio.ui.icons import pixmap
from lrc_studio.ui.scripts import script_of
from lrc_studio.ui.theme import size, tokens
from lrc_studio.ui.waveform.captions import caption
from lrc_studio.ui.waveform.doubt_look import doubt_border, doubt_hatch, doubt_role
from lrc_studio.ui.waveform.pixels import PixelGrid, paint_tiled
from lrc_studio.ui.waveform.stage import Stage

_LEAST_TEXT_PX = size("barMinWidthForText")
_LEAST_SIGN_PX = 14
_LEAST_ROUND_PX = 8
_LEAST_MARK_PX = 12
_LOCK_PX = 10
_LEAST_LOCK_PX = 34


@dataclass(frozen=True, slots=True)
class Bar:
    """A word's bar: where, its text, its voice's number, and what a person should know of it."""

    box: QRectF
    text: str
    voice: int
    current: bool = False
    doubt: Doubt | None = None
    chosen: bool = False
    locked: bool = False
    background: bool = False
    tip: str = ""


class BarPainter:
    """Paints bars with one painter."""

    def __init__(self, painter: QPainter, grid: PixelGrid, stage: Stage) -> None:
        self._painter, self._grid, self._stage = painter, grid, stage
        self._theme = stage.session.theme
        self._fills: dict[tuple[int, bool, Doubt | None], QColor] = {}

    def boxes(self, bars: Sequence[Bar]) -> None:
        """Paint fills, hatches, borders and the marks of voices."""
        narrow: dict[int, list[QRectF]] = {}
        for bar in bars:
            if bar.box.width() < _LEAST_ROUND_PX and not (bar.doubt or bar.current):
                narrow.setdefault(bar.voice, []).append(self._grid.box(bar.box))
            else:
                self._paint_box(bar)
        self._painter.setPen(Qt.PenStyle.NoPen)
        for voice, boxes in narrow.items():
            self._painter.setBrush(self._stage.colour(f"data.voice{voice}"))
            self._painter.drawRects(boxes)

    def outline(self, bar: Bar) -> None:
        """A strong border around the word that sounds."""
        self._round(
            bar, QPen(self._stage.colour("text.primary"), self._grid.thick(2)), QColor(Qt.GlobalColor.transparent)
        )

    def texts(self, bars: Sequence[Bar]) -> None:
        """Write the texts, each on a plain plate where its bar is hatched."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for bar in bars:
            least_px = _LEAST_SIGN_PX if script_of(bar.text) else _LEAST_TEXT_PX
            if bar.text and bar.box.width() >= least_px:
                self._paint_text(bar)

    def _paint_box(self, bar: Bar) -> None:
        self._round(bar, self._pen(bar), self._fill(bar))
        if bar.doubt:
            tile = doubt_hatch(self._stage, bar.doubt, self._grid.ratio)
            paint_tiled(self._painter, self._grid.box(bar.box.adjusted(1.5, 1.5, -1.5, -1.5)), tile)
        elif bar.voice > 1 and bar.box.width() >= _LEAST_MARK_PX:
            self._paint_mark(bar)

    def _round(self, bar: Bar, pen: QPen, fill: QColor) -> None:
        rounded = bar.box.width() >= _LEAST_ROUND_PX
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, rounded)
        self._painter.setPen(pen)
        self._painter.setBrush(fill)
        box = self._grid.outline(bar.box, pen.widthF())
        if rounded:
            self._painter.drawRoundedRect(box, 3, 3)
        else:
            self._painter.drawRect(box)

    def _pen(self, bar: Bar) -> QPen:
        """The border: the chosen word's first, then the degree of doubt, then background vocals, then the voice."""
        dash = None
        role, width = f"data.voice{bar.voice}", 1.0
        if bar.chosen:
            role, width = "data.selection", 2.0
        elif bar.doubt:
            role, (width, dash) = doubt_role(bar.doubt), doubt_border(bar.doubt)
        elif bar.background:
            dash = tokens()["patterns"]["background"]["dash"]
        width = self._grid.thick(width)
        pen = QPen(self._stage.colour(role), width)
        if dash:
            pen.setDashPattern([length / width for length in dash])
        return pen

    def _fill(self, bar: Bar) -> QColor:
        """The voice's colour, full in the current line and quiet in others; that of the doubt, quiet, in doubt."""
        key = (bar.voice, bar.current, bar.doubt)
        found = self._fills.get(key)
        if found is None:
            patterns, canvas = tokens()["patterns"], self._stage.colour("data.canvas")
            if bar.doubt:
                over = self._stage.colour(doubt_role(bar.doubt))
                found = _mixed(canvas, over, patterns["fillAlpha"])
            else:
                over = self._stage.colour(f"data.voice{bar.voice}")
                found = over if bar.current else _mixed(canvas, over, patterns["quietBar"][self._theme.name])
            self._fills[key] = found
        return found

    def _paint_mark(self, bar: Bar) -> None:
        """What tells a voice without its colour: a stripe on top, dots below, or caps at both ends."""
        ink = self._ink(bar)
        box, painter = bar.box.adjusted(2, 2, -2, -2), self._painter
        if bar.voice == 2:
            painter.fillRect(self._grid.box(QRectF(box.left(), box.top(), box.width(), 2)), ink)
        elif bar.voice == 3:
            x_px = box.left() + 1
            while x_px < box.right() - 1:
                painter.fillRect(self._grid.box(QRectF(x_px, box.bottom() - 2, 2, 2)), ink)
                x_px += 5
        else:
            for left in (box.left(), box.right() - 2):
                painter.fillRect(self._grid.box(QRectF(left, box.top(), 2, box.height())), ink)

    def _ink(self, bar: Bar) -> QColor:
        full = bar.current and not bar.doubt
        return self._stage.colour("data.wordText" if full else f"data.voice{bar.voice}")

    def _paint_text(self, bar: Bar) -> None:
        painter, ratio = self._painter, self._grid.ratio
        full = bar.current and not bar.doubt
        role, inner = "data.wordText" if full else "text.primary", bar.box.adjusted(3, 1, -3, -1)
        if bar.locked and inner.width() >= _LEAST_LOCK_PX:
            colour = self._stage.colour("data.wordText" if full else "data.locked").name(QColor.NameFormat.HexArgb)
            top = bar.box.center().y() - _LOCK_PX / 2
            painter.drawPixmap(QPointF(inner.left() + 1, top), pixmap("review.verify", colour, _LOCK_PX, ratio))
            inner.setLeft(inner.left() + _LOCK_PX + 2)
        style = "captionStrong" if bar.current else "caption"
        text = caption(self._theme, bar.text, style, role, ratio, round(inner.width()), bar.background)
        wide = text.deviceIndependentSize()
        place = QPointF(inner.center().x() - wide.width() / 2, bar.box.center().y() - wide.height() / 2)
        place.setX(max(place.x(), inner.left() - 1))
        if bar.doubt:
            plate = QRectF(place.x() - 1, bar.box.top() + 3, wide.width() + 1, bar.box.height() - 6)
            painter.fillRect(self._grid.box(plate.intersected(bar.box.adjusted(2, 2, -2, -2))), self._fill(bar))
        painter.drawPixmap(place, text)


def _mixed(under: QColor, over: QColor, share: float) -> QColor:
    red, green, blue = (
        round(a + (b - a) * share)
        for a, b in ((under.red(), over.red()), (under.green(), over.green()), (under.blue(), over.blue()))
    )
    return QColor(red, green, blue)
