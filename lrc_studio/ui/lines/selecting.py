"""Keeps the table's selection and the session's the same, whichever changes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal
from PySide6.QtWidgets import QTableView

from lrc_studio.ui.lines.columns import Column
from lrc_studio.ui.lines.model import LineModel
from lrc_studio.ui.session import Session


class SelectionLink(QObject):
    """`moved(row)` follows when another row became current, so that the table brings it into sight."""

    moved = Signal(int)

    def __init__(self, session: Session, view: QTableView, model: LineModel) -> None:
        super().__init__(view)
        self._session, self._view, self._model = session, view, model
        self._telling = False
        self._shown: int | None = None
        session.selection.changed.connect(self.show)
        view.selectionModel().selectionChanged.connect(self._on_view)
        view.selectionModel().currentRowChanged.connect(self._on_view_current)

    def show(self) -> None:
        """Show the session's selection in the table."""
        if not self._model.in_step:
            return  # the rows come first; the table asks again when they are there
        wanted, current = self._session.selection.rows, self._session.selection.current
        model = self._view.selectionModel()
        with self._quietly():
            if self._rows() != wanted:
                model.select(self._ranges(wanted), QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if current is not None and current != self._view.currentIndex().row():
                column = max(self._view.currentIndex().column(), 0)
                index = self._model.index(current, column)
                model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if current is not None and current != self._shown:
            self.moved.emit(current)
        self._shown = current
        self._view.viewport().update()

    def _rows(self) -> tuple[int, ...]:
        chosen = self._view.selectionModel().selection()
        ranges = [chosen.at(place) for place in range(chosen.count())]
        return tuple(sorted({row for part in ranges for row in range(part.top(), part.bottom() + 1)}))

    def _ranges(self, rows: Iterable[int]) -> QItemSelection:
        chosen = QItemSelection()
        for first, last in _runs(rows):
            chosen.select(self._model.index(first, 0), self._model.index(last, len(Column) - 1))
        return chosen

    def _on_view(self, *_: object) -> None:
        if not self._telling and self._model.in_step:
            rows, current = self._rows(), self._view.currentIndex().row()
            self._session.selection.select(rows, current if current in rows else None)

    def _on_view_current(self, *_: object) -> None:
        """A row that becomes current before it is selected is told together with its selection."""
        if self._view.currentIndex().row() in self._rows():
            self._on_view()

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._telling = True
        try:
            yield
        finally:
            self._telling = False


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ascending rows as (first, last) of each run without a gap."""
    first = last = -2
    for row in rows:
        if row != last + 1:
            if last >= 0:
                yield first, last
            first = row
        last = row
    if last >= 0:
        yield first, last
