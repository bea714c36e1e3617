"""The menu bar, made from the actions; and the songs opened last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QToolButton, QWidget

from lrc_studio.ui.actions import MENUS
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.icons import icon
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.widgets import across, tool_button

_FOLDED = {("View", 3): "Colours"}
"""The groups of a menu that are a menu of their own: with them it would be higher than a small screen."""


def fill_menu_bar(bar: QMenuBar, session: Session, actions: BoundActions) -> QWidget:
    """Fill the menu bar; gives its corner widget, which the caller keeps (the bar does not own it)."""

    corner = QWidget(bar)

    def fit() -> None:
        high_px = session.theme.length(size("header"))
        bar.setFixedHeight(high_px)
        corner.setFixedHeight(high_px)  # else it stands at the top where the text is large

    session.theme.changed.connect(fit)
    fit()
    for name in MENUS:
        menu = bar.addMenu(_with_letter(name))
        _fill(menu, name, session, actions)
    corner.setObjectName("corner")
    row = across(corner, margins_px=(0, 0, 10, 4))  # on the line of the menus' names
    simple = tool_button(actions.by_id("view.simple"), "simple")
    simple.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    actions.by_id("view.simple").changed.connect(lambda: simple.setText(_SIMPLE))
    simple.setText(_SIMPLE)
    row.addWidget(simple)
    row.addWidget(JobsButton(session, actions.by_id("view.jobs")))
    row.addWidget(tool_button(actions.by_id("view.side")))
    bar.setCornerWidget(corner)
    return corner


def _with_letter(name: str) -> str:
    """The menu's name with its letter for Alt: the first that no menu before it has taken."""
    taken: set[str] = set()
    for menu in MENUS:
        letter = next((sign for sign in menu if sign.lower() not in taken), "")
        taken.add(letter.lower())
        if menu == name:
            return menu.replace(letter, f"&{letter}", 1) if letter else menu
    return name


def _fill(menu: QMenu, name: str, session: Session, actions: BoundActions) -> None:
    group, place = 0, menu
    for spec, action in actions.in_menu(name):
        if spec.group != group:
            menu.addSeparator()
            group = spec.group
            title = _FOLDED.get((name, group))
            place = menu.addMenu(title) if title else menu
        place.addAction(action)
        if spec.id == "file.open":
            menu.addMenu(RecentMenu(session, menu))


_SIMPLE = "\u2009Simple"  # Qt leaves little room beside icons


class JobsButton(QToolButton):
    """Opens the Jobs panel; says how many jobs are under way or wait with their answer."""

    def __init__(self, session: Session, action: QAction) -> None:
        super().__init__()
        self._session, self._action = session, action
        self.setObjectName("jobs")
        self.setCheckable(True)
        self.setIconSize(QSize(size("icon"), size("icon")))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_changed)
        services = session.services
        for signal in (services.changed, services.panel_toggled, session.theme.changed):
            signal.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        services = self._session.services
        count = services.under_way + services.waiting_results
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextBesideIcon if count else style.ToolButtonIconOnly)
        self.setText(str(count) if count else "")
        role = "accent.text" if count else "text.secondary"
        self.setIcon(icon(self._session.theme, "jobs", role, on_role="accent.text"))
        self.setChecked(services.panel_open)
        said = services.summary()
        self.setAccessibleName(f"Jobs: {said}")
        self.setToolTip(f"{self._action.toolTip()}<br>{said[:1].upper()}{said[1:]}.")


class RecentMenu(QMenu):
    """The songs opened last, as far as known when the menu opens."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("Open recent", parent)
        self._session = session
        self.aboutToShow.connect(self._fill)
        session.theme.changed.connect(self._draw_icon)
        self._draw_icon()

    def _draw_icon(self) -> None:
        self.setIcon(icon(self._session.theme, "file.open_recent"))

    def _fill(self) -> None:
        self.clear()
        recent = self._session.files.recent
        recent.look()
        for song in recent.songs:
            title = " · ".join(part for part in (song.title, song.artist) if part)
            shown = self.addAction(title.replace("&", "&&"))
            shown.triggered.connect(self._opener(song.paths))
        if self.isEmpty():
            self.addAction("Nothing yet").setEnabled(False)

    def _opener(self, paths: tuple[Path, ...]) -> Callable[[], None]:
        return lambda: self._session.files.open(paths)
