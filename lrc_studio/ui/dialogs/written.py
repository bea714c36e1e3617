"""The file of an export in its view: long ones come in piece by piece, and the row on the player's screen is marked."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit

from lrc_studio.ui.dialogs.file_preview import FilePreview
from lrc_studio.ui.session import Session

_AT_ONCE_ROWS = 300
_FIRST_ROWS = 40
_PIECE_ROWS = 150  # fewer at a time take ten times as long in all
_MOST_S = 0.004


class WrittenFile(FilePreview):
    """`row_picked(row)`: a person clicked a row, from 1.

    A text of many rows would hold the window for half a second, so it is put in for a few ms at a time.
    """

    row_picked = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)  # stamps stand at the left of any script
        self.document().setDefaultTextOption(option)
        self._marked = 0
        self._rows: list[str] = []
        self._next = 0
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._on_turn)

    def show_file(self, text: str) -> None:
        """Show a file's text; one that still comes in is given up for it."""
        self._turns.stop()
        self._rows = text.split("\n")
        self._next = len(self._rows) if len(self._rows) <= _AT_ONCE_ROWS else _FIRST_ROWS
        self.setPlainText("\n".join(self._rows[: self._next]))
        if self._next < len(self._rows):
            self._turns.start()
        self.mark_row(self._marked)

    def clear_file(self) -> None:
        """Show nothing."""
        self.show_file("")

    @property
    def whole(self) -> bool:
        """Whether all of the file is in."""
        return not self._turns.isActive()

    def mark_row(self, row: int) -> None:
        """Mark the file's row `row` (from 1) and bring it into view; 0 marks none."""
        self._marked = row
        block = self.document().findBlockByNumber(row - 1)
        if not row or not block.isValid():
            self.setExtraSelections([])
            return
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(block)
        mark.format.setBackground(self._session.theme.colour("accent.selection"))
        mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        self.setExtraSelections([mark])
        self._bring(row - 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        cursor = self.cursorForPosition(event.position().toPoint())
        if not self.textCursor().hasSelection():
            self.row_picked.emit(cursor.blockNumber() + 1)

    def _bring(self, number: int) -> None:
        """Scroll to a row that is out of sight."""
        bar = self.verticalScrollBar()
        if not bar.value() <= number < bar.value() + bar.pageStep() - 1:
            bar.setValue(max(0, number - bar.pageStep() // 2))

    def _on_turn(self) -> None:
        """Add rows for a few ms."""
        began_s = perf_counter()
        end = QTextCursor(self.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        before = self._next
        while self._next < len(self._rows) and perf_counter() - began_s < _MOST_S:
            upto = min(self._next + _PIECE_ROWS, len(self._rows))
            end.insertText("\n" + "\n".join(self._rows[self._next : upto]))
            self._next = upto
        if before < self._marked <= self._next:
            self.mark_row(self._marked)
        if self._next == len(self._rows):
            self._turns.stop()
