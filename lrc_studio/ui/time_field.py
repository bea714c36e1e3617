"""The playhead's time in the transport: a label that becomes a field to go to a time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget

from lrc_studio.core.errors import InputError
from lrc_studio.core.timecode import format_time, parse_time
from lrc_studio.ui.actions.keymap import active_keys, key_text
from lrc_studio.ui.error_note import ErrorNote
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import label

_OWN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class GoField(QLineEdit):
    """A field whose Enter and Esc are its own and play nothing; Ctrl+Enter plays everywhere."""

    given_up = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.setAccepted(not event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class TimeField(QStackedWidget):
    """The playhead's time: a label that becomes a field on double click or by its key.

    Enter goes there and gives the focus back to where it was, Esc only gives it back; a time that cannot be read stays
    with a sentence below that tells why.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._before: QWidget | None = None
        self._label = label("0:00.000", "time")
        self._label.setAccessibleName("Playhead")
        self._field = GoField()
        self._field.setAccessibleName("Go to a time")
        self._note = ErrorNote(session, floating=True, parent=self)
        self._field.returnPressed.connect(self._on_entered)
        self._field.given_up.connect(self._close)
        self._field.textEdited.connect(lambda: self._say(""))
        self._field.editingFinished.connect(self._on_left)
        self.addWidget(self._label)
        self.addWidget(self._field)
        self._set_widths()
        self._label.mouseDoubleClickEvent = lambda _event: self.edit()  # type: ignore[method-assign]
        session.player.ticked.connect(self._on_ticked)
        session.song.changed.connect(lambda: self._on_ticked(session.player.position_ms))
        session.theme.changed.connect(self._set_widths)
        session.settings_changed.connect(self._show_tip)
        self._show_tip()

    def edit(self) -> None:
        """Let a time be typed."""
        if self.currentWidget() is not self._field:
            self._before = QApplication.focusWidget()
        self._field.setText(format_time(self._session.player.position_ms))
        self.setCurrentWidget(self._field)
        self._field.setFocus()
        self._field.selectAll()

    def _show_tip(self, *_: object) -> None:
        keys = active_keys(self._session.settings)["play.time"]
        ways = " or ".join(["Double click", *map(key_text, keys[:1])])
        self._label.setToolTip(f"{ways} to go to a time")

    def _set_widths(self) -> None:
        self._field.setFont(self._session.theme.font("heading"))
        self._label.setFont(self._session.theme.font("time"))
        widest = self._label.fontMetrics().horizontalAdvance("00:00.000") + 8
        self.setFixedSize(widest, 36)

    def _on_ticked(self, ms: int) -> None:
        self._label.setText(format_time(ms))

    def _on_entered(self) -> None:
        try:
            ms = parse_time(self._field.text())
        except InputError as error:
            self._say(str(error))
            return
        self._session.player.seek(ms)
        self._session.viewport.page_to(ms)
        self._close()

    def _on_left(self) -> None:
        """The focus went elsewhere; nothing was asked for."""
        if not self._field.hasFocus():
            self._show_label()

    def _close(self) -> None:
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus()
        self._show_label()

    def _show_label(self) -> None:
        self._say("")
        self.setCurrentWidget(self._label)

    def _say(self, sentence: str) -> None:
        """Show below the field what is wrong with it, or nothing."""
        self._field.setProperty("state", "error" if sentence else "")
        self._field.setAccessibleDescription(sentence)
        self._field.style().unpolish(self._field)
        self._field.style().polish(self._field)
        self._note.setParent(self.window())
        self._note.say(sentence)
        self._note.move(self.mapTo(self.window(), QPoint(0, self.height() + 2)))
        self._note.raise_()
