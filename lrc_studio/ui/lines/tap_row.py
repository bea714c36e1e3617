"""The current row in tap sync: taller, with the unit that is next in a block of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QTableView

from lrc_studio.core.lyrics import Line
from lrc_studio.ui.lines.columns import row_heights
from lrc_studio.ui.lines.lyric_cell import TEXT_LEFT_PX, shown_text
from lrc_studio.ui.scripts import RIGHT_TO_LEFT, line_font, script_of
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import Theme, size

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
_BLOCK_PX, _BLOCK_JOINED_PX = (5, 4), 1
_WORD_GAP_PX = 5
"""So much wider than usual are the gaps between words, that the block of one does not touch the next."""
_RIGHT_PX = 16
_AHEAD_ROWS = 3
_NOUNS = {"word": "Word", "syllable": "Syllable"}


class TapRow(QObject):
    """Keeps the current row of a table tall while tap sync is on."""

    def __init__(self, session: Session, table: QTableView) -> None:
        super().__init__(table)
        self._session, self._table = session, table
        self._tall: int | None = None
        table.viewport().installEventFilter(self)
        self._soon = QTimer(self, interval=0, singleShot=True)  # once the table has taken its new height
        self._soon.timeout.connect(self._show_again)
        session.modes.changed.connect(self.fit)
        session.modes.moved.connect(self.fit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._tall is not None:
            self._soon.start()
        return False

    def _show_again(self) -> None:
        if self._tall is not None:
            self._show_around(self._tall)

    def fit(self) -> None:
        """Make the current row tall, and the one before as it was."""
        session = self._session
        row = session.selection.current if session.modes.tapping else None
        if self._tall is not None and self._tall != row:
            self._set(self._tall, tall=False)
        if row is not None:
            self._set(row, tall=True)
        if row is not None and row != self._tall:
            self._show_around(row)
        if row is not None or self._tall is not None:
            self._table.viewport().update()
        self._tall = row

    def _show_around(self, row: int) -> None:
        """Keep the lines that come next in sight too."""
        last = min(row + _AHEAD_ROWS, len(self._session.document.lyrics.lines) - 1)
        model = self._table.model()
        self._table.scrollTo(model.index(last, 0))
        self._table.scrollTo(model.index(row, 0))

    def _set(self, row: int, tall: bool) -> None:
        lines = self._session.document.lyrics.lines
        if row >= len(lines):
            return
        theme, line = self._session.theme, lines[row]
        high = theme.length(size("tapRow")) + (size("sectionBand") if line.section else 0)
        wanted = high if tall else row_heights(theme)(line)
        if self._table.rowHeight(row) != wanted:
            self._table.setRowHeight(row, wanted)


def paint_tap_text(painter: QPainter, session: Session, box: QRect, line: Line) -> None:
    """Draw a line's text large: what is stamped, the next unit in its block, what is to come; and which it is.

    The units of a script that is written leftward follow each other to the left, from where the text ends.
    """
    theme, modes = session.theme, session.modes
    found = modes.units(line)
    place = min(modes.place, len(found) - 1)
    right = _paint_count(painter, session, box, len(found))
    left, top = float(box.left() + TEXT_LEFT_PX), box.top()
    font = _fitting_font(theme, line.text, right - left)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.save()
    painter.setClipRect(QRectF(left - _BLOCK_PX[0], top, right - left, box.height()))
    widths = [metrics.horizontalAdvance(unit.text) for unit in found]
    offset = 0.0 if modes.level == "line" else -_first_px(widths, place, right - left)
    leftward, end = script_of(line.text) in RIGHT_TO_LEFT, left + min(sum(widths), right - left)
    for at, unit in enumerate(found):
        text = shown_text(unit.text)
        if modes.level == "line":
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(right - left))
        bare = metrics.horizontalAdvance(text.rstrip())
        x = end - offset - bare if leftward else left + offset
        role = "text.primary" if at < place else "text.muted"
        if at == place and modes.level != "line":
            high = metrics.height() + 2 * _BLOCK_PX[1]
            block = QRectF(x, top + (box.height() - high) / 2, bare, high)
            free = at == 0 or found[at - 1].text.endswith(" "), at == len(found) - 1 or unit.text.endswith(" ")
            _paint_block(painter, theme, block, *(free[::-1] if leftward else free))
            role = "sync.onFill"
        painter.setPen(theme.colour("text.primary" if modes.level == "line" else role))
        painter.drawText(QRectF(x, top, bare + 2, box.height()), _LEFT, text.rstrip())
        offset += metrics.horizontalAdvance(text)
    painter.restore()


def _fitting_font(theme: Theme, text: str, room_px: float) -> QFont:
    """The font of the tapped line, smaller where that brings all of it into sight, down to that of all lines."""
    font, least = line_font(theme, "tapLine", text), line_font(theme, "body", text)
    font.setWordSpacing(_WORD_GAP_PX)
    while font.pixelSize() > least.pixelSize() and QFontMetrics(font).horizontalAdvance(text) > room_px:
        font.setPixelSize(font.pixelSize() - 1)
    return font


def _paint_block(painter: QPainter, theme: Theme, text: QRectF, free_left: bool, free_right: bool) -> None:
    """Draw the block behind a unit; at a side where another joins without a gap it ends with the unit."""
    left, right = (_BLOCK_PX[0] if free else _BLOCK_JOINED_PX for free in (free_left, free_right))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("sync.fill"))
    painter.drawRoundedRect(text.adjusted(-left, 0, right, 0), 4, 4)


def _first_px(widths: list[int], place: int, room: float) -> float:
    """How much of the text is left out at its front, so that the next unit is in sight."""
    before, this = sum(widths[:place]), widths[place] if widths else 0
    if sum(widths) <= room:
        return 0.0
    return max(0.0, min(before + this - room * 0.6, sum(widths) - room))


def _paint_count(painter: QPainter, session: Session, box: QRect, count: int) -> float:
    """Draw "Word 5 of 7" at the right; gives where the text has to end."""
    noun, place = _NOUNS.get(session.modes.level, ""), min(session.modes.place, count - 1) + 1
    right = box.right() - _RIGHT_PX
    if not noun or not count or box.width() < 260:
        return float(right)
    font = session.theme.font("small")
    painter.setFont(font)
    painter.setPen(session.theme.colour("sync.text"))
    told = f"{noun} {place} of {count}"
    wide = QFontMetrics(font).horizontalAdvance(told)
    painter.drawText(QRectF(right - wide, box.top(), wide + 2, box.height()), _LEFT, told)
    return float(right - wide - _RIGHT_PX)
