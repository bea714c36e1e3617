"""Where the side panel stands: beside the table, or in a small window behind a rail, from where it opens over it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QToolButton, QWidget

from lrc_studio.ui.actions.bound import BoundActions, follow_tip
from lrc_studio.ui.icons import icon
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.widgets import across, down


class PanelRail(QWidget):
    """The strip of icons that a small window keeps of its side panel."""

    def __init__(self, session: Session, actions: BoundActions) -> None:
        super().__init__()
        self._session, self._action = session, actions.by_id("view.side")
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(size("rail"))
        self.button = QToolButton()
        self.button.setCheckable(True)
        self.button.setAccessibleName("Line")
        follow_tip(self.button, self._action)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self._action.trigger)
        column = down(self, 4, (3, 8, 3, 8))
        column.addWidget(self.button)
        column.addStretch(1)
        session.theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self.button.setIcon(icon(self._session.theme, "view.line", on_role="accent.text"))


class SidePlace(QWidget):
    """Holds table and panel; `sides` is the splitter that has them beside each other."""

    def __init__(self, session: Session, actions: BoundActions, sides: QSplitter, panel: QWidget) -> None:
        super().__init__()
        self._session, self._actions = session, actions
        self._sides, self._panel = sides, panel
        self._rail = PanelRail(session, actions)
        row = across(self, 0)
        row.addWidget(sides, 1)
        row.addWidget(self._rail)
        self._drawer = QFrame(self)
        self._drawer.setObjectName("drawer")
        self._inside = down(self._drawer)
        self._drawer.hide()
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._drawer)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._rail.button.click)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_drawer()

    def fit(self, small: bool) -> None:
        """Take the panel's place in a window of this kind, as the person wants it."""
        session = self._session
        before = session.drawer_open
        session.drawer_open = bool(before) if small else None
        self._rail.setVisible(small)
        self._rail.button.setChecked(bool(session.drawer_open))
        self._put_panel(in_drawer=bool(session.drawer_open))
        beside = session.settings.side_panel and not session.services.panel_open  # jobs take its place
        self._panel.setVisible(bool(session.drawer_open) or (not small and beside))
        if before != session.drawer_open:
            self._actions.refresh()

    def _put_panel(self, in_drawer: bool) -> None:
        if in_drawer and self._panel.parent() is not self._drawer:
            self._inside.addWidget(self._panel)
            self._place_drawer()
            self._drawer.show()
            self._drawer.raise_()
        elif not in_drawer and self._panel.parent() is self._drawer:
            had_focus = self._drawer.isAncestorOf(self._drawer.window().focusWidget() or self)
            self._drawer.hide()
            self._sides.addWidget(self._panel)
            if had_focus:
                self._session.asked.emit("focus_table")

    def _place_drawer(self) -> None:
        width = min(self._session.theme.length(size("dock")), self.width() - size("rail"))
        self._drawer.setGeometry(QRect(self.width() - size("rail") - width, 0, width, self.height()))
