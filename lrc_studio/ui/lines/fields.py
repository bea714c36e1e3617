"""The panel's fields: they commit when left, and never fight the hand that types."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from lrc_studio.core.errors import InputError
from lrc_studio.core.timecode import NOT_TIMED, parse_time
from lrc_studio.ui.error_note import ErrorNote
from lrc_studio.ui.lines.keys import for_window
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, button, clear_layout, down, label

MIXED = "Mixed"
_NAME_PX = 34
_TIME_PX = 84
_LARGE_TEXT = 1.1
"""From this text size on the nudges stand below their time."""
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextField(QLineEdit):
    """A field that commits its text with Enter or when it is left, and only where it was changed; Esc restores."""

    def __init__(self, name: str, commit: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._commit, self._shown = commit, ""
        self.editingFinished.connect(self.finish)

    @property
    def typing(self) -> bool:
        """Whether something was typed that is not in the lyrics yet."""
        return self.isModified() and self.text() != self._shown

    def show_value(self, text: str) -> None:
        """Show a value from outside, unless something is being typed here."""
        if self.typing:
            return
        self._shown = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def restore(self) -> None:
        """Throw away what was typed."""
        self.setText(self._shown)

    def finish(self) -> None:
        """Commit what was typed, once."""
        if self.typing:
            text, self._shown = self.text(), self.text()
            self.setModified(False)
            self._commit(text)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in _RETURNS or (event.key() == Qt.Key.Key_Escape and self.typing):
                plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
                event.setAccepted(plain)  # Enter keeps the text here and plays nothing; Ctrl+Enter plays everywhere
                return True
            if for_window(event):
                self.finish()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.typing:
            self.restore()
            self.textEdited.emit(self.text())
        else:
            super().keyPressEvent(event)


class TimeField(TextField):
    """A field for a time; one that cannot be read stays as it is typed, and `said` tells the reason."""

    def __init__(self, name: str, commit: Callable[[int | None], None], said: ErrorNote) -> None:
        super().__init__(name, lambda _text: None)
        self._commit_ms, self._said = commit, said
        self.textEdited.connect(lambda: self._say(""))

    def finish(self) -> None:
        if not self.typing:
            return
        text = self.text().strip()
        try:
            ms = parse_time(text) if text not in ("", NOT_TIMED) else None
        except InputError as error:
            self._say(str(error))
            return
        super().finish()
        self._commit_ms(ms)

    def restore(self) -> None:
        super().restore()
        self._say("")

    def show_value(self, text: str) -> None:
        """Show a time, "Mixed" as a hint, or nothing."""
        self.setPlaceholderText(MIXED if text == MIXED else NOT_TIMED)
        super().show_value("" if text == MIXED else text)

    def _say(self, sentence: str) -> None:
        self.setProperty("state", "error" if sentence else "")
        self.setAccessibleDescription(sentence)
        self.style().unpolish(self)
        self.style().polish(self)
        self._said.say(sentence)


class TimeRow(QWidget):
    """A time with its four nudges; `nudge(by_ms)` moves it, `commit(ms)` takes a typed time."""

    def __init__(
        self, session: Session, name: str, commit: Callable[[int | None], None], nudge: Callable[[int], None]
    ) -> None:
        super().__init__()
        self._session, self._name, self._nudge = session, name, nudge
        self._said = ErrorNote(session)
        self.field = TimeField(f"{name} of the line", commit, self._said)
        self._label = label(name, "small")
        column = down(self, 6)
        self._first, self._second = across(gap_px=8), across(gap_px=0)
        column.addLayout(self._first)
        column.addWidget(self._said)
        column.addLayout(self._second)
        self._first.addWidget(self._label)
        self._first.addWidget(self.field)
        self._first.addStretch(1)
        self._group = QWidget()
        self._row = across(self._group, 0)
        self._built: tuple[object, ...] = ()
        session.settings_changed.connect(self._on_settings)
        self._on_settings()

    def _on_settings(self) -> None:
        """Build the nudges again where their steps or the text size changed."""
        settings, scale = self._session.settings, self._session.theme.scale
        wanted = (settings.nudge_small_ms, settings.nudge_large_ms, scale)
        if wanted == self._built:
            return
        self._built = wanted
        self._label.setFixedWidth(self._session.theme.length(_NAME_PX))
        self.field.setFixedWidth(self._session.theme.length(_TIME_PX))
        clear_layout(self._row)
        small, large = settings.nudge_small_ms, settings.nudge_large_ms
        for place, step_ms in zip(("first", "", "", "last"), (-large, -small, small, large), strict=True):
            self._row.addWidget(self._button(step_ms, place))
        unit = label("ms", "small")
        unit.setContentsMargins(6, 0, 0, 0)
        self._row.addWidget(unit)
        self._place_group(below=scale > _LARGE_TEXT)

    def _place_group(self, below: bool) -> None:
        self._first.removeWidget(self._group)
        while self._second.takeAt(0) is not None:
            pass
        if below:
            self._second.addSpacing(self._session.theme.length(_NAME_PX) + 8)
            self._second.addWidget(self._group)
            self._second.addStretch(1)
        else:
            self._first.addWidget(self._group)

    def _button(self, step_ms: int, place: str) -> QWidget:
        made = button(f"{step_ms:+d}".replace("-", "−"), "joined")
        made.setProperty("place", place)
        made.setAutoRepeat(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        way = "earlier" if step_ms < 0 else "later"
        made.setAccessibleName(f"{self._name} {abs(step_ms)} milliseconds {way}")
        made.setToolTip(f"{self._name} {abs(step_ms)} ms {way}")
        made.clicked.connect(lambda: self._nudge(step_ms))
        return made
