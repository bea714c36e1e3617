"""One row of the Jobs panel: state, song, what is said of it, one button for the next step and a menu for the rest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from lrc_studio.ui.icons import icon, themed_pixmap
from lrc_studio.ui.joblist.phase_bar import PhaseBar
from lrc_studio.ui.scripts import line_font
from lrc_studio.ui.services.words import Shown, Step
from lrc_studio.ui.session import Session
from lrc_studio.ui.spinner import Spinner
from lrc_studio.ui.widgets import ElidedLabel, across, button, down, label, set_button_icon

_ICON_PX = 18
Do = Callable[[str], None]


class Row(QFrame):
    """Shows a `Shown`; `do(step_id)` is called for the step that was chosen."""

    def __init__(self, session: Session, do: Do) -> None:
        super().__init__()
        self.setObjectName("jobRow")
        self._session, self._do = session, do
        self._shown: Shown | None = None
        row = across(self, 12, margins_px=(16, 12, 16, 10))
        row.addWidget(self._marks())
        row.addLayout(self._middle(), 1)

    def show_row(self, shown: Shown, mine: bool = False) -> None:
        """Show this; `mine` marks the job of the open song. The same again changes nothing."""
        if (shown, mine) == (self._shown, self.property("mine")):
            return
        before, self._shown = self._shown, shown
        self._dress(mine)
        self._show_mark(shown)
        self._title.setFont(line_font(self._session.theme, "bodyStrong", shown.title))
        self._title.say(shown.title)
        self._sentence.setText(shown.sentence)
        self._note.setText(shown.note)
        self._note.setVisible(bool(shown.note))
        self._phases.setVisible(shown.phase is not None)
        self._phases.show_phase(shown.phase or 0.0)
        if before is None or before.step != shown.step:
            self._show_step(shown.step)
        self._more.setVisible(bool(shown.more))
        self.setAccessibleName(f"{shown.title}: {shown.sentence}. {shown.note}".strip())

    def redraw(self) -> None:
        """Show the same in the theme that is now in force."""
        shown, self._shown = self._shown, None
        if shown:
            self.show_row(shown, bool(self.property("mine")))

    def _marks(self) -> QWidget:
        place = QWidget()
        place.setFixedWidth(_ICON_PX)
        column = down(place, 0, margins_px=(0, 8, 0, 0))
        self._mark, self._spinner = QLabel(), Spinner(self._session.theme)
        for part in (self._mark, self._spinner):
            column.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return place

    def _middle(self) -> QVBoxLayout:
        column = down(gap_px=8)
        head = across(gap_px=8)
        words = down(gap_px=1)
        self._title, self._sentence, self._note = ElidedLabel(), label("", "small"), label("", "small")
        for part in (self._sentence, self._note):
            part.setWordWrap(True)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        head.addLayout(words, 1)
        self._step = button("")
        self._step.clicked.connect(self._on_step)
        head.addWidget(self._step, alignment=Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._more_button(), alignment=Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        column.addWidget(self._note)
        self._phases = PhaseBar(self._session)
        column.addWidget(self._phases)
        return column

    def _more_button(self) -> QToolButton:
        self._more = QToolButton()
        self._more.setAccessibleName("More")
        self._more.setToolTip("What else can be done with this job")
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._more)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self._more.setMenu(menu)
        return self._more

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for step in self._shown.more if self._shown else ():
            made = menu.addAction(icon(self._session.theme, step.icon), step.label)
            made.setToolTip(step.tip)
            made.triggered.connect(self._doer(step))

    def _doer(self, step: Step) -> Callable[[], None]:
        return lambda: self._do(step.id)

    def _on_step(self) -> None:
        if self._shown and self._shown.step:
            self._do(self._shown.step.id)

    def _dress(self, mine: bool) -> None:
        if self.property("mine") != mine:
            self.setProperty("mine", mine)
            self.style().unpolish(self)
            self.style().polish(self)
        self._more.setIcon(icon(self._session.theme, "more"))

    def _show_mark(self, shown: Shown) -> None:
        self._mark.setVisible(bool(shown.icon))
        self._spinner.setVisible(not shown.icon)
        if shown.icon:
            self._mark.setPixmap(themed_pixmap(self._session.theme, shown.icon, shown.role, _ICON_PX))

    def _show_step(self, step: Step | None) -> None:
        made: QPushButton = self._step
        made.setVisible(step is not None)
        if step is None:
            return
        kind = "primary" if step.primary else ""
        made.setProperty("kind", kind)
        made.style().polish(made)
        made.setText(step.label)
        made.setToolTip(step.tip)
        if step.icon:
            set_button_icon(made, self._session.theme, step.icon, "accent.onFill" if kind else "text.primary")
        else:
            made.setIcon(QIcon())
