"""The track header column: every band's icon and name at its left."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.waveform.band import Band
from lrc_studio.ui.waveform.pixels import PixelGrid

_LEFT_PX = 8
_LABEL_HIGH_PX = 36
_BELOW_PX = 26


class TrackHeader(QWidget):
    """One cell of the column; narrow it shows the icon alone and tells the name in its tool tip."""

    def __init__(self, session: Session, band: Band) -> None:
        super().__init__()
        self._theme, self._band = session.theme, band
        self._small = False
        self._told: tuple[str, bool] | None = None
        self.set_small(False)
        session.theme.changed.connect(self.update)

    def set_small(self, small: bool) -> None:
        """Take the narrow or the full width."""
        self._small = small
        self.setFixedWidth(size("trackHeaderSmall") if small else max(size("trackHeader"), self._wanted()))
        self.tell()

    def tell(self) -> None:
        """Say what the band says of itself now."""
        band = self._band
        whole = ": ".join(part for part in (band.title, band.subtitle) if part)
        if (whole, self._small) != self._told:  # asked at every edit
            self._told = whole, self._small
            self.setToolTip(whole if self._small or band.subtitle else "")
            self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The band's own settings."""
        actions = self._band.stage.actions
        if not self._band.toggle or actions is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(actions.by_id(self._band.toggle))
        self._band.fill_menu(menu)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.colour("bg.panel"))
        grid = PixelGrid(painter)
        thick, border = grid.thick(1), self._theme.colour("border.subtle")
        painter.fillRect(QRectF(grid.x(self.width()) - thick, 0, thick, self.height()), border)
        painter.fillRect(QRectF(0, grid.y(self.height()) - thick, self.width(), thick), border)
        if self._band.icon:
            self._paint_name(painter)

    def _paint_name(self, painter: QPainter) -> None:
        icon_px = size("icon")
        box = QRectF(0, 0, self.width(), min(self.height() - 1, _LABEL_HIGH_PX))
        left = (self.width() - icon_px) // 2 if self._small else _LEFT_PX
        role = "text.muted" if self._band.colour_role == _PLAIN else self._band.colour_role
        picture = themed_pixmap(self._theme, self._band.icon, role)
        painter.drawPixmap(left, round(box.center().y() - icon_px / 2), picture)
        if not self._small:
            painter.setFont(self._theme.font("captionStrong" if self._band.colour_role != _PLAIN else "caption"))
            painter.setPen(self._theme.colour(self._band.colour_role))
            painter.drawText(box.adjusted(left + icon_px + 4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._band.title)
            self._paint_subtitle(painter)

    def _paint_subtitle(self, painter: QPainter) -> None:
        """In two lines where one is too short; what is longer still is in the tool tip."""
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.colour("text.secondary"))
        top = self._theme.length(_BELOW_PX)
        room = QRectF(_LEFT_PX, top, self.width() - _LEFT_PX - 4, self.height() - top - 2)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self._band.subtitle)

    def _wanted(self) -> int:
        return self._theme.length(size("trackHeader")) if self._theme.scale > 1 else 0


_PLAIN = Band.colour_role
