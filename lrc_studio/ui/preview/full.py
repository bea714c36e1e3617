"""The stage full screen: the pointer hides, Space plays, Esc or its own key leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lrc_studio.ui.preview.view import KaraokeView
from lrc_studio.ui.session import Session

_POINTER_MS = 2000
_LEAVE = Qt.Key.Key_Escape
_PLAY = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEPT, _NOT_KEPT = ("play.", "preview.full"), ("play.time", "play.calibrate")
"""Which of the window's actions work here too, by their own keys: those that ask for something do not."""


class FullStage(QWidget):
    """A window of its own on the screen of `over`; gone when it is left."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over, Qt.WindowType.Window)
        self._session = session
        self.setObjectName("full_stage")
        self.setWindowTitle("LRC Studio – Karaoke preview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._covered = over.findChildren(KaraokeView)
        self.view = KaraokeView(session, self)
        self.view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout.addWidget(self.view)
        for action in over.actions():
            if action.objectName().startswith(_KEPT) and action.objectName() not in _NOT_KEPT:
                self.addAction(action)
        self.setMouseTracking(True)
        self._rest = QTimer(self, interval=_POINTER_MS, singleShot=True)
        self._rest.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))
        self._rest.start()
        for view in self._covered:
            view.rest(True)
        self.setGeometry(over.screen().geometry())
        self.showFullScreen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays here in tap sync too, where the window's own action gives it to the stamps."""
        if event.key() == _LEAVE:
            self.close()
        elif event.key() in _PLAY and not event.isAutoRepeat():
            self._session.player.toggle()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.unsetCursor()
        self._rest.start()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._rest.stop()
        for view in self._covered:
            view.rest(False)
        super().closeEvent(event)
