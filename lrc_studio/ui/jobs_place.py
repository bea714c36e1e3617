"""Where the Jobs panel stands: right of a page's content, or over it where the window is too small for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size, tokens
from lrc_studio.ui.widgets import across, down

if TYPE_CHECKING:
    from lrc_studio.ui.joblist.panel import JobsPanel


class JobsPlace(QWidget):
    """Holds `content`, and the panel once it was asked for."""

    def __init__(self, session: Session, actions: BoundActions, content: QWidget) -> None:
        super().__init__()
        self._session, self._actions = session, actions
        self._panel: JobsPanel | None = None
        self._row = across(self, 0)
        self._row.addWidget(content, 1)
        self._drawer = QFrame(self)
        self._drawer.setObjectName("drawer")
        self._inside = down(self._drawer)
        self._drawer.hide()
        session.services.panel_toggled.connect(self.fit)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show or hide the panel, in its place for this width."""
        opened = self._session.services.panel_open
        if opened and self._panel is None:
            from lrc_studio.ui.joblist.panel import JobsPanel  # the first window need not wait for it

            self._panel = JobsPanel(self._session, self._actions)
        if self._panel:
            over = opened and self.window().width() < tokens()["breakpoints"]["small"]
            self._put(self._panel, over)
            self._panel.setVisible(opened)

    def _put(self, panel: JobsPanel, over: bool) -> None:
        inside = self._inside if over else self._row
        if panel.parent() is not (self._drawer if over else self):
            inside.addWidget(panel)
        self._drawer.setVisible(over)
        if over:
            width = min(self._session.theme.length(size("dockJobs")) + 2, self.width())
            self._drawer.setGeometry(QRect(self.width() - width, 0, width, self.height()))
            self._drawer.raise_()
