"""A hand on the mouse, and an eye on the picture."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
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


def drag_with(band: QWidget, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier, drop: bool = True) -> None:
    """Drag with keys held, which QTest's own moves know nothing of."""
    none, kinds = Qt.MouseButton.NoButton, QEvent.Type
    middle = start + QPoint((end.x() - start.x()) // 2, 0)
    steps = [(kinds.MouseButtonPress, start, LEFT), (kinds.MouseMove, middle, none), (kinds.MouseMove, end, none)]
    for kind, place, button in [*steps, (kinds.MouseButtonRelease, end, LEFT)][: 4 if drop else 3]:
        held = none if kind is kinds.MouseButtonRelease else LEFT
        where = QPointF(place)
        QApplication.sendEvent(band, QMouseEvent(kind, where, band.mapToGlobal(where), button, held, keys))
