"""The line table: rows of time, text, own sound and confidence, edited by keys and in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QWidget

from lrc_studio.core.diff import changed_span
from lrc_studio.core.edits.moving import own_end
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.lines.columns import EDITABLE, Column, Index, content, row_heights, timing_box, widths
from lrc_studio.ui.lines.delegate import LineDelegate
from lrc_studio.ui.lines.heads import LineHeads
from lrc_studio.ui.lines.invite import LyricsInvite
from lrc_studio.ui.lines.menu import line_menu
from lrc_studio.ui.lines.model import LineModel
from lrc_studio.ui.lines.playing_row import PlayingRow
from lrc_studio.ui.lines.roomy import RoomyTable
from lrc_studio.ui.lines.sections import SectionBands
from lrc_studio.ui.lines.selecting import SelectionLink
from lrc_studio.ui.lines.tap_row import TapRow
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size
from lrc_studio.ui.voices import voice_numbers

_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class LineTable(RoomyTable):
    """Shows the document's lines; the selection is the session's."""

    def __init__(self, session: Session, actions: BoundActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self._model = LineModel(session)
        self._delegate = LineDelegate(session, self._model)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self._bands = SectionBands(session, self, self._model)
        self._link = SelectionLink(session, self, self._model)
        self._dress()
        self._invite = LyricsInvite(session, self)
        self._tap_row = TapRow(session, self)
        self._connect()
        self._on_theme()
        self._link.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._bands.paint(QPainter(self.viewport()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        seen = self._current_in_sight(event.oldSize().height())
        super().resizeEvent(event)
        self._fit_columns()
        if seen is not None:
            self.reveal(seen)
        self._invite.setGeometry(self.viewport().geometry())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self._show_ring(False)
        if (held := self._bands.held()) and at.y() < held[1] + size("sectionBand"):
            self._session.selection.select_one(held[0])
            self.reveal(held[0])
            return
        ms = self._time_at(at) if event.button() == Qt.MouseButton.LeftButton and not event.modifiers() else None
        super().mousePressEvent(event)
        if ms is not None:
            self._session.player.seek(ms)
            self._session.viewport.page_to(ms)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and self._content(index).contains(at):
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row() if index.isValid() else None)

    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_ring(event.reason() in _KEYBOARD)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_ring(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        selection, count = self._session.selection, self._model.rowCount()
        if bare and event.key() == Qt.Key.Key_Escape and len(selection.rows) > 1:
            selection.select_one(selection.current)
        elif bare and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and count:
            selection.select_one(0 if event.key() == Qt.Key.Key_Home else count - 1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        line_menu(self._actions, self).popup(event.globalPos())

    def edit(self, *wanted: Any) -> bool | None:  # type: ignore[override]
        """Open an editor, unless one with a time that cannot be read asks to be mended first."""
        if self._session.modes.tapping:
            return False  # every press writes a time
        opened = self._delegate.open_editor
        if opened is not None and opened.wrong:
            if len(wanted) == 1 or wanted[1] != self.EditTrigger.NoEditTriggers:
                opened.setFocus()
            return False
        opened_now: bool | None = super().edit(*wanted)
        return opened_now

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        opened = self._delegate.open_editor
        given_up = hint == QAbstractItemDelegate.EndEditHint.RevertModelCache
        if opened is editor and opened.wrong and not given_up and opened.place.isValid():
            return  # a wrong time is never thrown away, wherever the focus goes
        if opened is editor:
            opened.note.say("")
            self._delegate.open_editor = None
        super().closeEditor(editor, hint)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        self.reveal(index.row())

    def reveal(self, row: int) -> None:
        """Scroll no further than needed to see a row whole, below the band that is held at the top."""
        if not 0 <= row < self._model.rowCount():
            return
        self.executeDelayedItemsLayout()
        bar, top = self.verticalScrollBar(), self.rowViewportPosition(row)
        held = self._bands.held_px(row)
        over = top + self.rowHeight(row) - self.viewport().height()
        if top < held:
            bar.setValue(bar.value() + top - held)
        elif over > 0:
            bar.setValue(bar.value() + min(over, top - held))

    def _dress(self) -> None:
        self.setObjectName("lines")
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setFrameShape(RoomyTable.Shape.NoFrame)
        self.setAccessibleName("Lines")
        self.setSelectionBehavior(self.SelectionBehavior.SelectRows)
        self.setSelectionMode(self.SelectionMode.ExtendedSelection)
        self.setEditTriggers(self.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = LineHeads(self._session, self)
        self.setHorizontalHeader(head)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)

    def _connect(self) -> None:
        session = self._session
        session.document.changed.connect(self._on_changed)
        session.document.revisited.connect(self._on_revisited)
        session.song.changed.connect(self._on_sound)
        session.song.grew.connect(self._on_grew)
        session.theme.changed.connect(self._on_theme)
        session.asked.connect(self._on_asked)
        session.settings_changed.connect(lambda _now: self._fit_columns())
        self._link.moved.connect(self.reveal)
        self._delegate.moved_on.connect(self._on_moved_on)
        self._playing = PlayingRow(session, self._delegate, self.repaint_row, self.reveal)

    def _content(self, index: Index) -> QRect:
        return content(self.visualRect(index), self._model.line(index.row()))

    def _time_at(self, at: QPoint) -> int | None:
        """The time under a point of a Timing cell."""
        index = self.indexAt(at)
        if index.column() != Column.TIMING or not self._content(index).contains(at):
            return None
        return self._delegate.timing.time_at(index.row(), at.x(), timing_box(self._content(index)))

    def _fit_columns(self) -> None:
        session = self._session
        wanted = widths(session.theme, self.window().width(), self.viewport().width(), session.settings.simple)
        for column, width_px in wanted.items():
            self.setColumnHidden(column, not width_px)
            if width_px:
                self.setColumnWidth(column, width_px)

    def _fit_rows(self, first: int, count: int) -> None:
        height = row_heights(self._session.theme)
        for row in range(first, first + count):
            wanted = height(self._model.line(row))
            if self.rowHeight(row) != wanted:
                self.setRowHeight(row, wanted)
        self._tap_row.fit()

    def _on_changed(self, old: Lyrics, new: Lyrics) -> None:
        span = changed_span(old.lines, new.lines)
        self._fit_rows(span.first, span.added)
        if self._bands.take_lines() or voice_numbers(old) != voice_numbers(new):
            self.viewport().update()
        self._repaint_open_ends()
        self._invite.setVisible(not new.lines)
        if span.added != span.removed:
            self._link.show()
        opened = self._delegate.open_editor
        if opened is not None and opened.place.isValid():
            self._delegate.setEditorData(opened, self._model.index(opened.place.row(), opened.place.column()))

    def _on_revisited(self, first: int, rows: int) -> None:
        """After an undo show what it changed, where nothing of it is in sight."""
        top, bottom = self.rowAt(self._bands.held_px(first)), self.rowAt(self.viewport().height() - 1)
        last = first + max(rows, 1) - 1
        if top < 0 or last < top or (0 <= bottom < first):
            self.reveal(first)

    def _current_in_sight(self, height_px: int) -> int | None:
        """The current row, where a view this high shows it; it stays in sight when room or text size change."""
        row = self._session.selection.current
        return row if row is not None and 0 <= self.rowViewportPosition(row) < height_px else None

    def _on_theme(self) -> None:
        seen = self._current_in_sight(self.viewport().height())
        self._delegate.forget()
        self.horizontalHeader().setFixedHeight(self._session.theme.length(size("tableHeader")))
        self.verticalHeader().setDefaultSectionSize(self._session.theme.length(size("row.normal")))
        self._fit_rows(0, self._model.rowCount())
        self._bands.take_lines()
        self._fit_columns()
        self._invite.setVisible(not self._model.rowCount())
        if seen is not None:
            self.reveal(seen)
        self.viewport().update()

    def _on_sound(self) -> None:
        self._delegate.timing.forget()
        self.viewport().update()

    def _on_grew(self) -> None:
        """Draw the shapes in the cells once all of the song is there: a song is decoded in a second."""
        sound = self._session.song.sound
        if sound and sound.complete:
            self.viewport().update()

    def _hover(self, row: int | None) -> None:
        before, self._delegate.hovered_row = self._delegate.hovered_row, row
        for changed in {before, row} if before != row else ():
            self.repaint_row(changed)

    def _show_ring(self, shown: bool) -> None:
        if self._delegate.ring != shown:
            self._delegate.ring = shown
            self.repaint_row(self._session.selection.current)

    def _repaint_open_ends(self) -> None:
        """The model has changed lines painted; one with no end of its own goes on to a start that may have moved."""
        for row in self.rows_in_sight():
            if own_end(self._model.line(row)) is None:
                self.repaint_row(row, Column.TIMING)

    def _on_asked(self, name: str) -> None:
        columns = {"edit_text": Column.TEXT, "edit_time": Column.START}
        row = self._session.selection.current
        if name in columns and row is not None:
            self.setFocus()
            self.edit(self._model.index(row, columns[name]))
        elif name == "focus_table":
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_moved_on(self, place: QPersistentModelIndex, step: int) -> None:
        """Tab walks start, end, text, then the next line's start; hidden columns are passed over."""
        shown = [name for name in EDITABLE if not self.isColumnHidden(name)]
        walked = place.row() * len(shown) + shown.index(Column(place.column())) + step
        row, at = divmod(walked, len(shown))
        if 0 <= row < self._model.rowCount():
            self._session.selection.select_one(row)
            self.edit(self._model.index(row, shown[at]))
