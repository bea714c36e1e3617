"""A button that shows its key as a small cap."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from lrc_studio.ui.actions.bound import follow_tip, shown_key
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import set_button_icon

_CAP_PX = 18
_RIGHT_PX = 8
_GAP_PX = 2


class KeyButton(QPushButton):
    """Runs an action and wears its key."""

    def __init__(self, session: Session, action: QAction) -> None:
        super().__init__()
        self._session, self._action = session, action
        self.setProperty("kind", "")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click Space plays as before
        follow_tip(self, action)
        action.changed.connect(self._fit)
        self.clicked.connect(action.trigger)

    def say(self, text: str, icon: str) -> None:
        """Show another name and icon."""
        if self.accessibleName() != text:
            self.setAccessibleName(text)
            self.setText(text)
        set_button_icon(self, self._session.theme, icon, "text.primary")
        self._fit()

    def _fit(self) -> None:
        """Leave room for the cap."""
        cap = self._cap_width()
        style = f"padding-right: {cap + _RIGHT_PX + _GAP_PX}px;" if cap else ""
        if style != self.styleSheet():
            self.setStyleSheet(style)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        width = self._cap_width()
        if not width:
            return
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = theme.length(_CAP_PX)
        cap = QRectF(self.width() - _RIGHT_PX - width, round((self.height() - height) / 2), width, height)
        painter.setPen(QPen(theme.colour("border.default"), 1))
        painter.setBrush(theme.colour("bg.sunken"))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.colour("text.secondary"))
        painter.setFont(theme.font("caption"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key())

    def _key(self) -> str:
        return shown_key(self._action)

    def _cap_width(self) -> int:
        if not self._key():
            return 0
        metrics = QFontMetrics(self._session.theme.font("caption"))
        return max(self._session.theme.length(_CAP_PX), metrics.horizontalAdvance(self._key()) + 10)
