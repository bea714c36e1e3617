"""The picture of the drop zone, made of the program's own marks: a sound, and words that find their times in it."""

from __future__ import annotations

from math import sin

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from lrc_studio.ui.theme import Theme

_BARS, _STEP_PX = 200, 2
_WORDS = (("Every", True), ("word", True), ("finds", True), ("its", False), ("time", False))


def paint_wave(painter: QPainter, theme: Theme, middle_px: float, y_px: float, height_px: float) -> None:
    """A sound around `y_px`, at most `height_px` high, that fades out to both sides: light peaks, strong body."""
    painter.setPen(Qt.PenStyle.NoPen)
    left_px = middle_px - _BARS * _STEP_PX / 2
    for place in range(_BARS):
        fade = min(1.0, 2.6 * min(place + 1, _BARS - place) / _BARS)
        peak_px = max(2.0, height_px * (0.25 + 0.75 * fade) * _loudness(place))
        for share, strength in ((1.0, 0.28), (0.38, 0.9)):
            colour = theme.colour("accent.graphic")
            colour.setAlphaF(strength * fade)
            painter.setBrush(colour)
            tall_px = peak_px * share
            painter.drawRect(QRectF(left_px + place * _STEP_PX, y_px - tall_px / 2, _STEP_PX - 0.5, tall_px))


def paint_words(painter: QPainter, theme: Theme, middle_px: float, top_px: float) -> None:
    """A row of word bars: those with a time are filled, the others only have a dashed edge."""
    painter.setFont(theme.font("smallStrong"))
    widths = [painter.fontMetrics().horizontalAdvance(word) + 18 for word, _ in _WORDS]
    x = middle_px - (sum(widths) + 5 * (len(_WORDS) - 1)) / 2
    for (word, timed), width in zip(_WORDS, widths, strict=True):
        box = QRectF(round(x), top_px, width, theme.length(24))
        edge = QPen(theme.colour("border.control"), 1, Qt.PenStyle.DashLine)
        painter.setPen(Qt.PenStyle.NoPen if timed else edge)
        painter.setBrush(theme.colour("accent.fill") if timed else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box if timed else box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(theme.colour("accent.onFill" if timed else "text.secondary"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
        x += width + 5


def _loudness(place: int) -> float:
    """From 0 to 1, always the same: beats that ring out, with a grain of noise."""
    beat = 1 - (place % 23) / 23
    swell = 0.8 + 0.2 * sin(place / 17)
    grain = 0.55 + 0.45 * abs(sin(place * 12.9898) * 43758.5453 % 1)
    return min(1.0, (0.22 + 0.78 * beat * beat) * swell * grain * 1.25)
