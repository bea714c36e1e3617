"""Paints a line's words in the table: voice glyph, text, its sound in Latin letters, and the first problem."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from lrc_studio.core.checks import Problem
from lrc_studio.core.lyrics import Line
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.lines.columns import PAD_PX
from lrc_studio.ui.scripts import RIGHT_TO_LEFT, line_font, script_of
from lrc_studio.ui.session import Session
from lrc_studio.ui.voices import paint_voice, voice_numbers

TEXT_LEFT_PX = 21
"""From a text cell's left edge to its text, where the editor's text stands too."""
_GLYPH_PX = 8
_RIGHT_PX = 12
_GAP_PX = 8
_CHIP_PX = 20
_CHIP_ICON_PX = 26
_LEAST_TEXT_PX = 140
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
_NAMES = {
    "\u200b": "ZWSP", "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE",
    "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u2060": "WJ", "\u2066": "LRI", "\u2067": "RLI",
    "\u2068": "FSI", "\u2069": "PDI", "\ufeff": "BOM", "\u00ad": "SHY", "\t": "TAB",
}  # fmt: skip
_SHOWN = str.maketrans({char: f"\u2060⟦{name}⟧\u2060" for char, name in _NAMES.items()})


def shown_text(text: str) -> str:
    """The text with invisible characters as small framed names, so that nobody is fooled by them."""
    return text.translate(_SHOWN) if any(char in _NAMES for char in text) else text


class LyricCell:
    """Paints text cells and keeps their fonts until `forget`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._fonts: dict[tuple[str, str | None, bool], QFont] = {}

    def forget(self) -> None:
        """Drop the kept fonts, after another theme or text size."""
        self._fonts.clear()

    def font(self, line: Line, strong: bool) -> QFont:
        """The font of a line's text."""
        script = script_of(line.text)
        italic = line.background and script is None
        key = ("bodyStrong" if strong else "body", script, italic)
        if key not in self._fonts:
            made = line_font(self._session.theme, key[0], line.text)
            made.setItalic(italic)
            self._fonts[key] = made
        return self._fonts[key]

    def paint(self, painter: QPainter, box: QRect, line: Line, problems: tuple[Problem, ...], strong: bool) -> None:
        """Draw the cell into `box`; the current row is `strong`."""
        theme = self._session.theme
        if line.text.strip():
            number = voice_numbers(self._session.document.lyrics).get(line.voice, 1)
            top = box.center().y() + 0.5 - _GLYPH_PX / 2
            paint_voice(painter, theme, number, QRectF(box.left() + PAD_PX, top, _GLYPH_PX, _GLYPH_PX))
        text = box.adjusted(TEXT_LEFT_PX, 0, -_RIGHT_PX, 0)
        font = self.font(line, strong)
        shown = shown_text(line.text) if line.text.strip() else "clears the screen"
        wanted = QFontMetrics(font).horizontalAdvance(shown)
        problem = problems[0].short if problems and not line.locked else ""
        chip = self._chip_width(problem, text.width() - wanted, text.width())
        room = text.width() - (chip + _GAP_PX if chip else 0)
        used = self._paint_words(painter, text, line, font, shown, min(wanted, room), room)
        if chip:
            self._paint_chip(
                painter, QRectF(text.left() + used + _GAP_PX, box.center().y() - 9, chip, _CHIP_PX), problem
            )

    def _paint_words(
        self, painter: QPainter, text: QRect, line: Line, font: QFont, shown: str, used: int, room: int
    ) -> int:
        """Draw the text and what stands beside it; gives the width both take."""
        theme = self._session.theme
        script = script_of(line.text)
        elided = shown if used < room else QFontMetrics(font).elidedText(shown, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.colour("text.primary" if line.text.strip() else "text.muted"))
        leftward = script in RIGHT_TO_LEFT
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight)
        painter.drawText(text, _LEFT, elided)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        beside = "" if leftward else line.romanization or ""
        left = room - used - _GAP_PX
        if not beside or left < 3 * _GAP_PX:
            return used
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text.muted"))
        beside = painter.fontMetrics().elidedText(beside, Qt.TextElideMode.ElideRight, left)
        painter.drawText(text.adjusted(used + _GAP_PX, 1, 0, 1), _LEFT, beside)
        return used + _GAP_PX + painter.fontMetrics().horizontalAdvance(beside)

    def _chip_width(self, problem: str, free: int, room: int) -> int:
        """How wide the problem's chip may be: its words, or the icon alone where the text needs the room."""
        if not problem:
            return 0
        wanted = QFontMetrics(self._session.theme.font("caption")).horizontalAdvance(problem) + 32
        fits = free >= wanted + _GAP_PX or room - wanted - _GAP_PX >= _LEAST_TEXT_PX
        return wanted if fits else _CHIP_ICON_PX

    def _paint_chip(self, painter: QPainter, chip: QRectF, problem: str) -> None:
        theme = self._session.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("danger.tint"))
        painter.drawRoundedRect(chip, 4, 4)
        picture = themed_pixmap(theme, "problem", "danger.text", 12)
        painter.drawPixmap(QPointF(round(chip.left()) + 7, round(chip.top()) + 4), picture)
        if chip.width() > _CHIP_ICON_PX:
            painter.setPen(theme.colour("danger.text"))
            painter.setFont(theme.font("caption"))
            painter.drawText(chip.adjusted(24, 0, 0, 0), _LEFT, problem)
