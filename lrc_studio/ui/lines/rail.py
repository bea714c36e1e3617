"""Where the side panel stands: beside the table, or in a small window behind a rail, from where it opens over it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence, QPainter, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QToolButton, QWidget

from lrc_studio.core.settings import SIDE_TABS
from lrc_studio.ui.actions.bound import BoundActions, follow_tip
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.widgets import across, down

_ICON_PX, _COUNTED_PX, _BADGE_PX, _BADGE_TEXT_PX = 16, 26, 14, 10


class PanelRail(QWidget):
    """The strip of icons that a small window keeps of its side panel: one a page, with the number of problems."""

    def __init__(self, session: Session, actions: BoundActions) -> None:
        super().__init__()
        self._session, self._actions = session, actions
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(size("rail"))
        column = down(self, 4, (3, 8, 3, 8))
        self.buttons = {page: self._button(actions.by_id(f"view.{page}")) for page, _ in SIDE_TABS}
        for made in self.buttons.values():
            column.addWidget(made)
        column.addStretch(1)
        for signal in (session.theme.changed, session.findings.changed, session.settings_changed):
            signal.connect(self.show_open)
        self.show_open()

    def show_open(self, *_: object) -> None:
        """Mark the page that lies over the table, and how many problems there are."""
        session = self._session
        settings, count = session.settings, session.findings.count
        shown = settings.simple_tab if settings.simple else settings.side_tab
        for page, made in self.buttons.items():
            made.setChecked(bool(session.drawer_open) and page == shown)
            picture = self._actions.by_id(f"view.{page}").icon()
            told = page == "problems" and count > 0
            made.setIcon(_counted(session, picture, count) if told else picture)
            made.setIconSize(QSize(_COUNTED_PX, _COUNTED_PX) if told else QSize(_ICON_PX, _ICON_PX))
        self.buttons["problems"].setAccessibleName(f"Problems, {count}" if count else "Problems")

    def _button(self, action: QAction) -> QToolButton:
        made = QToolButton()
        made.setCheckable(True)
        made.setAccessibleName(action.text())
        follow_tip(made, action)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: self._press(action))
        return made

    def _press(self, action: QAction) -> None:
        action.trigger()
        self.show_open()


def _counted(session: Session, picture: QIcon, count: int) -> QIcon:
    """The icon with a number in a small disc at its upper right."""
    theme, ratio = session.theme, 2.0
    drawn = QPixmap(QSize(_COUNTED_PX, _COUNTED_PX) * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    picture.paint(painter, 5, 5, _ICON_PX, _ICON_PX)
    text = str(count) if count < 100 else "99"
    font = theme.font("caption")
    font.setPixelSize(_BADGE_TEXT_PX)  # the disc is of the icon's size, whatever that of the text
    painter.setFont(font)
    wide = max(_BADGE_PX, painter.fontMetrics().horizontalAdvance(text) + 6)
    disc = QRect(_COUNTED_PX - wide, 0, wide, _BADGE_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("danger.graphic"))
    painter.drawRoundedRect(disc, _BADGE_PX / 2, _BADGE_PX / 2)
    painter.setPen(theme.colour("bg.panel"))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return QIcon(drawn)


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
        leave.activated.connect(actions.by_id("view.side").trigger)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_drawer()

    def fit(self, small: bool) -> None:
        """Take the panel's place in a window of this kind, as the person wants it."""
        session = self._session
        before = session.drawer_open
        session.drawer_open = bool(before) if small else None
        self._rail.setVisible(small)
        self._rail.show_open()
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
