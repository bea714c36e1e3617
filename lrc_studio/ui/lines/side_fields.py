"""What stands beside a line's text and times: section, voice, background, translation, romanization."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from lrc_studio.core import edits
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.actions.time import counted
from lrc_studio.ui.lines.fields import MIXED, TextField
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import label


@dataclass(frozen=True, slots=True)
class _Side:
    """One text of a line: `alone` where it makes sense for one line at a time only."""

    attribute: str
    name: str
    empty: str
    change: Callable[[Lyrics, tuple[int, ...], str], Lyrics]
    alone: bool = True


_SIDES = (
    _Side("section", "Section", "None begins here", lambda old, rows, text: edits.set_section(old, rows[0], text)),
    _Side("voice", "Voice", "The only one", edits.set_voice, alone=False),
    _Side("translation", "Translation", "None", lambda old, rows, text: edits.set_translation(old, rows[0], text)),
    _Side("romanization", "Romanization", "None", lambda old, rows, text: edits.set_romanization(old, rows[0], text)),
)


class SideFields(QWidget):
    """Fields that commit when they are left; each commit is one edit of the shown rows."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows: tuple[int, ...] = ()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        self._fields: dict[str, TextField] = {}
        for place, side in enumerate(_SIDES):
            field = TextField(f"{side.name} of the line", self._committer(side))
            field.setPlaceholderText(side.empty)
            grid.addWidget(label(side.name, "small"), place, 0)
            grid.addWidget(field, place, 1)
            self._fields[side.attribute] = field
        self._background = QCheckBox("Background vocals")
        self._background.clicked.connect(self._on_background)
        grid.addWidget(self._background, len(_SIDES), 1)

    @property
    def fields(self) -> tuple[TextField, ...]:
        """The fields in order."""
        return tuple(self._fields.values())

    def edit_section(self) -> None:
        """Put the cursor into the field of the section's name."""
        field = self._fields["section"]
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def show_lines(self, rows: tuple[int, ...], lines: list[Line]) -> None:
        """Show what the lines of `rows` share, "Mixed" where they differ."""
        self._rows = rows
        for side in _SIDES:
            field, values = self._fields[side.attribute], {getattr(line, side.attribute) for line in lines}
            field.setEnabled(len(rows) == 1 or not side.alone)
            field.setPlaceholderText(side.empty if values == {None} else MIXED)
            field.show_value((values.pop() or "") if len(values) == 1 else "")
        self._background.setChecked(all(line.background for line in lines))

    def _committer(self, side: _Side) -> Callable[[str], None]:
        def commit(text: str) -> None:
            rows = self._rows
            if rows:
                verb = f"change the {side.name.lower()} of {counted(rows)}"
                self._session.document.edit(verb, lambda old: side.change(old, rows, text))

        return commit

    def _on_background(self, on: bool) -> None:
        rows = self._rows
        verb = f"{'mark' if on else 'unmark'} {counted(rows)} as background"
        self._session.document.edit(verb, lambda old: edits.set_background(old, rows, on))
