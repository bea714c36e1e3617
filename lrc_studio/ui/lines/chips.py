"""Small marks that are read, never clicked: a line's doubt and its words with their times."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from lrc_studio.core.doubt import needs_ear
from lrc_studio.core.lyrics import Line, Word
from lrc_studio.core.timecode import format_time
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.lines.bars import WIDTH_PX, paint_bars
from lrc_studio.ui.lines.model import spoken_confidence
from lrc_studio.ui.scripts import line_font
from lrc_studio.ui.session import Session

_CHIP_PX = 20
_CHIP_TEXT_PX = 28
_WORD_PX = 38
_GAP_PX = 6
_PAD_PX = 8
_MARK_PX = 14


class DoubtChip(QWidget):
    """Says how sure a line is: "Doubtful · 46%", "Verified"; hidden where nothing needs to be said."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._text, self._confidence, self._verified = "", 0.0, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_line(self, line: Line | None) -> None:
        """Show one line's state; None hides the chip."""
        self._text = spoken_confidence(line) if line else ""
        self._verified = line is not None and line.locked
        self._confidence = (line.confidence if line else None) or 0.0
        self.setVisible("·" in self._text or self._verified)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._session.theme.font("caption"))
        return QSize(
            metrics.horizontalAdvance(self._text) + _CHIP_TEXT_PX + _PAD_PX, max(_CHIP_PX, metrics.height() + 4)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, role = self._session.theme, "success" if self._verified else "warning"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{role}.tint"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        top = (self.height() - 12) // 2
        if self._verified:
            painter.drawPixmap(_PAD_PX, top, themed_pixmap(theme, "review.verify", "success.text", 12))
        else:
            paint_bars(painter, theme, QRectF(_PAD_PX - 1, top, WIDTH_PX, 12), self._confidence)
        painter.setPen(theme.colour(f"{role}.text"))
        painter.setFont(theme.font("caption"))
        painter.drawText(self.rect().adjusted(_CHIP_TEXT_PX, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)


class WordChips(QWidget):
    """A line's words with their starts in seconds; doubtful ones dashed and with a question mark."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._words: tuple[Word, ...] = ()
        self._sounding: int | None = None
        session.player.ticked.connect(self._on_ticked)

    def show_words(self, words: tuple[Word, ...]) -> None:
        """Show other words."""
        self._words = tuple(word for word in words if word.text.strip())
        self._sounding = self._at(self._session.player.position_ms)
        self.setAccessibleName("Words: " + ", ".join(map(_spoken, self._words)))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            under = next((word for word, box in self._boxes() if box.contains(QPointF(event.pos()))), None)
            QToolTip.showText(event.globalPos(), _spoken(under) if under else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (word, box) in enumerate(self._boxes()):
            self._paint(painter, word, box, place == self._sounding)

    def _on_ticked(self, ms: int) -> None:
        now = self._at(ms)
        if now != self._sounding:
            self._sounding = now
            self.update()

    def _at(self, ms: int) -> int | None:
        """The word that sounds at `ms`: the last one begun, where it has not ended."""
        begun = [place for place, word in enumerate(self._words) if word.start_ms is not None and word.start_ms <= ms]
        if not begun:
            return None
        last = self._words[begun[-1]]
        after_ms = last.end_ms if last.end_ms is not None else (last.start_ms or 0) + 1000
        return begun[-1] if ms < after_ms else None

    def _fit(self) -> None:
        boxes = self._boxes()
        height = round(boxes[-1][1].bottom()) + 2 if boxes else 0
        if self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _boxes(self) -> list[tuple[Word, QRectF]]:
        found: list[tuple[Word, QRectF]] = []
        theme, x, y = self._session.theme, 0.5, 0.5
        height, times = theme.length(_WORD_PX), QFontMetrics(theme.font("caption"))
        for word in self._words:
            metrics = QFontMetrics(line_font(theme, "body", word.text))
            mark = _MARK_PX + 4 if _doubtful(word) else 0
            text_px = metrics.horizontalAdvance(word.text.strip()) + mark
            time_px = times.horizontalAdvance(_seconds(word))
            width = max(theme.length(44), max(text_px, time_px) + 2 * _PAD_PX)
            if x + width > self.width() and x > 1:
                x, y = 0.5, y + height + _GAP_PX
            found.append((word, QRectF(x, y, min(width, self.width() - 1), height)))
            x += width + _GAP_PX
        return found

    def _paint(self, painter: QPainter, word: Word, box: QRectF, sounding: bool) -> None:
        theme, doubtful = self._session.theme, _doubtful(word)
        role = "accent.graphic" if sounding else "data.doubt2" if doubtful else "border.default"
        pen = QPen(theme.colour(role), 1)
        if doubtful and not sounding:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.colour("accent.selection" if sounding else "bg.raised"))
        painter.drawRoundedRect(box, 6, 6)
        text = box.adjusted(_PAD_PX, 3, -4, -3)
        if doubtful:
            at = QPointF(round(text.left()), round(text.top()) + theme.length(2))
            painter.drawPixmap(at, themed_pixmap(theme, "review.next", "warning.text", _MARK_PX))
            text.setLeft(text.left() + _MARK_PX + 4)
        painter.setFont(line_font(theme, "body", word.text))
        painter.setPen(theme.colour("text.primary"))
        shown = painter.fontMetrics().elidedText(word.text.strip(), Qt.TextElideMode.ElideRight, round(text.width()))
        painter.drawText(text, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute, shown)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text.muted"))
        painter.drawText(box.adjusted(_PAD_PX, 3, -4, -3), Qt.AlignmentFlag.AlignBottom, _seconds(word))


def _doubtful(word: Word) -> bool:
    return needs_ear(word.confidence) and not word.locked


def _seconds(word: Word) -> str:
    return "–" if word.start_ms is None else f"{word.start_ms / 1000:.2f}"


def _spoken(word: Word) -> str:
    sure = f", doubtful, {word.confidence:.0%}" if _doubtful(word) and word.confidence is not None else ""
    return f"{word.text.strip()} {'not timed' if word.start_ms is None else format_time(word.start_ms)}{sure}"
