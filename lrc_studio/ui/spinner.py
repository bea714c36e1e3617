"""The mark of work in progress: an icon that turns, or three still dots where motion is not wanted."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.theme import Theme, tokens

_FRAME_MS = 33
_PX = 14


class Spinner(QWidget):
    """Turns once in the token's time while it is visible; costs nothing while it is not."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=_FRAME_MS)
        self._timer.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def angle(self) -> float:
        """Where it has turned to, in degrees; 0 where motion is not wanted."""
        turn_ms = int(tokens()["motion"]["spinTurn"])
        return self._since.elapsed() % turn_ms * 360 / turn_ms if self._timer.isActive() else 0.0

    def sizeHint(self) -> QSize:
        return QSize(_PX, _PX)

    def showEvent(self, event: QShowEvent) -> None:
        if self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self):
            self._since.start()
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._timer.isActive():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent.text"))
            for place in range(3):
                painter.drawEllipse(1 + 5 * place, _PX // 2 - 1, 3, 3)
            return
        painter.translate(_PX / 2, _PX / 2)
        painter.rotate(self.angle)
        painter.drawPixmap(-_PX // 2, -_PX // 2, themed_pixmap(self._theme, "job.working", "accent.text", _PX))
