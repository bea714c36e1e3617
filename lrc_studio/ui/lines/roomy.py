"""What a table of lines is before it shows any: it scrolls past its last row, and letters look for nothing in it."""

from __future__ import annotations

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
