"""What every dialog shares: its card, head, body, and the buttons with one primary."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMoveEvent, QPainter, QPainterPath, QRegion, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QToolButton, QWidget

from lrc_studio.ui.icons import icon
from lrc_studio.ui.session import Session
from lrc_studio.ui.theme import tokens
from lrc_studio.ui.widgets import across, button, down, label

SMALL_PX, MIDDLE_PX, LARGE_PX = 480, 720, 1140
_EDGE_PX = 40


class Frame(QDialog):
    """A dialog `width_px` wide; Esc cancels, Enter is the primary. Opened with `open()`.

    `fits` keeps it as high as its content, which may change while it is open. `parted` draws lines between head, body
    and foot, for dialogs with panes; else the parts are only spaced.
    """

    fits = False

    def __init__(self, session: Session, title: str, width_px: int, parent: QWidget, parted: bool = False) -> None:
        super().__init__(parent)
        self.session, self._over = session, parent
        self._placed_again = False
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(min(session.theme.length(width_px), parent.width() - _EDGE_PX))
        self.setMaximumHeight(parent.height() - _EDGE_PX)
        card = QFrame()
        card.setObjectName("dialog")
        down(self).addWidget(card)
        outer = down(card, margins_px=(1, 1, 1, 1))
        outer.addWidget(self._head(title, parted))
        self.body = down(gap_px=0 if parted else 8, margins_px=(0, 0, 0, 0) if parted else (20, 0, 20, 16))
        outer.addLayout(self.body, 1)
        self._foot = QWidget()
        self._foot.setObjectName("dialogFoot" if parted else "")
        self.foot = across(self._foot, 8, margins_px=(20, 14, 20, 16) if parted else (20, 0, 20, 18))
        outer.addWidget(self._foot)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if self.fits and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._placed_again = False
        self._stand_over()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Openbox tells a window without a frame that it is at (0, 0), wherever it stands; a second move is told right.

        Else what opens from the dialog, such as the list of a combo box, comes up in the screen's corner.
        """
        super().moveEvent(event)
        if self.isVisible() and event.pos().isNull() and not self._placed_again:
            self._placed_again = True
            QTimer.singleShot(0, self, self._stand_over)

    def _stand_over(self) -> None:
        self.move(self._over.window().geometry().center() - self.rect().center())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the corners off, for a desktop that does not compose windows would paint them black."""
        super().resizeEvent(event)
        radius = tokens()["radius"]["dialog"]
        shape = QPainterPath()
        shape.addRoundedRect(self.rect(), radius, radius)
        self.setMask(QRegion(shape.toFillPolygon().toPolygon()))
        self._stay_over()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; elsewhere it is the primary."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Take the height that the content needs now; the head stays where it is."""
        outer = self.layout()
        height_px = outer.totalHeightForWidth(self.width()) if outer and outer.hasHeightForWidth() else -1
        self.resize(self.width(), height_px if height_px > 0 else self.sizeHint().height())

    def _stay_over(self) -> None:
        """Move up where the content has grown past the window's foot, but not past its head."""
        window = self._over.window().geometry()
        past_px = self.geometry().bottom() - window.bottom()
        if self.isVisible() and past_px > 0:
            self.move(self.x(), max(window.top(), self.y() - past_px))

    def finish(self, primary: str, run: Callable[[], object] | None = None, cancel: str = "Cancel") -> QPushButton:
        """Add the foot's end: stretch, Cancel (none where it is ""), and the primary, which is given back."""
        self.foot.addStretch(1)
        if cancel:
            leave = button(cancel)
            leave.clicked.connect(self.reject)
            self.foot.addWidget(leave)
        made = button(primary, "primary")
        made.setDefault(True)
        made.clicked.connect(run or self.accept)
        self.foot.addWidget(made)
        return made

    def _head(self, title: str, parted: bool) -> QWidget:
        head = QWidget()
        head.setObjectName("dialogHead" if parted else "")
        row = across(head, 8, margins_px=(20, 10, 10, 10) if parted else (20, 12, 10, 6))
        said = label(title, "heading")
        said.setWordWrap(True)
        row.addWidget(said, 1)
        cross = QToolButton()
        cross.setIcon(icon(self.session.theme, "close"))
        cross.setAccessibleName("Close")
        cross.setToolTip("Close (Esc)")
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc does the same and Tab begins with the content
        cross.clicked.connect(self.reject)
        row.addWidget(cross, alignment=Qt.AlignmentFlag.AlignTop)
        return head


class Scrim(QWidget):
    """Dims `window` while a dialog is open over it."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._over = session, window
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def paintEvent(self, event: object) -> None:
        QPainter(self).fillRect(self.rect(), self._session.theme.colour("bg.scrim"))
