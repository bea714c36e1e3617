"""The current line's fields: text, times with nudges, section, words and what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lrc_studio.core import edits
from lrc_studio.core.checks import problems
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.timecode import format_time
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.lines.chips import DoubtChip, WordChips
from lrc_studio.ui.lines.fields import TextField, TimeRow, commit_text, commit_time
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.widgets import across, button, down, label, set_button_icon

_ORIGINS = {
    "imported": "From the file",
    "provider": "From a service",
    "aligned": "Found by auto sync",
    "tapped": "Stamped by you",
    "dragged": "Dragged by you",
    "nudged": "Nudged by you",
    "typed": "Typed by you",
    "interpolated": "Between its neighbours",
}


class LinePanel(QScrollArea):
    """Follows the selection; every field commits one edit when it is left or with Enter."""

    def __init__(self, session: Session, actions: BoundActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(size("dockMin"))
        self.setMaximumWidth(size("dock") + 68)
        inside = QWidget()
        inside.setObjectName("panel")
        self._column = down(inside, 10, (16, 12, 16, 16))
        self._quiet = label("Choose a line to see it here.", "muted")
        self._quiet.setWordWrap(True)
        self._column.addWidget(self._quiet)
        self._fields = QWidget()
        self._column.addWidget(self._fields)
        self._column.addStretch(1)
        self._build(down(self._fields, 10))
        self.setWidget(inside)
        for signal in (session.selection.changed, session.document.changed, session.theme.changed):
            signal.connect(self._on_changed)
        self._on_changed()

    def _head(self) -> QHBoxLayout:
        head = across(gap_px=8)
        self._title = label("", "heading")
        self._chip = DoubtChip(self._session)
        self._verify = button("Verify")
        self._verify.clicked.connect(self._actions.by_id("review.verify").trigger)
        self._verify.setToolTip(self._actions.by_id("review.verify").toolTip())
        head.addWidget(self._title)
        head.addWidget(self._chip)
        head.addStretch(1)
        head.addWidget(self._verify)
        return head

    def _build(self, column: QVBoxLayout) -> None:
        session = self._session
        column.addLayout(self._head())
        self._text = TextField("Text of the line", lambda text: commit_text(session, text))
        column.addWidget(self._text)
        self._start = TimeRow(session, "Start", "start", lambda ms: commit_time(session, "start", ms))
        self._end = TimeRow(session, "End", "end", lambda ms: commit_time(session, "end", ms))
        times = QGridLayout()
        times.setHorizontalSpacing(8)
        times.setVerticalSpacing(8)
        for place, row in enumerate((self._start, self._end)):
            row.put_into(times, place)
        column.addLayout(times)
        self._origin = label("", "small")
        column.addWidget(self._origin)
        self._problems = label("", "error")
        self._problems.setWordWrap(True)
        column.addWidget(self._problems)
        section = across(gap_px=8)
        section.addWidget(label("Section", "small"))
        self._section = TextField("Section that begins here", self._on_section)
        self._section.setPlaceholderText("None begins here")
        section.addWidget(self._section, 1)
        column.addLayout(section)
        self._words_head = label("Words", "small")
        column.addWidget(self._words_head)
        self._words = WordChips(session)
        column.addWidget(self._words)

    def _on_section(self, name: str) -> None:
        row = self._session.selection.current
        if row is not None:
            label_text = f"name the section at line {row + 1}"
            self._session.document.edit(label_text, lambda old: edits.set_section(old, row, name))

    def _on_changed(self, *_: object) -> None:
        lyrics, rows = self._session.document.lyrics, self._session.selection.rows
        rows = tuple(row for row in rows if row < len(lyrics.lines))
        self._quiet.setVisible(not rows)
        self._fields.setVisible(bool(rows))
        if not rows:
            return
        lines = [lyrics.lines[row] for row in rows]
        one = lines[0] if len(rows) == 1 else None
        self._title.setText(f"Line {rows[0] + 1}" if one else f"{len(rows)} lines")
        self._chip.show_line(one)
        self._show_verify(all(line.locked for line in lines))
        self._show_fields(lines, one)
        self._show_more(lyrics, rows, one)

    def _show_verify(self, verified: bool) -> None:
        keys = self._actions.by_id("review.verify").shortcut().toString()
        self._verify.setText(f"{'Unlock' if verified else 'Verify'}   {keys}")
        set_button_icon(
            self._verify, self._session.theme, "review.unlock" if verified else "review.verify", "text.primary"
        )

    def _show_fields(self, lines: list[Line], one: Line | None) -> None:
        self._text.setVisible(one is not None)
        self._section.setEnabled(one is not None)
        if one:
            self._text.show_value(one.text)
        self._section.show_value((one.section or "") if one else "")
        self._start.show_value(_shared([line.start_ms for line in lines]))
        self._end.show_value(_shared([line.end_ms for line in lines]))
        timed = one is not None and one.start_ms is not None
        self._origin.setText(_ORIGINS.get(str(lines[0].origin), "") if timed else "")
        self._origin.setVisible(timed)

    def _show_more(self, lyrics: Lyrics, rows: tuple[int, ...], one: Line | None) -> None:
        wanted = {row + 1 for row in rows}
        found = problems(lyrics, self._session.song.duration_ms) if lyrics.timed else ()
        told = [problem.message for problem in found if problem.line in wanted][:4]
        self._problems.setText("\n".join(told))
        self._problems.setVisible(bool(told))
        words = one.words if one else ()
        self._words_head.setVisible(bool(words))
        self._words.show_words(words)


def _shared(values: list[int | None]) -> str:
    """The time all share as text, "Mixed" where they differ."""
    if len(set(values)) > 1:
        return "Mixed"
    return "" if values[0] is None else format_time(values[0])
