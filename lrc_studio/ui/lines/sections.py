"""The bands that name sections: above a section's first line, and held at the top while its lines scroll."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTableView

from lrc_studio.core.sections import section_starts
from lrc_studio.ui.lines.columns import PAD_PX, Column
from lrc_studio.ui.lines.model import LineModel
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size

_LINE_GAP_PX = 10
_RIGHT_PX = 12


class SectionBands:
    """Knows where the bands of a table stand, and paints them over it."""

    def __init__(self, session: Session, view: QTableView, model: LineModel) -> None:
        self._session, self._view, self._model = session, view, model
        self._names: dict[int, str] = {}
        self._rows: list[int] = []

    def take_lines(self) -> bool:
        """Note where sections begin, after the lines changed; whether a name or a place is another one now."""
        before, starts = self._names, section_starts(self._session.document.lyrics)
        self._names = {row: name for row, _, name in starts}
        self._rows = list(self._names)
        return self._names != before

    def over(self, row: int) -> int | None:
        """The first row of the section a row belongs to, None before the first section."""
        place = bisect_right(self._rows, row)
        return self._rows[place - 1] if place else None

    def held_px(self, row: int) -> int:
        """How much of the top a row must leave free for a band that is held there."""
        first = self.over(row)
        return 0 if first is None or first == row else size("sectionBand")

    def held(self) -> tuple[int, int] | None:
        """The band held at the top as (row it belongs to, its top in px), None where none is."""
        at_top = self._view.rowAt(0)
        first = self.over(at_top) if at_top >= 0 else None
        if first is None or self._view.rowViewportPosition(first) >= 0:
            return None
        following = next(iter(self._rows[bisect_right(self._rows, first) :][:1]), None)
        pushed = size("sectionBand") if following is None else self._view.rowViewportPosition(following)
        return first, min(0, pushed - size("sectionBand"))

    def paint(self, painter: QPainter) -> None:
        """Draw all bands in sight."""
        for row, name, top in self._in_sight():
            self._paint_band(painter, top, name, held=self._view.rowViewportPosition(row) != top)

    def _in_sight(self) -> Iterator[tuple[int, str, int]]:
        height = self._view.viewport().height()
        first = bisect_left(self._rows, max(self._view.rowAt(0), 0))
        for row in self._rows[first:]:
            top = self._view.rowViewportPosition(row)
            if top > height:
                break
            if top >= 0:
                yield row, self._names[row], top
        held = self.held()
        if held:
            yield held[0], self._names[held[0]], held[1]

    def _paint_band(self, painter: QPainter, top: int, name: str, held: bool) -> None:
        theme = self._session.theme
        band = QRect(0, top, self._view.viewport().width(), size("sectionBand"))
        painter.fillRect(band, theme.colour("bg.panel"))
        font = theme.font("smallStrong")
        painter.setFont(font)
        painter.setPen(theme.colour("text.muted"))
        left = self._view.columnViewportPosition(Column.START) + PAD_PX
        painter.drawText(band.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
        line = theme.colour("border.subtle")
        if held:
            painter.fillRect(QRect(0, band.bottom(), band.width(), 1), line)
        else:
            after = left + painter.fontMetrics().horizontalAdvance(name) + _LINE_GAP_PX
            painter.fillRect(QRect(after, band.center().y(), band.width() - after - _RIGHT_PX, 1), line)
