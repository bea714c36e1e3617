"""The line table: rows of time, text, own sound and confidence, edited by keys and in place."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from lrc_studio.core.timeline import line_at
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.lines.delegate import LineDelegate, content, timing_box
from lrc_studio.ui.lines.invite import LyricsInvite
from lrc_studio.ui.lines.model import EDITABLE, Column, LineModel
from lrc_studio.ui.lines.timing import TimingCell
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import size

_WIDTHS = {Column.MARK: 64, Column.START: 84, Column.END: 84, Column.TIMING: 234, Column.CONFIDENCE: 98}
_SMALL = {Column.TIMING: 174, Column.CONFIDENCE: 44}
_SMALL_BELOW_PX = 1100
_MENU = (
    "line.edit_text line.edit_time | play.line review.verify | line.insert line.insert_before line.split line.join"
    " line.up line.down | edit.copy_lrc time.clear line.delete"
)


class LineTable(QTableView):
    """Shows the document's lines; the selection is the session's."""

    def __init__(self, session: Session, actions: BoundActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self._following = False
        self._model = LineModel(session)
        self._timing = TimingCell(session)
        self._delegate = LineDelegate(session, self._model, self._timing)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self._dress()
        self._invite = LyricsInvite(session, self)
        self._connect()
        self._on_rows()
        self._on_selection()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for row in self._visible_rows():
            section = self._model.line(row).section
            if section:
                self._paint_section(painter, self.rowViewportPosition(row), section)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.column() == Column.TIMING and event.button() == Qt.MouseButton.LeftButton:
            box = timing_box(content(self.visualRect(index), self._model.line(index.row())))
            ms = self._timing.time_at(index.row(), event.position().x(), box)
            if ms is not None:
                self._session.player.seek(ms)
                self._session.viewport.page_to(ms)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in _MENU.split():
            if name == "|":
                menu.addSeparator()
            else:
                menu.addAction(self._actions.by_id(name))
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
        self._invite.setGeometry(self.viewport().geometry())

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setAccessibleName("Lines")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setFixedHeight(size("tableHeader"))
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)

    def _connect(self) -> None:
        session = self._session
        session.selection.changed.connect(self._on_selection)
        session.document.changed.connect(self._on_rows)
        session.song.changed.connect(self._on_sound)
        session.song.grew.connect(self._on_grew)
        session.player.ticked.connect(self._on_ticked)
        session.player.changed.connect(lambda: self._on_ticked(session.player.position_ms))
        session.theme.changed.connect(self._on_sound)
        session.asked.connect(self._on_asked)
        self.selectionModel().selectionChanged.connect(self._on_view_selection)
        self.selectionModel().currentRowChanged.connect(self._on_view_selection)
        self._delegate.moved_on.connect(self._on_moved_on)

    def _fit_columns(self) -> None:
        small = self.window().width() < _SMALL_BELOW_PX + 80
        self.setColumnHidden(Column.END, small)
        for column, width in (_WIDTHS | _SMALL if small else _WIDTHS).items():
            self.setColumnWidth(column, self._session.theme.length(width))

    def _visible_rows(self) -> range:
        first = self.rowAt(0)
        if first < 0:
            return range(0)
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, (last if last >= 0 else self._model.rowCount() - 1) + 1)

    def _paint_section(self, painter: QPainter, top: int, name: str) -> None:
        theme = self._session.theme
        band = QRect(0, top, self.viewport().width(), size("sectionBand"))
        painter.fillRect(band, theme.colour("bg.panel"))
        painter.setFont(theme.font("smallStrong"))
        painter.setPen(theme.colour("text.muted"))
        left = self.columnViewportPosition(Column.START) + 4
        painter.drawText(band.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
        after = left + painter.fontMetrics().horizontalAdvance(name) + 10
        middle = band.center().y()
        painter.fillRect(QRect(after, middle, band.width() - after - 12, 1), theme.colour("border.subtle"))

    def _on_rows(self, *_: object) -> None:
        normal = self._session.theme.length(size("row.normal"))
        self.verticalHeader().setDefaultSectionSize(normal)
        for row, line in enumerate(self._session.document.lyrics.lines):
            wanted = normal + (size("sectionBand") if line.section else 0)
            if self.rowHeight(row) != wanted:
                self.setRowHeight(row, wanted)
        self._invite.setVisible(not self._model.rowCount())
        self._invite.setGeometry(self.viewport().geometry())

    def _on_selection(self) -> None:
        """Show the session's selection in the view and bring the current row into sight."""
        wanted, current = self._session.selection.rows, self._session.selection.current
        model = self.selectionModel()
        if tuple(sorted(index.row() for index in model.selectedRows())) != wanted:
            self._following = True
            chosen = QItemSelection()
            for row in wanted:
                chosen.select(self._model.index(row, 0), self._model.index(row, len(Column) - 1))
            model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._following = False
        if current is not None and current != self.currentIndex().row():
            self._following = True
            column = max(self.currentIndex().column(), 0)
            model.setCurrentIndex(self._model.index(current, column), QItemSelectionModel.SelectionFlag.NoUpdate)
            self._following = False
        if current is not None:
            self.scrollTo(self._model.index(current, Column.TEXT))
        self.viewport().update()

    def _on_view_selection(self, *_: object) -> None:
        if not self._following:
            rows = [index.row() for index in self.selectionModel().selectedRows()]
            current = self.currentIndex().row()
            self._session.selection.select(rows, current if current in rows else None)

    def _on_sound(self) -> None:
        self._timing.forget()
        self._on_rows()
        self._fit_columns()
        self.viewport().update()

    def _on_grew(self) -> None:
        self.viewport().update()

    def _on_ticked(self, ms: int) -> None:
        playing = self._session.player.playing
        row = line_at(self._session.document.lyrics, ms) if self._session.song.sound else None
        before, self._delegate.playing_row = self._delegate.playing_row, row
        for changed in {before, row} - {None}:
            self._repaint_row(changed if changed is not None else 0, only_timing=before == row)
        may_scroll = playing and self._session.settings.follow and self.state() != self.State.EditingState
        if row is not None and row != before and may_scroll:
            self.scrollTo(self._model.index(row, Column.TEXT))

    def _repaint_row(self, row: int, only_timing: bool) -> None:
        if row < self._model.rowCount():
            area = self.visualRect(self._model.index(row, Column.TIMING))
            if not only_timing:
                area = QRect(QPoint(0, area.top()), QPoint(self.viewport().width(), area.bottom()))
            self.viewport().update(area)

    def _on_asked(self, name: str) -> None:
        columns = {"edit_text": Column.TEXT, "edit_time": Column.START}
        row = self._session.selection.current
        if name in columns and row is not None:
            self.setFocus()
            self.edit(self._model.index(row, columns[name]))
        elif name == "focus_table":
            self.setFocus()

    def _on_moved_on(self, row: int, column: int, step: int) -> None:
        """Tab walks start, end, text, then the next line's start; hidden columns are passed over."""
        shown = [name for name in EDITABLE if not self.isColumnHidden(name)]
        place = row * len(shown) + shown.index(Column(column)) + step
        next_row, at = divmod(place, len(shown))
        if 0 <= next_row < self._model.rowCount():
            self._session.selection.select_one(next_row)
            self.edit(self._model.index(next_row, shown[at]))
