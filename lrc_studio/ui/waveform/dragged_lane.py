"""A lane whose bars are taken hold of: by an edge or by the middle; Esc puts them back."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from lrc_studio.ui.theme import size
from lrc_studio.ui.waveform.band import Band
from lrc_studio.ui.waveform.drag_hand import DragHand, reach_px
from lrc_studio.ui.waveform.modes import Edge, Marker, Owner, TimingMode
from lrc_studio.ui.waveform.stage import Stage

CHOOSE_MORE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
"""With these a press may begin a drag or a wider selection: only its release tells which."""


class DraggedLane(Band):
    """`mode` is what the lane's bars are dragged in; a finger gets a lane of its own breadth."""

    def __init__(self, stage: Stage, mode: TimingMode) -> None:
        super().__init__(stage)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.hand = DragHand(self, self.marker_at, lambda: mode)
        self.session.settings_changed.connect(self._fit_touch)

    def marker_at(self, here: QPointF) -> Marker | None:
        """What a press there holds."""
        raise NotImplementedError

    def tip_at(self, x_px: float) -> str:
        """What is told of the bar there."""
        raise NotImplementedError

    def held(
        self, owner: Owner, start_ms: int, end_ms: int, x_px: float, locked: bool, has_end: bool = True
    ) -> Marker | None:
        """The edge of a bar from `start_ms` to `end_ms` that is near `x_px`, else the bar by its middle."""
        left, right = self.scale().x_of(start_ms), self.scale().x_of(end_ms)
        edge_px = min(reach_px(self) / 2, max((right - left) / 3, 2))
        if x_px <= left + edge_px:
            return Marker(owner, Edge.START, start_ms, locked=locked)
        if has_end and x_px >= right - edge_px:
            return Marker(owner, Edge.END, end_ms, locked=locked)
        return Marker(owner, Edge.BODY, start_ms, locked=locked, long_ms=end_ms - start_ms)

    def picks_at_press(self, x_px: float) -> bool:
        """Whether a press already makes what is there current; else a click without a drag does."""
        return True

    def click(self, event: QMouseEvent) -> None:
        """Choose what was clicked, without a drag."""
        self.pick_at(event.position().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            if not event.modifiers() & CHOOSE_MORE and self.picks_at_press(event.position().x()):
                self.pick_at(event.position().toPoint())
            self.hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hand.move(event)
        self.setToolTip("" if self.hand.down else self.tip_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.hand.down and not self.hand.release():
            self.click(event)

    def let_go(self) -> None:
        self.hand.cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.stage.preview:
            self.hand.cancel()
        else:
            super().keyPressEvent(event)

    def wanted_height(self) -> int:
        least = size("touchTarget") if self.session.settings.touch else 0
        return max(super().wanted_height(), least)

    def _fit_touch(self, *_: object) -> None:
        if self.height() != self.wanted_height():
            self.setFixedHeight(self.wanted_height())
