"""Small building blocks that every part of the window uses."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from lrc_studio.ui.icons import icon
from lrc_studio.ui.theme import Theme, size


def label(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """A label in a role of the style sheet: muted, secondary, caption, small, heading, title, time or error."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    return made


def button(text: str, kind: str = "", large: bool = False, small: bool = False) -> QPushButton:
    """A push button: `kind` is primary, quiet, link, danger or "" for secondary."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setProperty("measure", "large" if large else "small" if small else "")
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
    return made


def tool_button(action: QAction, name: str = "") -> QToolButton:
    """An icon button for an action, 32 px, with the action's tool tip."""
    made = QToolButton()
    made.setDefaultAction(action)
    made.setIconSize(QSize(size("icon"), size("icon")))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setAccessibleName(action.text().rstrip("…"))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if name:
        made.setObjectName(name)
    return made


def hairline(vertical: bool = True, length_px: int = 20) -> QFrame:
    """A divider of one pixel."""
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedSize(*((1, length_px) if vertical else (length_px, 1)))
    return line


def set_button_icon(made: QPushButton, theme: Theme, name: str, role: str) -> None:
    """Draw a push button's icon in a colour role."""
    made.setIcon(icon(theme, name, role))
    made.setIconSize(QSize(size("icon"), size("icon")))
    bare = made.text().strip(_GAP)
    made.setText(f"{_GAP}{bare}" if bare else "")


_GAP = "\u2002"
"""An en space: Qt leaves only 4 px between icon and label."""
Margins = tuple[int, int, int, int]


def across(parent: QWidget | None = None, gap_px: int = 8, margins_px: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """A row of widgets; without `parent` it goes into another layout."""
    made = QHBoxLayout(parent) if parent else QHBoxLayout()
    made.setSpacing(gap_px)
    made.setContentsMargins(*margins_px)
    return made


def down(parent: QWidget | None = None, gap_px: int = 0, margins_px: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column of widgets; without `parent` it goes into another layout."""
    made = QVBoxLayout(parent) if parent else QVBoxLayout()
    made.setSpacing(gap_px)
    made.setContentsMargins(*margins_px)
    return made


def clear_layout(layout: QLayout) -> None:
    """Take all widgets out of a layout and delete them."""
    while (item := layout.takeAt(0)) is not None:
        made = item.widget()
        if made:
            made.hide()
            made.deleteLater()
