"""The Jobs panel: two tabs, the program's jobs and the service's own list, over one foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QTabBar, QToolButton, QWidget

from lrc_studio.ui.actions.bound import BoundActions, follow_tip
from lrc_studio.ui.icons import icon, themed_pixmap
from lrc_studio.ui.joblist.here import HereList
from lrc_studio.ui.joblist.there import ThereList
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.widgets import ElidedLabel, across, button, down, label, set_button_icon

_HEAD_PX = 36


class JobsPanel(QFrame):
    """Shown while `view.jobs` is on; its lists are read when they come into sight."""

    def __init__(self, session: Session, actions: BoundActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobsPanel")
        self.setAccessibleName("Jobs")
        self._session, self._actions = session, actions
        column = down(self, 0)
        self._top = self._head()
        column.addWidget(self._top)
        self._pages = QStackedWidget()
        self.here, self.there = HereList(session, actions), ThereList(session)
        self._pages.addWidget(self.here)
        self._pages.addWidget(self.there)
        column.addWidget(self._pages, 1)
        column.addWidget(self._foot())
        self.tabs.currentChanged.connect(self._on_tab)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._leave)
        for signal in (session.services.changed, session.theme.changed):
            signal.connect(self._on_changed)
        self._on_changed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_tab(self.tabs.currentIndex())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.here.rest()

    def _head(self) -> QWidget:
        head = QFrame()
        head.setObjectName("jobsHead")
        row = across(head, 6, margins_px=(16, 0, 8, 0))
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.tabs.addTab("Jobs")
        self.tabs.addTab("On the service")
        row.addWidget(self.tabs, alignment=Qt.AlignmentFlag.AlignBottom)
        row.addStretch()
        self._coins, self._credits = label(), ElidedLabel("", "small")
        row.addWidget(self._coins)
        row.addWidget(self._credits, 1)
        row.addSpacing(4)
        self._cross = QToolButton()
        self._cross.setAccessibleName("Close the Jobs panel")
        follow_tip(self._cross, self._actions.by_id("view.jobs"))
        self._cross.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cross.clicked.connect(self._leave)
        row.addWidget(self._cross)
        return head

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setObjectName("jobsFoot")
        row: QHBoxLayout = across(foot, 8, margins_px=(16, 10, 16, 10))
        self._shield = label()
        row.addWidget(self._shield)
        told = label("Jobs survive closing the program.", "secondary")
        told.setWordWrap(True)
        row.addWidget(told, 1)
        self._by_id = button("Song by id")
        follow_tip(self._by_id, self._actions.by_id("service.by_id"))
        self._by_id.clicked.connect(self._actions.by_id("service.by_id").trigger)
        row.addWidget(self._by_id)
        self._keys = button("Service key")
        follow_tip(self._keys, self._actions.by_id("tools.keys"))
        self._keys.clicked.connect(self._actions.by_id("tools.keys").trigger)
        row.addWidget(self._keys)
        return foot

    def _leave(self) -> None:
        if self._session.services.panel_open:
            self._actions.by_id("view.jobs").trigger()

    def _on_tab(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        if self.isVisible():
            (self.here, self.there)[place].wake()

    def _on_changed(self) -> None:
        theme, services = self._session.theme, self._session.services
        self._top.setFixedHeight(theme.length(_HEAD_PX))
        self.setFixedWidth(theme.length(size("dockJobs")))
        count = len(services.listed())
        self.tabs.setTabText(0, f"Jobs  {count}" if count else "Jobs")
        said = services.credits_words()
        self._credits.setMaximumWidth(self._credits.fontMetrics().horizontalAdvance(said) + 2)
        self._credits.say(said)
        for part in (self._coins, self._credits):
            part.setVisible(bool(said))
        self._coins.setPixmap(themed_pixmap(theme, "credits", "text.secondary"))
        self._shield.setPixmap(themed_pixmap(theme, "privacy", "text.muted"))
        self._cross.setIcon(icon(theme, "close"))
        set_button_icon(self._keys, theme, "key", "text.primary")
        set_button_icon(self._by_id, theme, "origin.provider", "text.primary")
