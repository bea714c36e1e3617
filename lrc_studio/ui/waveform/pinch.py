"""Two fingers on a touchpad or a screen: spread and pinch zoom where they are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputDevice, QMouseEvent, QNativeGestureEvent, QTouchEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from lrc_studio.ui.waveform.band import Band

_LEAST, _MOST = 0.1, 10.0


class Pinch(QObject):
    """Watches the bands given to `watch`. `zoomed()` follows each zoom by hand."""

    zoomed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._two = False
        """Whether two fingers are, or were last, on a band: what Qt makes of the first one is no mouse then."""

    def watch(self, band: Band) -> None:
        """Zoom by two fingers in this band."""
        band.grabGesture(Qt.GestureType.PinchGesture)
        band.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, Band):
            return False
        if isinstance(event, QTouchEvent):
            self._touched(watched, event)
            return False
        if isinstance(event, QMouseEvent):
            return self._swallowed(event)
        if isinstance(event, QNativeGestureEvent):
            return self._spread(watched, event)
        return isinstance(event, QGestureEvent) and self._pinched(watched, event)

    def _spread(self, band: Band, event: QNativeGestureEvent) -> bool:
        """Two fingers on a touchpad."""
        zooms = event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        if zooms:
            self._zoom(band, 1 + event.value(), event.position().x())
        return zooms

    def _pinched(self, band: Band, event: QGestureEvent) -> bool:
        """Two fingers on a screen: the time between them is spread, and goes where they go together."""
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        # The hot spot is the first finger's place, and it moves: what stands still is the middle between both.
        before, now = (band.mapFromGlobal(at) for at in (pinch.lastCenterPoint(), pinch.centerPoint()))
        if pinch.state() != Qt.GestureState.GestureStarted:
            band.session.viewport.scroll((before.x() - now.x()) / band.scale().px_per_ms)
        self._zoom(band, pinch.scaleFactor(), now.x())
        event.accept(pinch)
        return True

    def _touched(self, band: Band, event: QTouchEvent) -> None:
        """A second finger lets go of what the first one held."""
        fingers = len(event.points())
        if fingers > 1 and not self._two:
            band.let_go()
        if fingers > 1 or event.type() == QEvent.Type.TouchBegin:
            self._two = fingers > 1

    def _swallowed(self, event: QMouseEvent) -> bool:
        of_finger = event.pointingDevice().type() == QInputDevice.DeviceType.TouchScreen
        return self._two and of_finger and event.type() != QEvent.Type.MouseButtonRelease

    def _zoom(self, band: Band, spread: float, x_px: float) -> None:
        """Show less time by the factor `spread`; what is under the fingers keeps its place."""
        view, at_ms = band.session.viewport, band.scale().ms_at(x_px)
        inside = view.from_ms <= at_ms <= view.to_ms
        view.zoom(1 / min(max(spread, _LEAST), _MOST), at_ms if inside else None)
        self.zoomed.emit()
