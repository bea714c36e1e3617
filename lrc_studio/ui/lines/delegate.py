"""Paints every cell of the table from the line's value and the theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from lrc_studio.core.doubt import band
from lrc_studio.core.lyrics import Line
from lrc_studio.core.timecode import format_time
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.lines.bars import WIDTH_PX, paint_bars
from lrc_studio.ui.lines.columns import (
    LINE_ROLE,
    NUMBER_RIGHT_PX,
    PAD_PX,
    Column,
    Index,
    content,
    timing_box,
)
from lrc_studio.ui.lines.editors import CellEditors
from lrc_studio.ui.lines.lyric_cell import LyricCell
from lrc_studio.ui.lines.model import LineModel
from lrc_studio.ui.lines.tap_row import paint_tap_text
from lrc_studio.ui.lines.timing import TimingCell
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size

_EDGE_PX = 3
_OUTLINE_PX = 2
_ICON_LEFT_PX = 15
_WORDS_FROM_PX = 60
"""A confidence column wider than this has room for the percentage."""
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class LineDelegate(CellEditors):
    """One painter for all columns; the table says which row plays, which is hovered, and whether focus is shown."""

    def __init__(self, session: Session, model: LineModel) -> None:
        self.words = LyricCell(session)
        super().__init__(session, self.words)
        self._model = model
        self.timing = TimingCell(session)
        self.playing_row: int | None = None
        self.hovered_row: int | None = None
        self.ring = False
        self._fonts: dict[str, QFont] = {}
        self._painters: dict[int, Callable[[QPainter, QRect, Line, int], None]] = {
            Column.MARK: self._paint_mark,
            Column.START: self._paint_start,
            Column.END: self._paint_end,
            Column.TEXT: self._paint_text,
            Column.TIMING: self._paint_timing,
            Column.CONFIDENCE: self._paint_confidence,
        }

    def forget(self) -> None:
        """Drop what is kept of a theme, a text size or a song."""
        self._fonts.clear()
        self.words.forget()
        self.timing.forget()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self._session.theme.length(size("row.normal")))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        box = content(option.rect, line)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, box, index.row(), selected)
        self._painters[index.column()](painter, box, line, index.row())
        self._paint_edges(painter, box, index, selected)
        painter.restore()

    def _is_current(self, row: int) -> bool:
        return row == self._session.selection.current

    def _is_tapped(self, row: int) -> bool:
        return self._session.modes.tapping and self._is_current(row)

    def _paint_ground(self, painter: QPainter, box: QRect, row: int, selected: bool) -> None:
        theme = self._session.theme
        if self._is_tapped(row):
            painter.fillRect(box, theme.colour("sync.tint"))
        elif selected:
            painter.fillRect(box, theme.colour("accent.selection"))
        elif row == self.playing_row:
            painter.fillRect(box, theme.colour("bg.hover"))
        elif row == self.hovered_row:
            tint = theme.colour("bg.hover")
            tint.setAlphaF(0.5)
            painter.fillRect(box, tint)

    def _paint_edges(self, painter: QPainter, box: QRect, index: Index, selected: bool) -> None:
        """The current row's edge; a whole outline for keyboard focus, and for selected rows in high contrast."""
        theme, current = self._session.theme, self._is_current(index.row())
        if current and index.column() == Column.MARK:
            edge = "sync.graphic" if self._is_tapped(index.row()) else "accent.graphic"
            painter.fillRect(QRect(box.left(), box.top(), _EDGE_PX, box.height()), theme.colour(edge))
        if current and self.ring:
            _outline(painter, box, index.column(), theme.colour("focus.ring"))
        elif selected and theme.name == "high-contrast":
            role = "sync.graphic" if self._is_tapped(index.row()) else "accent.graphic"
            _outline(painter, box, index.column(), theme.colour(role))

    def _paint_mark(self, painter: QPainter, box: QRect, line: Line, row: int) -> None:
        name, role = self._state(line, row)
        small = self._session.theme.length(size("iconSmall"))
        if name:
            picture = themed_pixmap(self._session.theme, name, role, small)
            painter.drawPixmap(box.left() + _ICON_LEFT_PX, box.center().y() - small // 2 + 1, picture)
        role = "text.secondary" if self._is_current(row) else "text.muted"
        self._write(painter, box.adjusted(0, 0, -NUMBER_RIGHT_PX, 0), str(row + 1), role, align=_RIGHT)

    def _state(self, line: Line, row: int) -> tuple[str, str]:
        """The state icon: next in tap sync, verified, problem, doubt, else where the time came from."""
        if self._is_tapped(row):
            return "time.stamp", "sync.graphic"
        if line.locked:
            return "review.verify", "data.locked"
        if self._model.problems_of(row):
            return "problem", "danger.graphic"
        if band(line.confidence) in ("check", "unsure", "doubtful"):
            return "review.next", "warning.graphic"
        return (f"origin.{line.origin}", "text.muted") if line.start_ms is not None else ("", "")

    def _paint_start(self, painter: QPainter, box: QRect, line: Line, row: int) -> None:
        self._paint_time(painter, box, line.start_ms, "text.primary", self._is_current(row))

    def _paint_end(self, painter: QPainter, box: QRect, line: Line, row: int) -> None:
        self._paint_time(painter, box, line.end_ms, "text.secondary", False)

    def _paint_time(self, painter: QPainter, box: QRect, ms: int | None, role: str, strong: bool) -> None:
        role, style = ("text.muted" if ms is None else role), ("bodyStrong" if strong else "body")
        self._write(painter, box.adjusted(PAD_PX, 0, 0, 0), format_time(ms), role, style)

    def _paint_text(self, painter: QPainter, box: QRect, line: Line, row: int) -> None:
        if self._is_tapped(row) and line.text.strip():
            paint_tap_text(painter, self._session, box, line)
            return
        self.words.paint(painter, box, line, self._model.problems_of(row), self._is_current(row))

    def _paint_timing(self, painter: QPainter, box: QRect, line: Line, row: int) -> None:
        cell = timing_box(box)
        self.timing.paint(painter, row, line, cell, self._is_current(row))
        if row == self.playing_row:
            self.timing.paint_playhead(painter, row, cell, self._session.player.position_ms)

    def _paint_confidence(self, painter: QPainter, box: QRect, line: Line, row: int) -> None:
        theme = self._session.theme
        words = box.adjusted(PAD_PX + 24, 0, 0, 0) if box.width() > _WORDS_FROM_PX else None
        if line.locked:
            picture = themed_pixmap(theme, "review.accept", "data.locked", 14)
            painter.drawPixmap(box.left() + PAD_PX, box.center().y() - 6, picture)
            told, role = "Verified", "text.secondary"
        elif line.confidence is not None:
            paint_bars(painter, theme, QRectF(box.left() + PAD_PX, box.center().y() - 6, WIDTH_PX, 13), line.confidence)
            told = f"{line.confidence:.0%}"
            role = "text.secondary" if band(line.confidence) == "sure" else "warning.text"
        else:
            return
        if words:
            self._write(painter, words, told, role)

    def _write(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        role: str,
        style: str = "body",
        align: Qt.AlignmentFlag = _LEFT,
    ) -> None:
        if style not in self._fonts:
            self._fonts[style] = self._session.theme.font(style)
        painter.setFont(self._fonts[style])
        painter.setPen(self._session.theme.colour(role))
        painter.drawText(box, align, text)


def _outline(painter: QPainter, box: QRect, column: int, colour: QColor) -> None:
    """This cell's part of a two pixel outline round its row."""
    painter.fillRect(QRect(box.left(), box.top(), box.width(), _OUTLINE_PX), colour)
    painter.fillRect(QRect(box.left(), box.bottom() - _OUTLINE_PX + 1, box.width(), _OUTLINE_PX), colour)
    if column == Column.MARK:
        painter.fillRect(QRect(box.left(), box.top(), _OUTLINE_PX, box.height()), colour)
    if column == Column.CONFIDENCE:
        painter.fillRect(QRect(box.right() - _OUTLINE_PX + 1, box.top(), _OUTLINE_PX, box.height()), colour)
