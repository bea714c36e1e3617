"""The service's own list of tasks: page by page, by status, read only when asked, for each reading is a request."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QToolButton, QWidget

from lrc_studio.ui.icons import icon
from lrc_studio.ui.joblist.row import Row
from lrc_studio.ui.services.there import NO_KEY
from lrc_studio.ui.services.words import STATUSES
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import ElidedLabel, across, clear_layout, down, label


class ThereList(QWidget):
    """`wake()` reads the first page where none was read yet."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._model = session, session.services.there
        column = down(self, 0)
        column.addWidget(self._head())
        self._said = label("", "secondary")
        self._said.setWordWrap(True)
        self._said.setContentsMargins(16, 24, 16, 24)
        self._said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._said)
        column.addWidget(self._list(), 1)
        column.addWidget(self._pager())
        self._model.changed.connect(self._show)
        session.services.keys.looked.connect(self._on_key)
        session.theme.changed.connect(self._show)
        self._show()

    def wake(self) -> None:
        """Read the list, where it was not read yet."""
        if not self._model.known:
            self._model.load(1, self._status.currentData())
        self._show()

    def _on_key(self) -> None:
        """A key that was entered while the list is in sight brings its tasks."""
        model = self._model
        if self.isVisible() and self._session.services.keys.known and model.said in ("", NO_KEY) and not model.busy:
            self.wake()

    def _head(self) -> QWidget:
        head = QWidget()
        row = across(head, 8, margins_px=(16, 8, 10, 8))
        row.addWidget(label("Show", "small"))
        self._status = QComboBox()
        self._status.setAccessibleName("Show tasks by status")
        for status, words in STATUSES:
            self._status.addItem(words, status)
        self._status.currentIndexChanged.connect(lambda _at: self._go(1))
        row.addWidget(self._status)
        row.addStretch(1)
        self._again = self._tool("Read the list again", lambda: self._go(self._model.page))
        row.addWidget(self._again)
        return head

    def _list(self) -> QScrollArea:
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QFrame()
        inside.setObjectName("jobsInside")
        column = down(inside, 0)
        self._rows = down(gap_px=0)
        column.addLayout(self._rows)
        column.addStretch(1)
        area.setWidget(inside)
        return area

    def _pager(self) -> QWidget:
        self._foot = QFrame()
        self._foot.setObjectName("jobsFoot")
        row = across(self._foot, 4, margins_px=(16, 4, 10, 4))
        self._where = ElidedLabel("", "small")
        self._newer = self._tool("Newer tasks", lambda: self._go(self._model.page - 1))
        self._older = self._tool("Older tasks", lambda: self._go(self._model.page + 1))
        row.addWidget(self._where, 1)
        row.addWidget(self._newer)
        row.addWidget(self._older)
        return self._foot

    def _tool(self, name: str, run: Callable[[], None]) -> QToolButton:
        made = QToolButton()
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(run)
        return made

    def _go(self, page: int) -> None:
        self._model.load(page, self._status.currentData())

    def _show(self) -> None:
        model, theme = self._model, self._session.theme
        clear_layout(self._rows)
        for task in model.tasks:
            row = Row(self._session, self._doer(task.task_id))
            row.show_row(model.shown(task))
            self._rows.addWidget(row)
            row.show()
        self._said.setText(model.said)
        self._said.setVisible(bool(model.said))
        self._where.say(model.where)
        self._foot.setVisible(bool(model.where))
        self._newer.setEnabled(model.page > 1 and not model.busy)
        self._older.setEnabled(model.has_more and not model.busy)
        self._again.setEnabled(not model.busy)
        for made, name in ((self._again, "job.retry"), (self._newer, "collapse"), (self._older, "expand")):
            made.setIcon(icon(theme, name))

    def _doer(self, task_id: str) -> Callable[[str], None]:
        return lambda step: self._model.do(step, task_id)
