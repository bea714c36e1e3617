"""Typing in a cell: Enter keeps, Esc restores, Tab goes on; a wrong time stays until it is mended."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMoveEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from lrc_studio.core import edits
from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.timecode import NOT_TIMED, format_time, parse_time
from lrc_studio.ui.actions.keymap import active_keys
from lrc_studio.ui.error_note import ErrorNote
from lrc_studio.ui.lines.columns import HEADS, LINE_ROLE, Column, Index, content
from lrc_studio.ui.lines.keys import Meaning, meaning_of
from lrc_studio.ui.lines.lyric_cell import TEXT_LEFT_PX, LyricCell
from lrc_studio.ui.qt_places import sign_at
from lrc_studio.ui.session import Session
from lrc_studio.ui.verified import edit_times, unless_verified

_INSET_PX = 4
"""What the style sheet and Qt put between a cell editor's edge and its text: border 2, margin 2."""


class CellEditor(QLineEdit):
    """A field over a cell, which it follows wherever its line goes."""

    def __init__(self, session: Session, parent: QWidget, index: Index) -> None:
        super().__init__(parent)
        self._over = parent
        self.place = QPersistentModelIndex(index)
        self.filled = False
        self.setObjectName("cell")
        self.note = ErrorNote(session, floating=True, parent=parent)
        self.destroyed.connect(self.note.deleteLater)
        self.textEdited.connect(lambda: self.show_problem(""))

    @property
    def is_time(self) -> bool:
        """Whether a time is typed here."""
        return self.place.column() in (Column.START, Column.END)

    @property
    def wrong(self) -> bool:
        """Whether a time cannot be read; then the reason is said below the field."""
        try:
            self.typed_ms()
        except InputError as error:
            self.show_problem(str(error))
            return True
        return False

    def typed_ms(self) -> int | None:
        """The typed time, None where it is empty or text is typed. Raises InputError with a short sentence."""
        text = self.text().strip()
        return parse_time(text) if self.is_time and text not in ("", NOT_TIMED) else None

    def show_problem(self, sentence: str) -> None:
        """Turn the field red and say why below; an empty sentence takes both away."""
        if sentence == self.note.text:
            return
        self.setProperty("state", "error" if sentence else "")
        self.setAccessibleDescription(sentence)
        self.style().unpolish(self)
        self.style().polish(self)
        self.note.say(sentence)
        self._place_note()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place_note()

    def _place_note(self) -> None:
        box, room = self.geometry(), self._over.height()
        below = box.bottom() + 3
        fits = below + self.note.height() <= room
        self.note.move(box.left(), below if fits else box.top() - self.note.height() - 2)
        self.note.raise_()


