"""The text field of the raw text view: its keys, and taking another text without losing the place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QKeySequence, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from lrc_studio.core.diff import changed_span
from lrc_studio.ui.lines.keys import for_window

_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class RawEditor(QPlainTextEdit):
    """Undo is the window's, for the lyrics are one thing with one history. `left()`: the focus went elsewhere."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("raw")
        self.setAccessibleName("Raw text")
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if any(event.matches(key) for key in _UNDO) or for_window(event):
                event.ignore()
                return False
            event.accept()  # whatever is typed here is text
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    @property
    def rows(self) -> list[str]:
        """The text, row by row."""
        return self.toPlainText().split("\n")

    def take(self, text: str) -> None:
        """Show another text; only the rows that differ are replaced, so that cursor and scroll stay where they are."""
        old, new = self.rows, text.split("\n")
        span = changed_span(old, new)
        if not span:
            return
        first, last = span.first, span.first + span.removed
        added = new[first : first + span.added]
        # The break that goes or comes with whole rows is the one before them, or after them at the very top.
        if first:
            start, end = _end_of(self, first - 1), _end_of(self, last - 1)
            inserted = "".join(f"\n{row}" for row in added)
        else:
            start, end = 0, _end_of(self, last - 1) + 1 if last < len(old) else _end_of(self, len(old) - 1)
            inserted = "".join(f"{row}\n" for row in added) if last < len(old) else "\n".join(added)
        cursor = QTextCursor(self.document())
        cursor.setPosition(start if last or first else 0)
        cursor.setPosition(max(end, start) if last else 0, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(inserted)

    def mark(self, rows: Sequence[int], colour: QColor) -> None:
        """Give these rows a ground of their own."""
        marks = []
        for row in rows:
            mark = QTextEdit.ExtraSelection()
            mark.format.setBackground(colour)
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            mark.cursor = QTextCursor(self.document().findBlockByNumber(row))
            marks.append(mark)
        self.setExtraSelections(marks)


def _end_of(field: RawEditor, row: int) -> int:
    """The place behind a row's last sign."""
    block = field.document().findBlockByNumber(row)
    return block.position() + block.length() - 1
