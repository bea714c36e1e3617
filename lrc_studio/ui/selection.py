"""Which lines are selected, and which one is the current line everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from lrc_studio.core.diff import changed_span
from lrc_studio.core.lyrics import Lyrics


@dataclass(frozen=True, slots=True)
class Selected:
    """Selected rows in order (from 0) and the current one among them, or None."""

    rows: tuple[int, ...] = ()
    current: int | None = None


class Selection(QObject):
    """The selected rows. `changed()` follows every change of rows or of the current row."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = Selected()

    @property
    def state(self) -> Selected:
        """Rows and current row as one value."""
        return self._state

    @property
    def rows(self) -> tuple[int, ...]:
        """The selected rows, ascending."""
        return self._state.rows

    @property
    def current(self) -> int | None:
        """The current row."""
        return self._state.current

    def select(self, rows: Iterable[int], current: int | None = None) -> None:
        """Select `rows`; the current row is `current`, else the first."""
        ordered = tuple(sorted(set(rows)))
        if current is None and ordered:
            current = ordered[0]
        self.restore(Selected(ordered, current))

    def select_one(self, row: int | None) -> None:
        """Select one row alone, or nothing."""
        self.select(() if row is None else (row,), row)

    def restore(self, state: Selected) -> None:
        """Take a state as it was before."""
        if state != self._state:
            self._state = state
            self.changed.emit()

    def follow(self, old: Lyrics, new: Lyrics) -> None:
        """Keep the same lines selected while lines come and go above or within."""
        span = changed_span(old.lines, new.lines)
        count = len(new.lines)

        def moved(row: int) -> int:
            past = row >= span.first + span.removed
            return min(row + span.added - span.removed if past else row, count - 1)

        rows = tuple(sorted({moved(row) for row in self.rows})) if count else ()
        current = moved(self.current) if count and self.current is not None else None
        self.restore(Selected(rows, current))
