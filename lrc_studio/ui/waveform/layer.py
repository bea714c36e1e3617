"""A layer of the wave: a graphics item in px over the whole view, which maps time by the view's own range."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject

from lrc_studio.ui.waveform.scale import TimeScale
from lrc_studio.ui.waveform.stage import Stage


class Layer(QGraphicsObject):
    """A child of the view box itself, so that it paints in px and stays sharp at every zoom."""

    def __init__(self, stage: Stage, view_box: Any, z: int) -> None:
        super().__init__(view_box)
        self.stage, self.theme = stage, stage.session.theme
        self._view_box = view_box
        self._rect = QRectF()
        self.setZValue(z)
        # Only then does Qt say which part is to be painted.
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def boundingRect(self) -> QRectF:
        return self._rect

    def resize(self, width: float, height: float) -> None:
        """Cover a view of this size."""
        self.prepareGeometryChange()
        self._rect = QRectF(0, 0, width, height)

    @property
    def scale_now(self) -> TimeScale:
        """Time to px, by the range that the view box shows."""
        from_ms, to_ms = self._view_box.viewRange()[0]
        return TimeScale(from_ms, to_ms, max(1.0, self._rect.width()))
