"""Choices that stand side by side and one of which holds: the mode and the level."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QToolButton

from lrc_studio.ui.actions.bound import follow_tip
from lrc_studio.ui.icons import icon
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.widgets import across

_SHORT = {"level.line": "Line", "level.word": "Word", "level.syllable": "Syllable"}


class Segment(QFrame):
    """One tab stop; the arrow keys go from one to the next. `on_roles` are the icons' colours where they hold."""

    def __init__(
        self,
        session: Session,
        name: str,
        actions: Sequence[QAction],
        icons: Sequence[str],
        on_roles: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._session, self._actions = session, list(actions)
        self._icons, self._on_roles = list(icons), list(on_roles)
        self.setObjectName("segment")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = across(self, 0, (2, 2, 2, 2))
        self.buttons = [self._button(action) for action in self._actions]
        for made in self.buttons:
            row.addWidget(made)
        for signal in (session.theme.changed, session.modes.changed):
            signal.connect(self._show)
        for action in self._actions:
            action.changed.connect(self._show)
        self._show()

    def _button(self, action: QAction) -> QToolButton:
        made = QToolButton()
        made.setObjectName(action.objectName())
        made.setProperty("segment", "true")
        made.setCheckable(True)
        made.setText(f"\u2009{_SHORT.get(action.objectName(), action.text())}")  # Qt leaves little room beside icons
        follow_tip(made, action)
        made.setAccessibleName(action.text())
        made.setIconSize(QSize(size("icon"), size("icon")))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda: self._choose(action))
        self._group.addButton(made)
        return made

    def _choose(self, action: QAction) -> None:
        if not action.isChecked():
            action.trigger()
        self._show()

    def _show(self) -> None:
        self.setFixedHeight(self._session.theme.length(size("control") + 2))
        roles = self._on_roles or ["text.primary"] * len(self.buttons)
        for made, action, name, on_role in zip(self.buttons, self._actions, self._icons, roles, strict=True):
            made.setEnabled(action.isEnabled())
            if action.isChecked() and not made.isChecked():
                made.setChecked(True)
            made.setIcon(icon(self._session.theme, name, on_role=on_role))


class ModeSegment(Segment):
    """Edit or Tap sync."""

    def __init__(self, session: Session, find: Sequence[QAction]) -> None:
        super().__init__(session, "Mode", find, ("mode.edit", "mode.tap"), ("accent.onFill", "sync.onFill"))


class LevelSegment(Segment):
    """Line, Word or Syllable."""

    def __init__(self, session: Session, find: Sequence[QAction]) -> None:
        super().__init__(session, "Level", find, ("level.line", "level.word", "level.syllable"))


class LevelMenu(QToolButton):
    """The same as a drop-down, where there is no room for all three."""

    def __init__(self, session: Session, find: Sequence[QAction]) -> None:
        super().__init__()
        self._session, self._actions = session, list(find)
        self.setObjectName("levelMenu")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the name
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        menu.addActions(self._actions)
        self.setMenu(menu)
        for signal in (session.theme.changed, session.modes.changed):
            signal.connect(self._show)
        self._show()

    def _show(self) -> None:
        name = _SHORT[f"level.{self._session.modes.level}"]
        self.setText(f"{name}\u2002")
        self.setAccessibleName(f"Level: {name}")
        self.setToolTip("What is timed one by one")
        self.setIcon(icon(self._session.theme, "menu"))
        self.setFixedHeight(self._session.theme.length(size("control") + 2))
