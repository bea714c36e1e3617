"""Number flags of markers as small pictures, made once for each look."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPixmap

from lrc_studio.ui.icons import pixmap
from lrc_studio.ui.theme import Theme
from lrc_studio.ui.waveform.modes import Marker

FLAG_PX = 16
_PAD_PX = 6
_ICON_PX = 10
_RADIUS_PX = 3


def marker_role(marker: Marker) -> str:
    """The colour role of a marker: the current line's first, then verified, then all others."""
    if marker.current:
        return "data.selection"
    return "data.locked" if marker.locked else "data.lineBandBorder"


def flag_picture(theme: Theme, marker: Marker, ratio: float) -> QPixmap:
    """The flag of a start marker, `FLAG_PX` high (more with larger text), at the device pixel `ratio`."""
    return _flag(
        theme, theme.name, theme.scale, marker.label, marker_role(marker), marker.locked, marker.problem, ratio
    )


@lru_cache(maxsize=2048)
def _flag(
    theme: Theme, _name: str, _scale: float, label: str, role: str, locked: bool, problem: bool, ratio: float
) -> QPixmap:
    font, high = theme.font("captionStrong"), theme.length(FLAG_PX)
    icons = [name for name, shown in (("review.verify", locked), ("problem", problem)) if shown]
    text_px = QFontMetricsF(font).horizontalAdvance(label)
    wide = round(_PAD_PX + text_px + len(icons) * (_ICON_PX + 3) + _PAD_PX)
    picture = QPixmap(round(wide * ratio), round(high * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    fill = theme.colour(role)
    ink = readable_on(fill, theme)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(_shape(wide, high), fill)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(QRectF(_PAD_PX, 0, text_px + 1, high), Qt.AlignmentFlag.AlignVCenter, label)
    for place, name in enumerate(icons):
        at = QPointF(_PAD_PX + text_px + 3 + place * (_ICON_PX + 3), (high - _ICON_PX) / 2)
        painter.drawPixmap(at, pixmap(name, ink.name(QColor.NameFormat.HexArgb), _ICON_PX, ratio))
    painter.end()
    return picture


def readable_on(fill: QColor, theme: Theme) -> QColor:
    """The darkest or the lightest text of the theme, whichever stands out more on `fill`."""
    inks = (theme.colour("text.primary"), theme.colour("text.inverse"))
    return max(inks, key=lambda ink: _contrast(fill, ink))


def _contrast(one: QColor, other: QColor) -> float:
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _shape(wide: float, high: float) -> QPainterPath:
    """Square at the line's side, rounded away from it."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(QRectF(0, 0, wide, high), _RADIUS_PX, _RADIUS_PX)
    path.addRect(QRectF(0, 0, wide / 2, high))
    return path.simplified()
