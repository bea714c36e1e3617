"""One red sentence with its icon below a field: what is wrong with what was typed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.session import Session

_ICON_PX = 12
_PAD_PX = 6


class ErrorNote(QWidget):
    """Says a sentence or hides; `floating` puts it on a ground of its own, over what is there."""

    def __init__(self, session: Session, floating: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._floating = session, floating
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show the sentence; an empty one hides the note."""
        self.text = sentence
        self.setAccessibleName(sentence)
        self.updateGeometry()
        self.resize(self.sizeHint())
        self.setVisible(bool(sentence))
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._session.theme.font("small"))
        pad = _PAD_PX if self._floating else 0
        width = metrics.horizontalAdvance(self.text) + _ICON_PX + 6 + 2 * pad
        return QSize(width, metrics.height() + 4 + pad)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        left = 0
        if self._floating:
            left = _PAD_PX
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.colour("danger.graphic"))
            painter.setBrush(theme.colour("bg.overlay"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        top = (self.height() - _ICON_PX) // 2
        painter.drawPixmap(left, top, themed_pixmap(theme, "error", "danger.text", _ICON_PX))
        painter.setPen(theme.colour("danger.text"))
        painter.setFont(theme.font("small"))
        text = QRect(left + _ICON_PX + 6, 0, self.width(), self.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.text)
