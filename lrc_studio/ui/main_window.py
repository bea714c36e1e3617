"""The window: places the parts, passes drops and dialogs on, and asks before it closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QMainWindow, QStackedWidget, QWidget

from lrc_studio.resources import resource
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.asking import Asking
from lrc_studio.ui.dropping import Dropping
from lrc_studio.ui.empty import EmptyView
from lrc_studio.ui.jobs_place import JobsPlace
from lrc_studio.ui.menus import fill_menu_bar
from lrc_studio.ui.notices import Banners, Toast
from lrc_studio.ui.parts import focus_next
from lrc_studio.ui.placing import remember, restore_geometry
from lrc_studio.ui.session import Session
from lrc_studio.ui.status import StatusBar
from lrc_studio.ui.tap_bar import ModeBar
from lrc_studio.ui.tap_keys import TapKeys
from lrc_studio.ui.theme import tokens
from lrc_studio.ui.toolbar import Toolbar
from lrc_studio.ui.widgets import down

if TYPE_CHECKING:
    from lrc_studio.ui.editor import Editor


_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class MainWindow(QMainWindow):
    """Composes the views; none of them knows another. `closed()` follows when closing is settled."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._may_close = self._placed = False
        self._editor: Editor | None = None
        self.actions_bound = BoundActions(session, self)
        self.setWindowIcon(QIcon(str(resource("icons", "app", "lrc-studio.svg"))))
        self.setMinimumSize(QSize(*tokens()["breakpoints"]["min"]))
        self.resize(1440, 900)
        self._corner = fill_menu_bar(self.menuBar(), session, self.actions_bound)
        self._build_parts()
        restore_geometry(self)
        self._asking = Asking(session, self)
        self._tap_keys = TapKeys(session, self.actions_bound, self)
        self._connect()
        self._on_files()

    @property
    def editor(self) -> Editor:
        """The parts for an open song, made when first asked for: the first look need not wait for pyqtgraph."""
        if self._editor is None:
            from lrc_studio.ui.editor import Editor

            self._editor = Editor(self._session, self.actions_bound)
            self._pages.addWidget(self._editor)
            self._place()
        return self._editor

    def event(self, event: QEvent) -> bool:
        """A button reached by Tab keeps Space and a slider its arrows; everywhere else they play and seek.

        What comes here no field has taken; a key whose letter is of another script means what its place means.
        """
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            focused, bare = QApplication.focusWidget(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            pressing = isinstance(focused, QAbstractButton) and event.key() == Qt.Key.Key_Space
            sliding = isinstance(focused, QAbstractSlider) and event.key() in _ARROWS
            if (bare and (pressing or sliding)) or self.actions_bound.run_by_place(event):
                event.accept()
                return True
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close and (self._session.document.modified or self._session.services.at_work):
            event.ignore()  # Qt takes no second close() from within this one: it follows the answers
            self._session.files.guarded(lambda: self._session.services.guarded(self._close_now))
            return
        remember(self, self._editor.parts_to_keep() if self._editor else {})
        event.accept()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._toast.place()
        self._fit_panel()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._placed:
            self._placed = True
            self._place()

    def _build_parts(self) -> None:
        session, actions = self._session, self.actions_bound
        self._banners = Banners(session)
        self._pages = QStackedWidget()
        self._empty = EmptyView(session, actions)
        self._start = JobsPlace(session, actions, self._empty)
        self._pages.addWidget(self._start)
        column_widget = QWidget()
        column_widget.setObjectName("window")
        column = down(column_widget, 0)
        self._toolbar = Toolbar(session, actions)
        column.addWidget(self._toolbar)
        column.addWidget(ModeBar(session, actions))
        column.addWidget(self._banners)
        column.addWidget(self._pages, 1)
        column.addWidget(StatusBar(session, actions))
        self.setCentralWidget(column_widget)
        self._toast = Toast(session, column_widget)
        self._dropping = Dropping(session, self, self._pages, self._empty)

    def _place(self) -> None:
        if self._editor and self._placed:
            self._editor.place(self)
            self._fit_panel()

    def _connect(self) -> None:
        session = self._session
        session.files.changed.connect(self._on_files)
        session.document.changed.connect(self._on_files)
        session.settings_changed.connect(self._fit_panel)
        session.services.panel_toggled.connect(self._fit_panel)
        session.asked.connect(self._on_asked)

    def _on_asked(self, name: str) -> None:
        if name == "quit":
            self.close()
        elif name == "go_to_time":
            self.editor.transport.edit_time()
        elif name == "next_part":
            focus_next([self._toolbar, *self.editor.in_order], self.focusWidget())
        elif name == "review":
            self.actions_bound.by_id("review.next").trigger()

    def _on_files(self, *_: object) -> None:
        files = self._session.files
        self._pages.setCurrentWidget(self.editor if files.anything else self._start)
        self._toolbar.setVisible(files.anything)
        changed = "*" if self._session.document.modified else ""
        self.setWindowTitle(f"{files.title}{changed} – LRC Studio" if files.anything else "LRC Studio")

    def _fit_panel(self, *_: object) -> None:
        if self._editor:
            self._editor.fit(self.width())

    def _close_now(self) -> None:
        self._may_close = True
        self.close()
