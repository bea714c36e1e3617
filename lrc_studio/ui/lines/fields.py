"""The panel's fields: they commit when left, and never fight the hand that types."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from lrc_studio.core import edits
from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.timecode import parse_time
from lrc_studio.ui.actions.time import nudge
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, button, label


class TextField(QLineEdit):
    """A field that commits its text with Enter or when it is left, and only where it was changed; Esc restores."""

    def __init__(self, name: str, commit: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._commit, self._shown = commit, ""
        self.editingFinished.connect(self._on_finished)

    def show_value(self, text: str) -> None:
        """Show a value from outside, unless something is being typed here."""
        if not (self.hasFocus() and self.isModified()):
            self._shown = text
            if self.text() != text:
                self.setText(text)
                self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setModified(False)
            self.show_value(self._shown)
            self.setText(self._shown)
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def _on_finished(self) -> None:
        if self.isModified() and self.text() != self._shown:
            self.setModified(False)
            self._commit(self.text())


class TimeRow:
    """A time with its nudge buttons; a wrong time turns red, says why, and stays."""

    def __init__(self, session: Session, name: str, part: str, commit: Callable[[int | None], None]) -> None:
        self._session, self._name, self._part, self._commit = session, name, part, commit
        self.field = TextField(f"{name} of the line", self._on_text)
        self.field.setFixedWidth(86)
        self.field.textEdited.connect(lambda: self._say(""))
        self._said = label("", "error")
        self._said.setWordWrap(True)
        self._said.hide()
        self._buttons: list[QWidget] = []

    def put_into(self, grid: QGridLayout, place: int) -> None:
        """Take one row of the grid for the field and one for its sentence."""
        grid.addWidget(label(self._name, "small"), 2 * place, 0)
        grid.addWidget(self.field, 2 * place, 1)
        group = across(gap_px=2)
        small, large = self._session.settings.nudge_small_ms, self._session.settings.nudge_large_ms
        for step in (-large, -small, small, large):
            group.addWidget(self._button(step))
        grid.addLayout(group, 2 * place, 2)
        grid.addWidget(self._said, 2 * place + 1, 1, 1, 2)
        grid.setColumnStretch(2, 1)

    def show_value(self, text: str) -> None:
        """Show a time, "Mixed" or nothing."""
        self.field.setPlaceholderText("Mixed" if text == "Mixed" else "–")
        self.field.show_value("" if text == "Mixed" else text)

    def _button(self, step_ms: int) -> QWidget:
        made = button(f"{step_ms:+d}".replace("-", "−"), small=True)
        made.setFixedWidth(40 if abs(step_ms) >= 100 else 36)
        made.setStyleSheet("padding: 0;")
        made.setAutoRepeat(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setAccessibleName(f"Nudge {self._name.lower()} by {step_ms} ms")
        made.setToolTip(f"Nudge the {self._name.lower()} by {step_ms:+d} ms")
        made.clicked.connect(lambda: nudge(self._session, step_ms, self._part))
        return made

    def _on_text(self, text: str) -> None:
        try:
            ms = parse_time(text) if text.strip() else None
        except InputError as error:
            self._say(str(error))
            self.field.setModified(True)
            return
        self._commit(ms)

    def _say(self, sentence: str) -> None:
        self.field.setProperty("state", "error" if sentence else "")
        self.field.style().polish(self.field)
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))


def commit_text(session: Session, text: str) -> None:
    """Take a new text for the current line."""
    row = session.selection.current
    if row is not None:
        session.document.edit(f"edit text of line {row + 1}", lambda old: edits.set_text(old, row, text))


def commit_time(session: Session, part: str, ms: int | None) -> None:
    """Take a typed start or end for all selected lines."""
    rows = session.selection.rows
    change = edits.set_start if part == "start" else edits.set_end

    def typed(old: Lyrics) -> Lyrics:
        for row in rows:
            old = change(old, row, ms)
        return old

    named = f"line {rows[0] + 1}" if len(rows) == 1 else f"{len(rows)} lines"
    session.document.edit(f"type {part} of {named}", typed)
