"""Voices as people tell them apart: a glyph first, a colour second."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from lrc_studio.core.diff import changed_span
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.theme import Theme

MOST_VOICES = 4


# Every cell and bar that is painted asks; the last lyrics asked about are told by identity, for they never change.
_last: tuple[Lyrics, dict[str | None, int]] | None = None


def voice_numbers(lyrics: Lyrics) -> dict[str | None, int]:
    """Each voice's number from 1 in the order they come in; a line with no voice is sung by the first."""
    global _last
    if _last is None or _last[0] is not lyrics:
        same = _last is not None and _same_voices(_last[0], lyrics)
        _last = (lyrics, _last[1] if _last and same else _numbered(lyrics))
    return _last[1]


def _same_voices(old: Lyrics, new: Lyrics) -> bool:
    """Whether an edit changed lines in place and none of their voices, as most do."""
    span = changed_span(old.lines, new.lines)
    rows = range(span.first, span.first + span.added)
    return span.added == span.removed and all(old.lines[row].voice == new.lines[row].voice for row in rows)


def _numbered(lyrics: Lyrics) -> dict[str | None, int]:
    names = dict.fromkeys(line.voice for line in lyrics.lines if line.voice)
    numbers: dict[str | None, int] = {name: place % MOST_VOICES + 1 for place, name in enumerate(names)}
    numbers[None] = 1
    return numbers


def paint_voice(painter: QPainter, theme: Theme, number: int, box: QRectF, colour: QColor | None = None) -> None:
    """Draw the glyph of voice 1 to 4 (circle, square, triangle, diamond) inside `box`, in its colour or another."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour or theme.colour(f"data.voice{number}"))
    if number == 1:
        painter.drawEllipse(box)
    elif number == 2:
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.drawPolygon(QPolygonF(_corners(number, box)))
    painter.restore()


def _corners(number: int, box: QRectF) -> list[QPointF]:
    top, middle = QPointF(box.center().x(), box.top()), box.center().y()
    if number == 3:
        return [top, box.bottomRight(), box.bottomLeft()]
    bottom = QPointF(box.center().x(), box.bottom())
    return [top, QPointF(box.right(), middle), bottom, QPointF(box.left(), middle)]
