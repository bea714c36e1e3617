"""The lines as a table model that tells only what changed, so that selection, scroll and an open editor survive."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from lrc_studio.core.checks import Problem, problems
from lrc_studio.core.diff import changed_span
from lrc_studio.core.doubt import band
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.timecode import format_time
from lrc_studio.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
LINE_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """The columns from left to right."""

    MARK = 0
    START = 1
    END = 2
    TEXT = 3
    TIMING = 4
    CONFIDENCE = 5


HEADS = ("#", "Start", "End", "Text", "Timing", "Confidence")
EDITABLE = (Column.START, Column.END, Column.TEXT)
_DOUBTS = {"check": "Check", "unsure": "Unsure", "doubtful": "Doubtful"}


class LineModel(QAbstractTableModel):
    """Rows are lines. Each change is told as one changed range and at most one insertion or removal."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._lines: tuple[Line, ...] = session.document.lyrics.lines
        self._problems: dict[int, list[Problem]] = {}
        session.document.changed.connect(self._on_changed)
        session.song.changed.connect(self._check)
        self._check()

    def line(self, row: int) -> Line:
        """The line of a row."""
        return self._lines[row]

    def problems_of(self, row: int) -> list[Problem]:
        """The problems of a row's line, found once a change."""
        return self._problems.get(row, [])

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            right = section == Column.MARK
            return Qt.AlignmentFlag.AlignVCenter | (
                Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            )
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() in EDITABLE else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(line, index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADS[index.column()]} {self._text(line, index)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(line, index)
        return None

    def _text(self, line: Line, index: Index) -> str:
        column = index.column()
        if column == Column.MARK:
            return str(index.row() + 1)
        if column == Column.START:
            return format_time(line.start_ms)
        if column == Column.END:
            return format_time(line.end_ms)
        if column == Column.TEXT:
            return line.text
        return spoken_confidence(line) if column == Column.CONFIDENCE else ""

    def _tip(self, line: Line, index: Index) -> str:
        if index.column() == Column.TEXT:
            return "\n".join([line.text, *(problem.message for problem in self.problems_of(index.row()))])
        return spoken_confidence(line) if index.column() in (Column.MARK, Column.CONFIDENCE) else ""

    def _on_changed(self, old: Lyrics, new: Lyrics) -> None:
        span = changed_span(old.lines, new.lines)
        both = min(span.removed, span.added)
        at = span.first + both
        if span.added > span.removed:
            self.beginInsertRows(NO_PARENT, at, span.first + span.added - 1)
            self._lines = new.lines
            self.endInsertRows()
        elif span.removed > span.added:
            self.beginRemoveRows(NO_PARENT, at, span.first + span.removed - 1)
            self._lines = new.lines
            self.endRemoveRows()
        self._lines = new.lines
        self._check()
        if both:
            last = self.index(span.first + both - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(span.first, 0), last)

    def _check(self) -> None:
        """Find all problems once; rows whose problems changed are told."""
        before, self._problems = self._problems, {}
        lyrics = self._session.document.lyrics
        if lyrics.timed:
            for problem in problems(lyrics, self._session.song.duration_ms):
                self._problems.setdefault(problem.line - 1, []).append(problem)
        rows = [row for row in before.keys() | self._problems.keys() if before.get(row) != self._problems.get(row)]
        shown = [row for row in rows if row < len(self._lines)]
        if shown:
            self.dataChanged.emit(self.index(min(shown), 0), self.index(max(shown), len(Column) - 1))


def spoken_confidence(line: Line) -> str:
    """A line's confidence in words: "Verified", "Doubtful · 46%", "96%", or "" where there is none."""
    if line.locked:
        return "Verified"
    if line.confidence is None:
        return ""
    percent = f"{line.confidence:.0%}"
    word = _DOUBTS.get(str(band(line.confidence)))
    return f"{word} · {percent}" if word else percent
