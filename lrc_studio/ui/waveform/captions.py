"""Short texts as small pictures, made once: putting one in its place costs a fraction of laying it out."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap

from lrc_studio.ui.scripts import line_font, script_of
from lrc_studio.ui.theme import Theme


def caption(
    theme: Theme, text: str, style: str, role: str, ratio: float, width_px: int = 0, italic: bool = False
) -> QPixmap:
    """`text` in a style and colour role, elided to `width_px` (0: as wide as it is), at the device pixel `ratio`.

    Its font has the fallbacks of the text's own script, and only scripts that know italics get them.
    """
    return _caption(theme, theme.name, theme.scale, text, style, role, ratio, width_px, italic)


@lru_cache(maxsize=1024)
def _caption(
    theme: Theme, _name: str, _scale: float, text: str, style: str, role: str, ratio: float, width_px: int, italic: bool
) -> QPixmap:
    font = line_font(theme, style, text)
    font.setItalic(italic and script_of(text) is None)
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width_px) if width_px else text
    width = math.ceil(metrics.horizontalAdvance(shown)) + 3
    height = math.ceil(metrics.height()) + 2
    picture = QPixmap(max(1, math.ceil(width * ratio)), max(1, math.ceil(height * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    painter.drawText(QRectF(1, 0, width, height), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
    painter.end()
    return picture


def beside(picture: QPixmap, box: QRectF, right: bool = False) -> QPointF:
    """Where a caption goes at the left or right of `box`, in the middle of its height."""
    size = picture.deviceIndependentSize()
    left = box.right() - size.width() + 1 if right else box.left() - 1
    return QPointF(left, (box.top() + box.bottom() - size.height()) / 2)
