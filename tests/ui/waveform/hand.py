"""A hand on the mouse, and an eye on the picture."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

LEFT = Qt.MouseButton.LeftButton


def at(ms: float, y: int = 60) -> QPoint:
    """The place of a time at 50 px a second."""
    return QPoint(round(ms / 20), y)


def wheel(band: QWidget, x: int, notches: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = QPointF(x, 20)
    event = QWheelEvent(
        place, band.mapToGlobal(place), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(band, event)


def picture(band: QWidget) -> QImage:
    QCoreApplication.processEvents()
    return band.grab().toImage()


def press_and_move(band: QWidget, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(band, LEFT, pos=start)
    QTest.mouseMove(band, start + QPoint((end.x() - start.x()) // 2, 0))
    QTest.mouseMove(band, end)


def drag(band: QWidget, start: QPoint, end: QPoint) -> None:
    press_and_move(band, start, end)
    QTest.mouseRelease(band, LEFT, pos=end)
