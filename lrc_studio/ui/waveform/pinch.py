"""Two fingers on a touchpad or a screen: spread and pinch zoom where they are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from lrc_studio.ui.waveform.band import Band

_LEAST, _MOST = 0.1, 10.0


class Pinch(QObject):
    """Watches the bands given to `watch`. `zoomed()` follows each zoom by hand."""

    zoomed = Signal()

    def watch(self, band: Band) -> None:
        """Zoom by two fingers in this band."""
        band.grabGesture(Qt.GestureType.PinchGesture)
        band.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, Band):
            return False
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
                return False
            self._zoom(watched, 1 + event.value(), event.position().x())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if not isinstance(pinch, QPinchGesture):
                return False
            at = watched.mapFromGlobal(QPointF(pinch.hotSpot()))
            self._zoom(watched, pinch.scaleFactor(), at.x())
            event.accept(pinch)
            return True
        return False

    def _zoom(self, band: Band, spread: float, x_px: float) -> None:
        """Show less time by the factor `spread`; what is under the fingers keeps its place."""
        view, at_ms = band.session.viewport, band.scale().ms_at(x_px)
        inside = view.from_ms <= at_ms <= view.to_ms
        view.zoom(1 / min(max(spread, _LEAST), _MOST), at_ms if inside else None)
        self.zoomed.emit()
