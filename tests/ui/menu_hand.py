"""A hand that clicks in the menus of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from lrc_studio.ui.main_window import MainWindow


def choose(window: MainWindow, menu: str, *texts: str) -> None:
    """Click an action in a menu of the window, or in one of its own menus."""
    bar = window.menuBar()
    title = next(action for action in bar.actions() if action.text().replace("&", "") == menu)
    shown = title.menu()
    assert isinstance(shown, QMenu)
    shown.popup(bar.mapToGlobal(bar.actionGeometry(title).bottomLeft()))
    for text in texts:
        action = next(action for action in shown.actions() if action.text() == text)
        inner = action.menu()
        if isinstance(inner, QMenu):
            shown.setActiveAction(action)
            QTest.keyClick(shown, Qt.Key.Key_Right)
            shown = inner
        else:
            QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.actionGeometry(action).center())
        QCoreApplication.processEvents()
