"""A provider as a card that can be chosen: icon, name, one sentence, and a chip for its cost or what is missing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.scripts import line_font
from lrc_studio.ui.services.offers import Offer
from lrc_studio.ui.session import Session

_PAD_PX, _TEXT_LEFT_PX, _CHIP_PX = 12, 44, 20
_LONG_CHARS = 60
_WRAP = Qt.TextFlag.TextWordWrap


class ProviderCard(QRadioButton):
    """One choice of a group: arrow keys move within it, a click anywhere on the card takes it."""

    def __init__(self, session: Session, offer: Offer) -> None:
        super().__init__()
        self._session = session
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_offer(offer)

    def show_offer(self, offer: Offer) -> None:
        """Say this of the provider."""
        self.offer = offer
        self.setAccessibleName(f"{offer.label}: {offer.sentence}. {offer.chip}".rstrip())
        self.setToolTip(offer.label if len(offer.label) > _LONG_CHARS else "")
        self._fit()
        self.update()

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def sizeHint(self) -> QSize:
        return QSize(320, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        theme, offer = self._session.theme, self.offer
        name_px = QFontMetrics(theme.font("bodyStrong")).height()
        picture = themed_pixmap(theme, offer.icon, "accent.text" if self.isChecked() else "text.secondary", 20)
        painter.drawPixmap(14, (self.height() - 20) // 2, picture)
        font = line_font(theme, "bodyStrong", offer.label)
        painter.setFont(font)
        painter.setPen(theme.colour("text.primary"))
        top = QRect(_TEXT_LEFT_PX, _PAD_PX, self._text_px(), name_px)
        said = QFontMetrics(font).elidedText(offer.label, Qt.TextElideMode.ElideRight, self._text_px())
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, said)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text.secondary"))
        below = QRect(_TEXT_LEFT_PX, _PAD_PX + name_px + 1, self._text_px(), self.height())
        painter.drawText(below, int(_WRAP), offer.sentence)
        self._paint_chip(painter)

    def _paint_card(self, painter: QPainter) -> None:
        theme, on = self._session.theme, self.isChecked()
        ground = "accent.selection" if on else "bg.hover" if self.underMouse() else "bg.panel"
        edge = "accent.graphic" if on else "border.default"
        painter.setBrush(theme.colour(ground))
        painter.setPen(QPen(theme.colour(edge), 1.5 if on else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus.ring"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)

    def _paint_chip(self, painter: QPainter) -> None:
        theme, offer = self._session.theme, self.offer
        if not offer.chip:
            return
        role = "text.secondary" if offer.chip_group == "text" else f"{offer.chip_group}.text"
        painter.setFont(theme.font("captionStrong"))
        width, height = self._chip_px(), theme.length(_CHIP_PX)
        box = QRect(self.width() - 14 - width, (self.height() - height) // 2, width, height)
        painter.setPen(theme.colour("border.control") if theme.name == "high-contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bg.raised" if offer.chip_group == "text" else f"{offer.chip_group}.tint"))
        painter.drawRoundedRect(box, 4, 4)
        left = 8
        if offer.chip_icon:
            painter.drawPixmap(box.left() + 8, box.center().y() - 5, themed_pixmap(theme, offer.chip_icon, role, 12))
            left = 26
        painter.setPen(theme.colour(role))
        painter.drawText(box.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, offer.chip)

    def _chip_px(self) -> int:
        if not self.offer.chip:
            return 0
        metrics = QFontMetrics(self._session.theme.font("captionStrong"))
        return metrics.horizontalAdvance(self.offer.chip) + (34 if self.offer.chip_icon else 16)

    def _text_px(self) -> int:
        return max(120, self.width() - _TEXT_LEFT_PX - self._chip_px() - 28)

    def _fit(self) -> None:
        theme = self._session.theme
        room = QRect(0, 0, self._text_px(), 1000)
        told = QFontMetrics(theme.font("small")).boundingRect(room, int(_WRAP), self.offer.sentence)
        self.setFixedHeight(2 * _PAD_PX + QFontMetrics(theme.font("bodyStrong")).height() + 1 + told.height())
