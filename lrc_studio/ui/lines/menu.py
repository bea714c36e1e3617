"""The menu of a line: the actions that work on it, with their keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from lrc_studio.ui.actions.bound import BoundActions

_GROUPS = (
    ("line.edit_text", "line.edit_time"),
    ("play.line", "review.verify"),
    ("line.insert", "line.insert_before", "line.split", "line.join", "line.up", "line.down"),
    ("edit.copy_lrc", "time.clear", "line.delete"),
)


def line_menu(actions: BoundActions, parent: QWidget) -> QMenu:
    """A menu for the selected lines, gone when it is closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for group in _GROUPS:
        menu.addSeparator()
        menu.addActions([actions.by_id(name) for name in group])
    return menu
