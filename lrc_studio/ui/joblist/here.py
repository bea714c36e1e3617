"""The program's own jobs, the newest first; rows stay in place while what they say changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.joblist.batch_row import BatchRow
from lrc_studio.ui.joblist.row import Row
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import button, down, label

_SECOND_MS = 1000


class HereList(QScrollArea):
    """One row a job. `wake()` when it comes into sight, `rest()` when it goes: ages are counted only in between."""

    def __init__(self, session: Session, actions: BoundActions) -> None:
        super().__init__()
        self._session = session
        self._rows: dict[str, Row] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QFrame()
        self._inside.setObjectName("jobsInside")
        self._column = down(self._inside, 0)
        self._batch = BatchRow(session)
        self._nothing = _Nothing(session, actions)
        self._column.addWidget(self._batch)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.setWidget(self._inside)
        self._second = QTimer(self, interval=_SECOND_MS)
        self._second.timeout.connect(self._show)
        session.services.changed.connect(self._show)
        session.song.changed.connect(self._show)
        session.services.batches.changed.connect(self._show)
        session.theme.changed.connect(self._on_theme)

    def wake(self) -> None:
        """Show what is true now, and count from here on."""
        self._show()
        self._second.start()

    def rest(self) -> None:
        """Stop counting."""
        self._second.stop()

    def _show(self) -> None:
        services = self._session.services
        jobs = services.listed()
        for gone in set(self._rows) - {job.id for job in jobs}:
            row = self._rows.pop(gone)
            row.hide()
            row.deleteLater()
        for place, job in enumerate(jobs):
            if job.id not in self._rows:
                row = self._rows[job.id] = Row(self._session, self._doer(job.id))
                self._column.insertWidget(1 + place, row)
                row.show()
            self._rows[job.id].show_row(services.shown(job), services.is_of_open_song(job))
        self._nothing.setVisible(not jobs and not services.batches.begun)

    def _doer(self, job_id: str) -> Callable[[str], None]:
        return lambda step: self._session.services.do(step, job_id)

    def _on_theme(self) -> None:
        for row in self._rows.values():
            row.redraw()


class _Nothing(QWidget):
    """What is said while nothing was sent yet."""

    def __init__(self, session: Session, actions: BoundActions) -> None:
        super().__init__()
        self._session = session
        column = down(self, 8, margins_px=(32, 56, 32, 24))
        self._picture = label()
        said = label("No jobs yet", "heading")
        sentence = label("Songs sent to a service are listed here until you remove them.", "secondary")
        sentence.setWordWrap(True)
        self._way = button("Auto sync with…")
        self._way.clicked.connect(actions.by_id("sync.choose").trigger)
        sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for part in (self._picture, said, self._way):
            column.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.insertWidget(column.indexOf(self._way), sentence)  # at full width: aligned, its second line is cut off
        session.theme.changed.connect(self._draw)
        action = actions.by_id("sync.choose")
        action.changed.connect(lambda: self._way.setEnabled(action.isEnabled()))
        self._way.setEnabled(action.isEnabled())
        self._draw()

    def _draw(self) -> None:
        self._picture.setPixmap(themed_pixmap(self._session.theme, "jobs", "text.muted", 28))
