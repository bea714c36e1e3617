"""Small marks that are read, never clicked: a line's doubt and its words with their times."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lrc_studio.core.doubt import needs_ear
from lrc_studio.core.lyrics import Line, Word
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.lines.model import spoken_confidence
from lrc_studio.ui.scripts import line_font
from lrc_studio.ui.session import Session

_CHIP_PX = 20
_WORD_PX = 38
_GAP_PX = 6


class DoubtChip(QWidget):
    """Says how sure a line is: "Doubtful · 46%", "Verified"; hidden where nothing needs to be said."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._text, self._role, self._icon = "", "warning", "review.next"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_line(self, line: Line | None) -> None:
        """Show one line's state; None hides the chip."""
        self._text = spoken_confidence(line) if line else ""
        verified = line is not None and line.locked
        self._role, self._icon = ("success", "review.verify") if verified else ("warning", "review.next")
        self.setVisible("·" in self._text or verified)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        self.setFont(self._session.theme.font("caption"))
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + 32, _CHIP_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{self._role}.tint"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        painter.drawPixmap(7, 4, themed_pixmap(theme, self._icon, f"{self._role}.text", 12))
        painter.setPen(theme.colour(f"{self._role}.text"))
        painter.setFont(theme.font("caption"))
        painter.drawText(self.rect().adjusted(24, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)


class WordChips(QWidget):
    """A line's words with their starts in seconds; doubtful ones dashed and with a question mark."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._words: tuple[Word, ...] = ()

    def show_words(self, words: tuple[Word, ...]) -> None:
        """Show other words."""
        self._words = tuple(word for word in words if word.text.strip())
        self.setAccessibleName(", ".join(f"{word.text.strip()} {_seconds(word)}" for word in self._words))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for word, box in self._boxes():
            self._paint(painter, word, box)

    def _fit(self) -> None:
        boxes = self._boxes()
        height = round(boxes[-1][1].bottom()) + 2 if boxes else 0
        if self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _boxes(self) -> list[tuple[Word, QRectF]]:
        found: list[tuple[Word, QRectF]] = []
        x, y = 0.5, 0.5
        for word in self._words:
            self.setFont(line_font(self._session.theme, "body", word.text))
            width = max(44, self.fontMetrics().horizontalAdvance(word.text.strip()) + 16 + 16 * _doubtful(word))
            if x + width > self.width() and x > 1:
                x, y = 0.5, y + _WORD_PX + _GAP_PX
            found.append((word, QRectF(x, y, min(width, self.width() - 1), _WORD_PX)))
            x += width + _GAP_PX
        return found

    def _paint(self, painter: QPainter, word: Word, box: QRectF) -> None:
        theme, doubtful = self._session.theme, _doubtful(word)
        pen = QPen(theme.colour("data.doubt2" if doubtful else "border.default"), 1)
        if doubtful:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.colour("bg.raised"))
        painter.drawRoundedRect(box, 6, 6)
        inside = box.adjusted(8, 3, -4, -3)
        if doubtful:
            painter.drawPixmap(inside.topLeft().toPoint(), themed_pixmap(theme, "review.next", "warning.text", 14))
            inside.setLeft(inside.left() + 18)
        painter.setFont(line_font(theme, "body", word.text))
        painter.setPen(theme.colour("text.primary"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop, word.text.strip())
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text.muted"))
        painter.drawText(box.adjusted(8, 3, -4, -3), Qt.AlignmentFlag.AlignBottom, _seconds(word))


def _doubtful(word: Word) -> bool:
    return needs_ear(word.confidence) and not word.locked


def _seconds(word: Word) -> str:
    return "–" if word.start_ms is None else f"{word.start_ms / 1000:.2f}"