class CellEditors(QStyledItemDelegate):
    """Makes the editors. `moved_on(index, step)`: Tab (1) or Shift+Tab (-1) left a cell."""

    moved_on = Signal(object, int)

    def __init__(self, session: Session, words: LyricCell) -> None:
        super().__init__(session)
        self._session, self._words = session, words
        self.open_editor: CellEditor | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line: Line = index.data(LINE_ROLE)
        editor = CellEditor(self._session, parent, index)
        strong = index.row() == self._session.selection.current
        bold = strong and index.column() == Column.START
        time_font = self._session.theme.font("bodyStrong" if bold else "body")
        editor.setFont(time_font if editor.is_time else self._words.font(line, strong))
        editor.setTextMargins(0 if editor.is_time else TEXT_LEFT_PX - _INSET_PX, 0, 0, 0)
        editor.setAccessibleName(f"{HEADS[index.column()]} of line {index.row() + 1}")
        editor.destroyed.connect(lambda: self._on_destroyed(editor))
        self.open_editor = editor
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        cell = cast(CellEditor, editor)
        if cell.isModified():
            return
        line: Line = index.data(LINE_ROLE)
        times = {Column.START: line.start_ms, Column.END: line.end_ms}
        ms = times.get(Column(index.column()))
        text = line.text if not cell.is_time else "" if ms is None else format_time(ms)
        if text != cell.text():
            cell.setText(text)
        if not cell.filled:
            cell.filled = True
            cell.selectAll()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        editor.setGeometry(content(option.rect, line).adjusted(0, 2, -_INSET_PX, -2))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        cell = cast(CellEditor, editor)
        if cell.wrong or not cell.isModified():
            return
        cell.setModified(False)
        row, document = index.row(), self._session.document
        if cell.is_time:
            ms = cell.typed_ms()
            change, name = (edits.set_start, "start") if index.column() == Column.START else (edits.set_end, "end")
            typed = unless_verified(row, lambda old: change(old, row, ms))
            edit_times(self._session, f"type {name} of line {row + 1}", typed)
        else:
            text = cell.text()
            document.edit(f"edit text of line {row + 1}", lambda old: edits.set_text(old, row, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return super().eventFilter(watched, event)
        cell, key = cast(CellEditor, watched), cast(QKeyEvent, event)
        meaning = meaning_of(key, cell.is_time, self._split_keys())
        if meaning is Meaning.OTHER:
            return super().eventFilter(watched, event)
        if kind == QEvent.Type.ShortcutOverride:
            self._on_override(cell, key, meaning)
            return True
        if meaning is Meaning.WINDOW:
            return super().eventFilter(watched, event)
        self._on_key(cell, key, meaning)
        return True

    def _split_keys(self) -> list[QKeySequence]:
        return [QKeySequence(key) for key in active_keys(self._session.settings)["line.split"]]

    def _on_override(self, cell: CellEditor, key: QKeyEvent, meaning: Meaning) -> None:
        """Claim the editor's keys; a shortcut of the window finds what was typed in the lyrics."""
        if meaning is Meaning.WINDOW:
            key.ignore()
            self.commitData.emit(cell)
        else:
            key.accept()

    def _on_key(self, cell: CellEditor, key: QKeyEvent, meaning: Meaning) -> None:
        if meaning is Meaning.NUDGE:
            self._nudge(cell, key)
        elif meaning is Meaning.SPLIT:
            self._split(cell)
        elif meaning in (Meaning.KEEP, Meaning.ON, Meaning.BACK) and not cell.wrong:
            place = QPersistentModelIndex(cell.place)
            self.commitData.emit(cell)
            self.closeEditor.emit(cell, QStyledItemDelegate.EndEditHint.NoHint)
            if meaning is not Meaning.KEEP:
                self.moved_on.emit(place, 1 if meaning is Meaning.ON else -1)

    def _nudge(self, cell: CellEditor, key: QKeyEvent) -> None:
        settings = self._session.settings
        large = bool(key.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step_ms = settings.nudge_large_ms if large else settings.nudge_small_ms
        ms = None if cell.wrong else cell.typed_ms()
        if ms is not None:
            later = key.key() in (Qt.Key.Key_Up, Qt.Key.Key_Right)
            cell.setText(format_time(max(0, ms + (step_ms if later else -step_ms))))
            cell.setModified(True)

    def _split(self, cell: CellEditor) -> None:
        """Keep the text and cut it at the cursor, as one undo step; nothing happens at its ends."""
        row, text = cell.place.row(), cell.text()
        at = sign_at(text, cell.cursorPosition())

        def cut(old: Lyrics) -> Lyrics:
            return edits.split_line(edits.set_text(old, row, text), row, at)

        if len(cut(self._session.document.lyrics).lines) > cell.place.model().rowCount():
            cell.setModified(False)
            self.closeEditor.emit(cell, QStyledItemDelegate.EndEditHint.RevertModelCache)
            self._session.document.edit(f"split line {row + 1}", cut)

    def _on_destroyed(self, editor: CellEditor) -> None:
        if self.open_editor is editor:
            self.open_editor = None
