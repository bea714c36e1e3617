"""The current line's fields: text, times with nudges, words, section and what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lrc_studio.core import edits
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.timecode import format_time
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.actions.time import counted, nudge
from lrc_studio.ui.key_button import KeyButton
from lrc_studio.ui.lines.chips import DoubtChip, WordChips
from lrc_studio.ui.lines.fields import MIXED, TextField, TimeRow
from lrc_studio.ui.lines.model import ORIGINS
from lrc_studio.ui.lines.side_fields import SideFields
from lrc_studio.ui.scripts import line_font
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.verified import edit_times
from lrc_studio.ui.widgets import across, down, label

_MOST_PROBLEMS = 4
_ROOM_PX = 20
"""What a doubtful line's head needs beyond the least width of a dock."""


class LinePanel(QScrollArea):
    """Follows the selection; every field commits one edit when it is left or with Enter."""

    def __init__(self, session: Session, actions: BoundActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self._rows: tuple[int, ...] = ()
        self._lines: list[Line] = []
        self.setAccessibleName("Line")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._inside.setObjectName("panel")
        column = down(self._inside, 12, (16, 14, 16, 16))
        self._quiet = label("Choose a line to see it here.", "muted")
        self._quiet.setWordWrap(True)
        self._fields = QWidget()
        column.addWidget(self._quiet)
        column.addWidget(self._fields)
        column.addStretch(1)
        self._build(down(self._fields, 12))
        self.setWidget(self._inside)
        for signal in (session.selection.changed, session.document.changed):
            signal.connect(self._on_changed)
        session.theme.changed.connect(self._on_theme)
        session.asked.connect(self._on_asked)
        session.findings.changed.connect(self._show_problems)
        self._on_theme()

    def _build(self, column: QVBoxLayout) -> None:
        session = self._session
        column.addLayout(self._head())
        self._text = TextField("Text of the line", self._on_text)
        column.addWidget(self._text)
        self._start = TimeRow(session, "Start", self._on_time("start"), lambda ms: nudge(session, ms, "start"))
        self._end = TimeRow(session, "End", self._on_time("end"), lambda ms: nudge(session, ms, "end"))
        times = down(gap_px=8)
        times.addWidget(self._start)
        times.addWidget(self._end)
        column.addLayout(times)
        self._origin = label("", "small")
        column.addWidget(self._origin)
        self._problems = label("", "error")
        self._problems.setWordWrap(True)
        column.addWidget(self._problems)
        words = down(gap_px=8)
        self._words_head = label("Words", "small")
        self._words = WordChips(session)
        words.addWidget(self._words_head)
        words.addWidget(self._words)
        column.addLayout(words)
        self._side = SideFields(session)
        column.addWidget(self._side)
        self._typed = (self._text, self._start.field, self._end.field, *self._side.fields)

    def _head(self) -> QHBoxLayout:
        head = across(gap_px=10)
        self._title = label("", "heading")
        self._chip = DoubtChip(self._session)
        self._verify = KeyButton(self._session, self._actions.by_id("review.verify"))
        head.addWidget(self._title)
        head.addWidget(self._chip)
        head.addStretch(1)
        head.addWidget(self._verify)
        return head

    def _on_text(self, text: str) -> None:
        self._edit_one("edit text of", lambda old, row: edits.set_text(old, row, text))

    def _edit_one(self, verb: str, change: Callable[[Lyrics, int], Lyrics]) -> None:
        if len(self._rows) == 1:
            row = self._rows[0]
            self._session.document.edit(f"{verb} line {row + 1}", lambda old: change(old, row))

    def _on_time(self, part: str) -> Callable[[int | None], None]:
        change = edits.set_start if part == "start" else edits.set_end

        def commit(ms: int | None) -> None:
            rows = self._rows

            def typed(old: Lyrics, verified_too: bool) -> Lyrics:
                for row in rows:
                    old = old if old.lines[row].locked and not verified_too else change(old, row, ms)
                return old

            if rows:
                edit_times(self._session, f"type {part} of {counted(rows)}", typed)

        return commit

    def _on_changed(self, *_: object) -> None:
        lines = self._session.document.lyrics.lines
        rows = tuple(row for row in self._session.selection.rows if row < len(lines))
        if rows != self._rows:
            self._leave([lines[row] for row in rows])
            lines = self._session.document.lyrics.lines
        self._rows = rows
        self._lines = [lines[row] for row in rows]
        self._quiet.setVisible(not rows)
        self._fields.setVisible(bool(rows))
        if rows:
            self._show_head()
            self._show_fields()
            self._show_problems()

    def _on_theme(self) -> None:
        theme = self._session.theme
        self.setMinimumWidth(theme.length(size("dockMin") + _ROOM_PX))
        self._on_changed()

    def _on_asked(self, name: str) -> None:
        if name == "name_section":
            self._side.edit_section()
            self.ensureWidgetVisible(self._side)

    def _leave(self, following: list[Line]) -> None:
        """Keep what was typed for the lines that were shown here, before others are; a wrong time goes with them."""
        if following == self._lines:
            return  # the same lines, moved by an edit above them
        for field in self._typed:
            field.finish()
            if field.typing:
                field.restore()

    def _show_head(self) -> None:
        one = self._lines[0] if len(self._lines) == 1 else None
        self._title.setText(f"Line {self._rows[0] + 1}" if one else f"{len(self._rows)} lines")
        self._chip.show_line(one)
        verified = all(line.locked for line in self._lines)
        self._verify.say("Not verified" if verified else "Verify", "review.unlock" if verified else "review.verify")

    def _show_fields(self) -> None:
        lines = self._lines
        one = lines[0] if len(lines) == 1 else None
        self._text.setVisible(one is not None)
        if one:
            self._text.setFont(line_font(self._session.theme, "body", one.text))
            self._text.show_value(one.text)
        self._side.show_lines(self._rows, lines)
        self._start.field.show_value(_shared([line.start_ms for line in lines]))
        self._end.field.show_value(_shared([line.end_ms for line in lines]))
        origins = {line.origin for line in lines if line.start_ms is not None}
        self._origin.setText(ORIGINS[str(origins.pop())] if len(origins) == 1 else MIXED if origins else "")
        self._origin.setVisible(bool(self._origin.text()))
        words = one.words if one else ()
        self._words_head.setVisible(bool(words))
        self._words.setVisible(bool(words))
        self._words.show_words(words)

    def _show_problems(self) -> None:
        found = self._session.findings.by_row
        told = [problem.message for row in self._rows for problem in found.get(row, ())][:_MOST_PROBLEMS]
        self._problems.setText("\n".join(told))
        self._problems.setVisible(bool(told))


def _shared(values: list[int | None]) -> str:
    """The time all share as text, "Mixed" where they differ."""
    if len(set(values)) > 1:
        return MIXED
    return "" if values[0] is None else format_time(values[0])
