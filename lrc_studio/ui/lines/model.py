"""The lines as a table model that tells only what changed, so that selection, scroll and an open editor survive."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt

from lrc_studio.core.checks import Problem
from lrc_studio.core.diff import changed_span
from lrc_studio.core.doubt import band
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.timecode import format_time
from lrc_studio.ui.lines.columns import EDITABLE, HEADS, LINE_ROLE, NO_PARENT, Column, Index
from lrc_studio.ui.session import Session

_DOUBTS = {"check": "Check", "unsure": "Unsure", "doubtful": "Doubtful"}
ORIGINS = {
    "imported": "From the file",
    "provider": "From a service",
    "aligned": "Found by auto sync",
    "tapped": "Stamped by you",
    "dragged": "Dragged by you",
    "nudged": "Nudged by you",
    "typed": "Typed by you",
    "interpolated": "Between its neighbours",
}


class LineModel(QAbstractTableModel):
    """Rows are lines. Each change is told as one changed range and at most one insertion or removal."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._lines: tuple[Line, ...] = session.document.lyrics.lines
        self._known: dict[int, tuple[Problem, ...]] = dict(session.findings.by_row)
        self.updating = False
        """Set while rows come and go: what a view says of its selection then means nothing."""
        session.document.changed.connect(self._on_changed)
        session.findings.changed.connect(self._on_found)

    @property
    def in_step(self) -> bool:
        """Whether the rows are those of the document, which tells its selection first."""
        return not self.updating and self._lines is self._session.document.lyrics.lines

    def line(self, row: int) -> Line:
        """The line of a row."""
        return self._lines[row]

    def problems_of(self, row: int) -> tuple[Problem, ...]:
        """The problems of a row's line as they were last looked for."""
        return self._session.findings.by_row.get(row, ())

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in roles:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return "Number" if section == Column.MARK and role == roles[1] else HEADS[section]

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
            return self._spoken(line, index)
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

    def _spoken(self, line: Line, index: Index) -> str:
        """What a screen reader says: the column's name, then the value, never a dash alone."""
        column, text = index.column(), self._text(line, index)
        if column == Column.MARK:
            return ", ".join([f"Line {index.row() + 1}", *self._state(line, index.row())])
        if column in (Column.START, Column.END) and text == "–":
            text = "not timed" if column == Column.START else "not set"
        if column == Column.TIMING:
            text = f"{format_time(line.start_ms)} to {format_time(line.end_ms)}"
        return f"{HEADS[column]}: {text or 'none'}"

    def _state(self, line: Line, row: int) -> list[str]:
        """A row's state in words: verified or doubtful, its problems, where its time came from."""
        sure = spoken_confidence(line)
        told = [sure] if sure else []
        told += [problem.message for problem in self.problems_of(row)]
        if line.start_ms is None:
            return [*told, "Not timed yet"]
        return [*told, ORIGINS[str(line.origin)]]

    def _tip(self, line: Line, index: Index) -> str:
        state = self._state(line, index.row())
        if index.column() == Column.TEXT:
            return "\n".join([line.text or "An empty line clears the screen", *state])
        return "\n".join(state)

    def _on_changed(self, old: Lyrics, new: Lyrics) -> None:
        span = changed_span(old.lines, new.lines)
        both = min(span.removed, span.added)
        at = span.first + both
        self.updating = span.added != span.removed
        if span.added > span.removed:
            self.beginInsertRows(NO_PARENT, at, span.first + span.added - 1)
            self._lines = new.lines
            self.endInsertRows()
        elif span.removed > span.added:
            self.beginRemoveRows(NO_PARENT, at, span.first + span.removed - 1)
            self._lines = new.lines
            self.endRemoveRows()
        self._lines, self.updating = new.lines, False
        self._known = dict(self._session.findings.by_row)
        if both:
            self._tell(span.first, span.first + both - 1)

    def _on_found(self) -> None:
        """Tell the rows whose problems came, went or read differently now."""
        before, now = self._known, self._session.findings.by_row
        self._known = dict(now)
        rows = [row for row in before.keys() | now.keys() if before.get(row) != now.get(row)]
        shown = [row for row in rows if row < len(self._lines)]
        if shown:
            self._tell(min(shown), max(shown))

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))


def spoken_confidence(line: Line) -> str:
    """A line's confidence in words: "Verified", "Doubtful · 46%", "96%", or "" where there is none."""
    if line.locked:
        return "Verified"
    if line.confidence is None:
        return ""
    percent = f"{line.confidence:.0%}"
    word = _DOUBTS.get(str(band(line.confidence)))
    return f"{word} · {percent}" if word else percent
