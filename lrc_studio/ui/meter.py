"""The doubt meter: how much is left to check, as one number with one key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.actions.bound import BoundActions, follow_tip, shown_key
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.session import Session

_BAR_PX = 40


class DoubtMeter(QWidget):
    """A click or its key goes to the next line to check. Hidden until there are times."""

    def __init__(self, session: Session, actions: BoundActions) -> None:
        super().__init__()
        self._session = session
        self._next = actions.by_id("review.next")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        follow_tip(self, self._next)
        self._left, self._share, self._timed, self._brief = 0, 0.0, False, False
        session.findings.changed.connect(self._on_changed)
        session.theme.changed.connect(self._on_changed)
        self._next.changed.connect(self._on_changed)
        self._on_changed()

    def sizeHint(self) -> QSize:
        width = 10 + 16 + 8 + self._text_width() + 10
        if self._left:
            width += self._bar_width() + self._cap_width() + 8
        return QSize(width, 32)

    @property
    def brief(self) -> bool:
        """Whether the bar is left out, for want of room; the number stays."""
        return self._brief

    @brief.setter
    def brief(self, brief: bool) -> None:
        if brief != self._brief:
            self._brief = brief
            self.updateGeometry()
            self.update()

    @property
    def bar_px(self) -> int:
        """How much room the bar takes, or would take where it is left out."""
        return _BAR_PX + 8 if self._left else 0

    def _bar_width(self) -> int:
        return 0 if self._brief else self.bar_px

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._next.trigger()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self._next.trigger()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, group = self._session.theme, self._group()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{group}.tint" if group != "text" else "bg.raised"))
        painter.drawRoundedRect(self.rect(), 6, 6)
        role = "text.secondary" if group == "text" else f"{group}.text"
        icon = "done" if group == "success" else "review.next"
        painter.drawPixmap(10, 8, themed_pixmap(theme, icon, role))
        painter.setPen(theme.colour(role))
        painter.setFont(theme.font("bodyStrong"))
        at = 34
        painter.drawText(QRectF(at, 0, self.width(), 32), Qt.AlignmentFlag.AlignVCenter, self._text())
        if self._left:
            self._paint_bar(painter, at + self._text_width() + 8)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus.ring"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_bar(self, painter: QPainter, x: int) -> None:
        theme = self._session.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bg.pressed"))
        if not self._brief:
            painter.drawRoundedRect(QRectF(x, 14, _BAR_PX, 4), 2, 2)
            painter.setBrush(theme.colour("warning.graphic"))
            painter.drawRoundedRect(QRectF(x, 14, _BAR_PX * self._share, 4), 2, 2)
        if not self._cap_width():
            return
        cap = QRectF(x + self._bar_width() + 2, 7, self._cap_width(), 18)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("warning.graphic"), 1))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.colour("warning.text"))
        painter.setFont(theme.font("captionStrong"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, shown_key(self._next))

    def _group(self) -> str:
        if not self._timed:
            return "text"
        return "warning" if self._left else "success"

    def _text(self) -> str:
        if not self._timed:
            return "Not timed yet"
        return f"{self._left} left" if self._left else "Nothing left"

    def _cap_width(self) -> int:
        key = shown_key(self._next)
        advance = QFontMetrics(self._session.theme.font("captionStrong")).horizontalAdvance(key)
        return max(18, advance + 10) if key else 0

    def _text_width(self) -> int:
        self.setFont(self._session.theme.font("bodyStrong"))
        return self.fontMetrics().horizontalAdvance(self._text())

    def _on_changed(self, *_: object) -> None:
        lyrics, found = self._session.document.lyrics, self._session.findings
        self._left, asked = found.left, found.asked
        self._timed = lyrics.timed and (self._left > 0 or not _unreached(lyrics))
        self._share = 1 - self._left / asked if asked else 1.0
        self.setVisible(bool(lyrics.lines))
        self.setAccessibleName(self._text())
        self.updateGeometry()
        self.update()


def _unreached(lyrics: Lyrics) -> bool:
    """Whether a line with text has no time: nothing is left to check, but tap sync has not come to it yet."""
    return any(line.start_ms is None and line.text.strip() for line in lyrics.lines)
