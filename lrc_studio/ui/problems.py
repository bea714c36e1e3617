"""The Problems page of the side panel: each broken rule in a row, one click or key away from its line."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from lrc_studio.core.edits.moving import own_start
from lrc_studio.ui.icons import icon
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import down, label

_MOST = 500
"""More than anybody reads in a list; the count tells of all."""
_ICON_PX = 16


class Problems(QWidget):
    """Follows the findings; a row that is chosen makes its line current and brings it into sight."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stale = True
        self._none = label("", "secondary")
        self._none.setWordWrap(True)
        self.rows = QListWidget()
        self.rows.setAccessibleName("Problems")
        self.rows.setWordWrap(True)
        self.rows.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.currentItemChanged.connect(self._go)
        self.rows.itemClicked.connect(self._go)
        column = down(self, margins_px=(16, 12, 16, 12))
        column.addWidget(self._none)
        column.addWidget(self.rows, 1)
        column.addStretch(0)
        session.findings.changed.connect(self._on_found)
        session.theme.changed.connect(self._on_found)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._fill()

    def _on_found(self) -> None:
        self._stale = True
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        """List the problems anew; the one that was chosen stays chosen where it is still there."""
        self._stale = False
        session, chosen = self._session, self.rows.currentItem()
        kept = chosen.text() if chosen else ""
        self.rows.blockSignals(True)
        self.rows.clear()
        picture = icon(session.theme, "problem", role="danger.graphic")
        found = [(row, problem) for row, many in sorted(session.findings.by_row.items()) for problem in many]
        for row, problem in found[:_MOST]:
            item = QListWidgetItem(picture, problem.message, self.rows)
            item.setData(Qt.ItemDataRole.UserRole, row)
            if item.text() == kept:
                self.rows.setCurrentItem(item)
        self.rows.blockSignals(False)
        self.rows.setVisible(bool(found))
        self._none.setVisible(not found)
        timed = session.document.lyrics.timed
        self._none.setText("No rule is broken." if timed else "Problems are looked for once there are times.")

    def _go(self, item: QListWidgetItem | None, *_: object) -> None:
        row = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        lines = self._session.document.lyrics.lines
        if row is None or row >= len(lines):
            return
        self._session.selection.select_one(row)
        start_ms = own_start(lines[row])
        if start_ms is not None:
            self._session.viewport.reveal(start_ms)
