"""A button that shows its key as a small cap."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QPen

from lrc_studio.ui.actions.bound import follow_tip, shown_key
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import PushButton, set_button_icon

_CAP_PX = 18
_RIGHT_PX, _LARGE_RIGHT_PX = 8, 16
_ON_PRIMARY = "accent.onFill", "accent.fillPressed", "accent.onFill"
_ON_OTHERS = "border.default", "bg.sunken", "text.secondary"
"""The cap's edge, face and letters."""
_GAP_PX = 5


class KeyButton(PushButton):
    """Runs an action and wears its key; `kind` and `large` as those of other buttons."""

    def __init__(self, session: Session, action: QAction, kind: str = "", large: bool = False) -> None:
        super().__init__()
        self._session, self._action = session, action
        self._primary, self._right_px = kind == "primary", _LARGE_RIGHT_PX if large else _RIGHT_PX
        self.setProperty("kind", kind)
        self.setProperty("measure", "large" if large else "")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click Space plays as before
        follow_tip(self, action)
        action.changed.connect(self.fit)
        self.clicked.connect(action.trigger)

    def say(self, text: str, icon: str) -> None:
        """Show another name and icon."""
        if self.accessibleName() != text:
            self.setAccessibleName(text)
            self.setText(text)
        set_button_icon(self, self._session.theme, icon, "accent.onFill" if self._primary else "text.primary")
        self.fit()

    def fit(self) -> None:
        """Leave room for the cap."""
        cap = self._cap_width()
        style = f"padding-right: {cap + self._right_px + _GAP_PX}px;" if cap else ""
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
        cap = QRectF(self.width() - self._right_px - width, round((self.height() - height) / 2), width, height)
        edge, face, ink = _ON_PRIMARY if self._primary else _ON_OTHERS
        painter.setPen(QPen(theme.colour(edge), 1))
        painter.setBrush(theme.colour(face))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font("caption"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key())

    def _key(self) -> str:
        return shown_key(self._action)

    def _cap_width(self) -> int:
        if not self._key():
            return 0
        metrics = QFontMetrics(self._session.theme.font("caption"))
        return max(self._session.theme.length(_CAP_PX), metrics.horizontalAdvance(self._key()) + 10)
