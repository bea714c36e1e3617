"""Progress of auto sync: the phase in words, percent and time left, a bar, the phases as a row, and Cancel."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QWidget

from lrc_studio.core.progress import Progress
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.session import Session
from lrc_studio.ui.spinner import Spinner
from lrc_studio.ui.widgets import across, button, down, label

PHASES = (
    ("decode", "Decoding the song", 0.06),
    ("words", "Words to sounds", 0.02),
    ("voice", "Finding the voice", 0.32),
    ("match", "Matching the words", 0.56),
    ("check", "Checking", 0.04),
)
"""The phases of the embedded aligner in order: id, words, and its usual share of the whole time."""
_JOB = "sync"
_QUIET_MS = 400
_SURE_SHARE, _SURE_S = 0.1, 1.0


class PhaseStrip(QFrame):
    """Shown above the table while auto sync runs, from 0.4 s on."""

    def __init__(self, session: Session, actions: BoundActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("phases")
        self._session = session
        self._begun_s, self._share = 0.0, 0.0
        self._phase = PHASES[0][0]
        column = down(self, 6, margins_px=(16, 10, 16, 10))
        column.addLayout(self._head())
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, 1000)
        self._bar.setAccessibleName("Auto sync")
        column.addWidget(self._bar)
        column.addLayout(self._foot(actions))
        self._soon = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._soon.timeout.connect(self._on_soon)
        session.jobs.started.connect(self._on_started)
        session.jobs.progressed.connect(self._on_progressed)
        session.jobs.ended.connect(self._on_ended)
        session.theme.changed.connect(self._show_marks)
        self.hide()

    def _head(self) -> QHBoxLayout:
        row = across(gap_px=8)
        self._title = label(PHASES[0][1])
        self._left = label("", "small")
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._left)
        return row

    def _foot(self, actions: BoundActions) -> QHBoxLayout:
        row = across(gap_px=6)
        self._marks: dict[str, tuple[QLabel, Spinner, QLabel]] = {}
        for name, words, _ in PHASES:
            self._marks[name] = (label(), Spinner(self._session.theme), label(words, "small"))
            for part in self._marks[name]:
                row.addWidget(part)
            row.addSpacing(8)
        row.addStretch(1)
        cancel = button("Cancel", small=True)
        cancel.setToolTip("Stops auto sync; nothing is changed.")
        cancel.clicked.connect(actions.by_id("sync.cancel").trigger)
        row.addWidget(cancel, alignment=Qt.AlignmentFlag.AlignRight)
        return row

    def _on_started(self, name: str) -> None:
        if name == _JOB:
            self._begun_s, self._share, self._phase = monotonic(), 0.0, PHASES[0][0]
            self._title.setText(PHASES[0][1])
            self._bar.setValue(0)
            self._left.setText("")
            self._soon.start()

    def _on_soon(self) -> None:
        if self._session.jobs.running(_JOB):
            self._show_marks()
            self.show()

    def _on_progressed(self, name: str, progress: Progress) -> None:
        if name != _JOB or not self._session.jobs.running(_JOB):
            return
        before = 0.0
        for phase, _, share in PHASES:
            if phase == progress.phase:
                part = progress.done / progress.total if progress.total else 0.0
                self._share = max(self._share, before + share * min(part, 1.0))
            before += share
        changed, self._phase = self._phase != progress.phase, progress.phase
        self._title.setText(progress.message)
        self._bar.setValue(round(self._share * 1000))
        left = time_left(monotonic() - self._begun_s, self._share)
        self._left.setText(f"{self._share:.0%} · {left}" if left else f"{self._share:.0%}")
        if changed:
            self._show_marks()

    def _show_marks(self) -> None:
        theme = self._session.theme
        self._title.setFont(theme.font("bodyStrong"))
        names = [name for name, _, _ in PHASES]
        at = names.index(self._phase) if self._phase in names else 0
        for place, name in enumerate(names):
            picture, spinner, words = self._marks[name]
            symbol, role = _mark(place - at)
            picture.setVisible(place != at)
            spinner.setVisible(place == at)
            if symbol:
                picture.setPixmap(themed_pixmap(theme, symbol, role, 14))
            words.setStyleSheet(f"color: {theme.value(role)}")

    def _on_ended(self, name: str) -> None:
        if name == _JOB:
            self._soon.stop()
            self.hide()


def time_left(passed_s: float, share: float) -> str:
    """How long it will take yet, in words that grow coarser with the time; "" while too little is known."""
    if share < _SURE_SHARE or passed_s < _SURE_S:
        return ""
    left_s = passed_s / share - passed_s
    if left_s < 10:
        return f"{max(1, round(left_s))} s left"
    if left_s < 55:
        return f"{5 * round(left_s / 5)} s left"
    return f"{max(1, round(left_s / 60))} min left"


def _mark(place: int) -> tuple[str, str]:
    """Icon ("" for the spinner) and colour of a phase before (negative), at (0) or after the one at work."""
    if place < 0:
        return "review.accept", "success.text"
    return ("", "accent.text") if place == 0 else ("circle", "text.muted")
