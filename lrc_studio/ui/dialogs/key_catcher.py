"""A field that waits for one key and tells which it was."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel

from lrc_studio.ui.pressed import place_of, pressed


class KeyCatcher(QLabel):
    """While it has the focus every key is caught: `caught(str)` gives its portable name; `left()` follows Esc."""

    caught = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("keyCatcher")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def ask(self, sentence: str) -> None:
        """Wait for a key; `sentence` says what for."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        self.setFocus()

    def rest(self) -> None:
        """Wait no longer."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, _ahead: bool) -> bool:
        return False  # Tab is told that it goes from field to field, like every other key that cannot be bound

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        names = pressed(event)
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        elif names:
            name = names[0] if place_of(event) is None else names[-1]
            self.caught.emit(name.toString(QKeySequence.SequenceFormat.PortableText))
