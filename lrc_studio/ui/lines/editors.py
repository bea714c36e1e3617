"""Typing in a cell: Enter keeps, Esc restores, Tab goes on; a wrong time stays until it is mended."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from lrc_studio.core import edits
from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line
from lrc_studio.core.timecode import format_time, parse_time
from lrc_studio.ui.lines.model import HEADS, LINE_ROLE, Column, Index
from lrc_studio.ui.scripts import line_font
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size

_LEAVE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_NUDGE = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class CellEditor(QLineEdit):
    """A field over a cell; it knows its row and column."""

    def __init__(self, parent: QWidget, row: int, column: int) -> None:
        super().__init__(parent)
        self.row, self.column = row, column
        self.setObjectName("cell")
        self.problem = QLabel(parent)
        self.problem.setProperty("role", "error")
        self.problem.setStyleSheet("padding: 4px 8px; border-radius: 4px;")
        self.problem.hide()

    @property
    def is_time(self) -> bool:
        """Whether a time is typed here."""
        return self.column in (Column.START, Column.END)

    def typed_ms(self) -> int | None:
        """The typed time, None where it is empty. Raises InputError with a short sentence."""
        text = self.text().strip()
        return parse_time(text) if text and text != "–" else None

    def show_problem(self, sentence: str) -> None:
        """Turn the field red and say why below; an empty sentence takes both away."""
        self.setProperty("state", "error" if sentence else "")
        self.style().unpolish(self)
        self.style().polish(self)
        self.problem.setText(sentence)
        self.problem.setAutoFillBackground(True)
        self.problem.adjustSize()
        self.problem.move(self.geometry().bottomLeft() + QPoint(0, 2))
        self.problem.setVisible(bool(sentence))
        self.problem.raise_()


class CellEditors(QStyledItemDelegate):
    """Makes the editors. `moved_on(row, column, step)`: Tab (1) or Shift+Tab (-1) left a cell."""

    moved_on = Signal(int, int, int)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._editing = session
        self.open_editor: CellEditor | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line: Line = index.data(LINE_ROLE)
        editor = CellEditor(parent, index.row(), index.column())
        theme = self._editing.theme
        editor.setFont(theme.font("body") if editor.is_time else line_font(theme, "body", line.text))
        editor.setAccessibleName(f"{HEADS[index.column()]} of line {index.row() + 1}")
        editor.textEdited.connect(lambda: editor.show_problem(""))
        editor.destroyed.connect(self._on_destroyed)
        self.open_editor = editor
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        cell = cast(CellEditor, editor)
        if cell.isModified() or cell.property("filled"):
            return
        line: Line = index.data(LINE_ROLE)
        times = {Column.START: line.start_ms, Column.END: line.end_ms}
        ms = times.get(Column(index.column()))
        cell.setText(line.text if not cell.is_time else "" if ms is None else format_time(ms))
        cell.setProperty("filled", True)
        cell.selectAll()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        band_px = size("sectionBand") if line.section else 0
        left = 12 if index.column() == Column.TEXT else -4
        editor.setGeometry(QRect(option.rect).adjusted(left, band_px + 3, -4, -3))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        cell = cast(CellEditor, editor)
        row, document = index.row(), self._editing.document
        if not cell.is_time:
            text = cell.text()
            document.edit(f"edit text of line {row + 1}", lambda old: edits.set_text(old, row, text))
            return
        try:
            ms = cell.typed_ms()
        except InputError:
            return
        change, name = (edits.set_start, "start") if cell.column == Column.START else (edits.set_end, "end")
        document.edit(f"type {name} of line {row + 1}", lambda old: change(old, row, ms))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        cell = cast(CellEditor, watched)
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            taken = self._on_key(cell, cast(QKeyEvent, event), press=kind == QEvent.Type.KeyPress)
            if taken:
                return True
        if kind == QEvent.Type.FocusOut and self._is_wrong(cell) and QApplication.activeWindow():
            return True
        return super().eventFilter(watched, event)

    def _on_key(self, cell: CellEditor, event: QKeyEvent, press: bool) -> bool:
        """Whether the key was ours; an override is only claimed, the press that follows does the work."""
        key = Qt.Key(event.key())
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if cell.is_time and alt and key in _NUDGE:
            event.accept()
            if press:
                self._nudge(cell, _NUDGE[key], bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return True
        if key not in _LEAVE or not press:
            return False
        if not self._is_wrong(cell):
            self.commitData.emit(cell)
            self.closeEditor.emit(cell, QStyledItemDelegate.EndEditHint.NoHint)
            if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.moved_on.emit(cell.row, cell.column, 1 if key == Qt.Key.Key_Tab else -1)
        return True

    def _nudge(self, cell: CellEditor, sign: int, large: bool) -> None:
        settings = self._editing.settings
        step_ms = settings.nudge_large_ms if large else settings.nudge_small_ms
        try:
            ms = cell.typed_ms()
        except InputError:
            return
        if ms is not None:
            cell.setText(format_time(max(0, ms + sign * step_ms)))

    def _is_wrong(self, cell: CellEditor) -> bool:
        """Whether a time cannot be read; then it is said below the field."""
        if not cell.is_time:
            return False
        try:
            cell.typed_ms()
        except InputError as error:
            cell.show_problem(str(error))
            return True
        return False

    def _on_destroyed(self) -> None:
        self.open_editor = None
