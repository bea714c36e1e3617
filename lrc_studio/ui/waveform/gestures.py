"""What wheel, middle button and right button do in every band, and whether the hand is on one of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QMenu

from lrc_studio.ui.waveform.band import Band
from lrc_studio.ui.waveform.stage import Stage

_NOTCH = 120
_SCROLL_SHARE = 0.1
_FAST = 5
_ZOOM_STEP = 1.2
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MENU = (
    ("play.line", "play.before"),
    ("time.set_start", "time.set_end", "line.edit_time"),
    ("review.verify", "line.edit_text"),
    ("view.zoom_in", "view.zoom_out", "view.fit", "view.follow"),
)


class Gestures(QObject):
    """Watches the bands it is installed on. `scrolled()` follows each scroll, zoom or pan by hand."""

    scrolled = Signal()

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._view = stage.session.viewport
        self._pan_from: QPoint | None = None
        self.held = False
        """Whether a mouse button is down in a band."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, Band):
            return False
        if isinstance(event, QWheelEvent):
            self._wheel(watched, event)
            return True
        if isinstance(event, QContextMenuEvent):
            self._menu(watched, event)
            return True
        if isinstance(event, QKeyEvent):
            return self._key(event)
        return isinstance(event, QMouseEvent) and self._mouse(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._keep_escape(event)
        return event.type() == QEvent.Type.KeyPress and self._step_line(event)

    def _step_line(self, event: QKeyEvent) -> bool:
        """Up and down go through the lines here too, so that nobody has to click into the table first."""
        by, session = _STEPS.get(Qt.Key(event.key())), self._stage.session
        count, row = len(session.document.lyrics.lines), session.selection.current
        if by is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not count:
            return False
        session.selection.select_one(0 if row is None else min(max(row + by, 0), count - 1))
        return True

    def _keep_escape(self, event: QKeyEvent) -> bool:
        """Esc ends a drag before any action of the window that has the same key."""
        if event.key() != Qt.Key.Key_Escape or self._stage.preview is None:
            return False
        event.accept()
        return True

    def _wheel(self, band: Band, event: QWheelEvent) -> None:
        event.accept()
        turned = event.angleDelta().y() or event.angleDelta().x()
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            at_ms = band.scale().ms_at(event.position().x())
            inside = self._view.from_ms <= at_ms <= self._view.to_ms
            self._view.zoom(_ZOOM_STEP ** (-turned / _NOTCH), at_ms if inside else None)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._view.scroll(-turned / _NOTCH * _SCROLL_SHARE * _FAST * self._view.span_ms)
        elif not event.pixelDelta().isNull():
            moved = event.pixelDelta()
            self._view.scroll(-(moved.x() or moved.y()) / band.scale().px_per_ms)
        else:
            self._view.scroll(-turned / _NOTCH * _SCROLL_SHARE * self._view.span_ms)
        self.scrolled.emit()

    def _mouse(self, band: Band, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self.held = True
            if event.button() == Qt.MouseButton.MiddleButton:
                self._pan_from = event.position().toPoint()
                band.setCursor(Qt.CursorShape.ClosedHandCursor)
                return True
        elif kind == QEvent.Type.MouseMove and self._pan_from is not None:
            here = event.position().toPoint()
            self._view.scroll((self._pan_from.x() - here.x()) / band.scale().px_per_ms)
            self._pan_from = here
            self.scrolled.emit()
            return True
        elif kind == QEvent.Type.MouseButtonRelease:
            self.held = bool(event.buttons() & ~event.button())
            if event.button() == Qt.MouseButton.MiddleButton:
                self._pan_from = None
                band.unsetCursor()
                return True
        return False

    def _menu(self, band: Band, event: QContextMenuEvent) -> None:
        self.held = False  # the menu takes the button's release, which no band is told of
        actions = self._stage.actions
        if actions is None:
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            band.pick_at(event.pos())
        menu = QMenu(band)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in _MENU:
            menu.addSeparator()
            menu.addActions([actions.by_id(name) for name in group])
        menu.popup(event.globalPos())
