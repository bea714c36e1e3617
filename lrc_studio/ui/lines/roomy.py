"""What a table of lines is before it shows any: it scrolls past its last row, and letters look for nothing in it."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QTableView

_ROOM_PX = 64
"""A toast and the gaps around it."""


class RoomyTable(QTableView):
    """Scrolls by pixels, and so far that no message at its foot covers a row for good."""

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of actions here; none of them looks for a row."""

    def updateGeometries(self) -> None:
        super().updateGeometries()
        bar = self.verticalScrollBar()
        bar.setMaximum(max(bar.maximum(), self.verticalHeader().length() + _ROOM_PX - self.viewport().height(), 0))

    def rows_in_sight(self) -> range:
        """The rows of which something can be seen."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        count = self.model().rowCount()
        return range(max(first, 0), last + 1 if last >= 0 else count)

    def repaint_row(self, row: int | None, column: int | None = None) -> None:
        """Paint a row again, or its cell in a column; None and rows that are gone are passed over."""
        if row is None or row >= self.model().rowCount():
            return
        area = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))
        if column is not None:
            area.setLeft(self.columnViewportPosition(column))
            area.setWidth(self.columnWidth(column))
        self.viewport().update(area)
