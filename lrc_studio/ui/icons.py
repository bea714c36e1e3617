"""The shipped line icons, drawn in the text colour of their place."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from lrc_studio.resources import resource
from lrc_studio.ui.theme import Theme, tokens


def icon_file(name: str) -> str:
    """The file's stem for an action or state of the icon map (`edit.undo` -> `undo-2`), or the name itself."""
    return str(tokens()["icons"]["map"].get(name, name))


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size_px: int = 16, ratio: float = 1.0) -> QPixmap:
    """An icon by its map name in `colour` (`#AARRGGBB`), `size_px` square at the device pixel `ratio`."""
    svg = resource("icons", f"{icon_file(name)}.svg").read_text(encoding="utf-8")
    shown = QColor(colour)
    svg = svg.replace("currentColor", shown.name(QColor.NameFormat.HexRgb))
    picture = QPixmap(round(size_px * ratio), round(size_px * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(shown.alphaF())
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def themed_pixmap(theme: Theme, name: str, role: str = "text.secondary", size_px: int = 16) -> QPixmap:
    """An icon in a colour role of the theme, sharp at twice the size."""
    return pixmap(name, theme.colour(role).name(QColor.NameFormat.HexArgb), size_px, 2.0)


def icon(theme: Theme, name: str, role: str = "text.secondary", size_px: int = 16, on_role: str = "") -> QIcon:
    """An icon with its disabled look, and `on_role`'s colour while checked."""
    result = QIcon(themed_pixmap(theme, name, role, size_px))
    disabled = themed_pixmap(theme, name, "text.disabled", size_px)
    result.addPixmap(disabled, QIcon.Mode.Disabled)
    if on_role:
        result.addPixmap(themed_pixmap(theme, name, on_role, size_px), QIcon.Mode.Normal, QIcon.State.On)
    return result
