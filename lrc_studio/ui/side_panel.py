"""The side panel: the current line, the karaoke preview, the problems or the raw text, one at a time."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.lines.panel import LinePanel
from lrc_studio.ui.preview.view import KaraokeView
from lrc_studio.ui.problems import Problems
from lrc_studio.ui.raw.view import RawText
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.widgets import across, down, label, tool_button

TABS = ("line", "preview", "problems", "raw")
_NAMES = {"line": "Line", "preview": "Preview", "problems": "Problems", "raw": "Raw text"}
_WIDE_PX = 900
_AROUND_PX = 48


class SidePanel(QWidget):
    """Which tab is in front is remembered for the full and for the simple view, which begins with the raw text."""

    def __init__(self, session: Session, actions: BoundActions, line: LinePanel) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("side_panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line, self.preview, self.raw = line, KaraokeView(session), RawText(session)
        self.problems = Problems(session)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Side panel")
        for name in TABS:
            self.tabs.addTab(_NAMES[name])
        self.pages = QStackedWidget()
        for page in (self.line, self.preview, self.problems, self.raw):
            self.pages.addWidget(page)
        self._hint = label("Both sides edit the same lyrics", "small")
        self._full = tool_button(actions.by_id("preview.full"))
        column = down(self)
        column.addLayout(self._head())
        column.addWidget(self.pages, 1)
        self.tabs.currentChanged.connect(self._on_tab)
        session.settings_changed.connect(self._on_settings)
        session.theme.changed.connect(self._on_theme)
        session.asked.connect(self._on_asked)
        session.findings.changed.connect(self._on_found)
        self._on_found()
        self._on_settings()
        self._on_theme()

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._session.theme.length(size("dockMin")), self.line.minimumWidth()), 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show(self._shown)

    def _head(self) -> QHBoxLayout:
        head = across(gap_px=8, margins_px=(16, 4, 10, 0))
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self._hint)
        head.addWidget(self._full)
        return head

    @property
    def _shown(self) -> str:
        settings = self._session.settings
        return settings.simple_tab if settings.simple else settings.side_tab

    def _on_tab(self, at: int) -> None:
        name = TABS[at]
        if name != self._shown:
            field = "simple_tab" if self._session.settings.simple else "side_tab"
            self._session.change_settings(**{field: name})
        self._show(name)

    def _on_settings(self, *_: object) -> None:
        at = TABS.index(self._shown)
        if self.tabs.currentIndex() != at:
            self.tabs.setCurrentIndex(at)
        self._show(TABS[at])

    def _show(self, name: str) -> None:
        self.pages.setCurrentIndex(TABS.index(name))
        self._full.setVisible(name == "preview")
        room = self.width() - self.tabs.sizeHint().width() - _AROUND_PX
        self._hint.setVisible(name == "raw" and room >= self._hint.sizeHint().width())  # else it would cut the tabs
        wide = self._session.theme.length(_WIDE_PX)
        if self.maximumWidth() != wide:
            self.setMaximumWidth(wide)

    def _on_found(self) -> None:
        count = self._session.findings.count
        self.tabs.setTabText(TABS.index("problems"), f"Problems {count}" if count else "Problems")

    def _on_theme(self) -> None:
        self.updateGeometry()  # larger text asks for more
        self._show(self._shown)

    def _on_asked(self, name: str) -> None:
        """Bring a page to the front, and the panel into sight."""
        if name.startswith("side:"):
            self.tabs.setCurrentIndex(TABS.index(name.removeprefix("side:")))
