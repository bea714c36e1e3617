"""Paints every cell of the table from the line's value and the theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from lrc_studio.core.doubt import band
from lrc_studio.core.lyrics import Line
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.lines.editors import CellEditors
from lrc_studio.ui.lines.model import LINE_ROLE, Column, Index, LineModel
from lrc_studio.ui.lines.timing import TimingCell
from lrc_studio.ui.scripts import RIGHT_TO_LEFT, line_font, script_of
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.voices import paint_voice, voice_numbers

EDGE_PX = 3
_PAD_PX = 4
_VERTICAL = Qt.AlignmentFlag.AlignVCenter
_LEFT = _VERTICAL | Qt.AlignmentFlag.AlignLeft
_RIGHT = _VERTICAL | Qt.AlignmentFlag.AlignRight


class LineDelegate(CellEditors):
    """One painter for all columns; `playing_row` is tinted quietly."""

    def __init__(self, session: Session, model: LineModel, timing: TimingCell) -> None:
        super().__init__(session)
        self._session, self._model, self.timing = session, model, timing
        self.playing_row: int | None = None
        self._painters: dict[int, Callable[[QPainter, QRect, Line, int], None]] = {
            Column.MARK: self._paint_mark,
            Column.START: self._paint_start,
            Column.END: self._paint_end,
            Column.TEXT: self._paint_text,
            Column.TIMING: self._paint_timing,
            Column.CONFIDENCE: self._paint_confidence,
        }

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self._session.theme.length(size("row.normal")))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        box = content(option.rect, line)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, box, index.row())
        self._painters[index.column()](painter, box, line, index.row())
        if index.column() == Column.MARK and self._is_current(index.row()):
            edge = QRect(box.left(), box.top(), EDGE_PX, box.height())
            painter.fillRect(edge, self._session.theme.colour("accent.graphic"))
        painter.restore()

    def _is_current(self, row: int) -> bool:
        return row == self._session.selection.current

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, row: int) -> None:
        theme = self._session.theme
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("accent.selection"))
        elif row == self.playing_row:
            painter.fillRect(box, theme.colour("bg.hover"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            tint = theme.colour("bg.hover")
            tint.setAlphaF(0.5)
            painter.fillRect(box, tint)
        if theme.name == "high-contrast" and self._is_current(row):
            painter.setPen(QPen(theme.colour("accent.graphic"), 2))
            painter.drawLine(box.topLeft() + QPoint(0, 1), box.topRight() + QPoint(0, 1))
            painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _paint_mark(self, painter: QPainter, box: QRect, line: Line, row: int) -> None:
        theme = self._session.theme
        name, role = self._state(line, row)
        small = size("iconSmall")
        if name:
            picture = themed_pixmap(theme, name, role, small)
            painter.drawPixmap(box.left() + 15, box.center().y() - small // 2 + 1, picture)
        painter.setPen(theme.colour("text.secondary" if self._is_current(row) else "text.muted"))
        painter.setFont(theme.font("body"))
        painter.drawText(box.adjusted(0, 0, -6, 0), _RIGHT, str(row + 1))

    def _state(self, line: Line, row: int) -> tuple[str, str]:
        """The state icon: verified, problem, doubt, else where the time came from."""
        if line.locked:
            return "review.verify", "data.locked"
        if self._model.problems_of(row):
            return "problem", "danger.graphic"
        if band(line.confidence) in ("check", "unsure", "doubtful"):
            return "review.next", "warning.graphic"
        return (f"origin.{line.origin}", "text.muted") if line.start_ms is not None else ("", "")

    def _paint_start(self, painter: QPainter, box: QRect, line: Line, row: int) -> None:
        strong = self._is_current(row)
        self._write(painter, box, str(self._model.data(self._model.index(row, Column.START))), "text.primary", strong)

    def _paint_end(self, painter: QPainter, box: QRect, line: Line, row: int) -> None:
        self._write(painter, box, str(self._model.data(self._model.index(row, Column.END))), "text.secondary", False)

    def _write(self, painter: QPainter, box: QRect, text: str, role: str, strong: bool) -> None:
        theme = self._session.theme
        painter.setPen(theme.colour("text.muted" if text == "–" else role))
        painter.setFont(theme.font("bodyStrong" if strong else "body"))
        painter.drawText(box.adjusted(_PAD_PX, 0, 0, 0), _LEFT, text)

    def _paint_text(self, painter: QPainter, box: QRect, line: Line, row: int) -> None:
        theme = self._session.theme
        if line.text.strip():
            number = voice_numbers(self._session.document.lyrics).get(line.voice, 1)
            paint_voice(painter, theme, number, QRectF(box.left() + 5, box.center().y() - 3, 8, 8))
        text = box.adjusted(20, 0, -12, 0)
        chip_width = self._paint_chip(painter, box, line, row)
        font = line_font(theme, "bodyStrong" if self._is_current(row) else "body", line.text)
        font.setItalic(line.background and script_of(line.text) is None)
        painter.setFont(font)
        painter.setPen(theme.colour("text.primary" if line.text.strip() else "text.muted"))
        shown = line.text if line.text.strip() else "clears the screen"
        room = text.width() - chip_width
        elided = painter.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(text, _LEFT | Qt.AlignmentFlag.AlignAbsolute, elided)
        if line.romanization and script_of(line.text) not in RIGHT_TO_LEFT:
            self._paint_beside(painter, text, line.romanization, painter.fontMetrics().horizontalAdvance(elided), room)

    def _paint_beside(self, painter: QPainter, text: QRect, beside: str, used_px: int, room_px: int) -> None:
        theme = self._session.theme
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text.muted"))
        shown = painter.fontMetrics().elidedText(beside, Qt.TextElideMode.ElideRight, room_px - used_px - 8)
        painter.drawText(text.adjusted(used_px + 8, 0, 0, 0), _LEFT, shown)

    def _paint_chip(self, painter: QPainter, box: QRect, line: Line, row: int) -> int:
        """Draw the first problem as a chip behind the text; gives the width it takes."""
        problems = self._model.problems_of(row)
        if not problems or line.locked:
            return 0
        theme = self._session.theme
        painter.setFont(theme.font("caption"))
        width = painter.fontMetrics().horizontalAdvance(problems[0].short) + 32
        text_font = line_font(theme, "bodyStrong" if self._is_current(row) else "body", line.text)
        painter.save()
        painter.setFont(text_font)
        used = painter.fontMetrics().horizontalAdvance(line.text)
        painter.restore()
        left = min(box.left() + 20 + used + 8, box.right() - width - 8)
        chip = QRectF(left, box.center().y() - 9.5, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("danger.tint"))
        painter.drawRoundedRect(chip, 4, 4)
        painter.drawPixmap(round(left) + 7, round(chip.top()) + 4, themed_pixmap(theme, "problem", "danger.text", 12))
        painter.setPen(theme.colour("danger.text"))
        painter.drawText(chip.adjusted(24, 0, 0, 0), _LEFT, problems[0].short)
        return width + 12

    def _paint_timing(self, painter: QPainter, box: QRect, line: Line, row: int) -> None:
        cell = timing_box(box)
        self.timing.paint(painter, row, line, cell, self._is_current(row))
        if row == self.playing_row:
            self.timing.paint_playhead(painter, row, cell, self._session.player.position_ms)

    def _paint_confidence(self, painter: QPainter, box: QRect, line: Line, row: int) -> None:
        theme = self._session.theme
        at = QRect(box.left() + _PAD_PX, box.center().y() - 6, 14, 14)
        wide = box.width() > 60
        if line.locked:
            painter.drawPixmap(at.topLeft(), themed_pixmap(theme, "review.accept", "data.locked", 14))
            if wide:
                self._write(painter, box.adjusted(20, 0, 0, 0), "Verified", "text.secondary", False)
        elif line.confidence is not None:
            _paint_bars(painter, QRectF(at), line.confidence, self)
            if wide:
                sure = band(line.confidence) == "sure"
                role = "text.secondary" if sure else "warning.text"
                self._write(painter, box.adjusted(20, 0, 0, 0), f"{line.confidence:.0%}", role, False)

    def bar_brush(self, filled: bool, sure: bool) -> QBrush:
        """The brush of a confidence bar."""
        role = ("success.graphic" if sure else "warning.graphic") if filled else "border.default"
        return QBrush(self._session.theme.colour(role))


def content(cell: QRect, line: Line) -> QRect:
    """A cell without the band of the section that begins with it."""
    return cell.adjusted(0, size("sectionBand"), 0, 0) if line.section else cell


def timing_box(cell: QRect) -> QRectF:
    """Where a Timing cell's sound is drawn."""
    return QRectF(cell).adjusted(_PAD_PX, 0, -20, 0)


def _paint_bars(painter: QPainter, box: QRectF, confidence: float, delegate: LineDelegate) -> None:
    filled = 3 if confidence >= 0.8 else 2 if confidence >= 0.5 else 1
    painter.setPen(Qt.PenStyle.NoPen)
    for place in range(3):
        height = 5 + 3.5 * place
        painter.setBrush(delegate.bar_brush(place < filled, confidence >= 0.8))
        painter.drawRoundedRect(QRectF(box.left() + place * 4.5, box.bottom() - height, 3.5, height), 1, 1)
