"""A hand that drags markers in a band: from the press over the first pixels to the release, with its three keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from lrc_studio.ui.actions.bound import shown_key
from lrc_studio.ui.theme import size
from lrc_studio.ui.waveform.band import Band
from lrc_studio.ui.waveform.modes import Edge, Grip, Marker, TimingMode

_HINT = "{} · Shift: what follows moves too · Ctrl: one side of a shared edge · Esc: as it was"
_DRAG_FROM_PX = 3
_MAGNET_PX = 8
_CURSORS = {Edge.BODY: Qt.CursorShape.OpenHandCursor}


def reach_px(band: Band) -> float:
    """How far from an edge a press still takes hold of it."""
    return size("markerHitTouch" if band.session.settings.touch else "markerHit") / 2


class DragHand:
    """`find(place)` says what a press there holds; `mode()` is what it is dragged in."""

    def __init__(self, band: Band, find: Callable[[QPointF], Marker | None], mode: Callable[[], TimingMode]) -> None:
        self._band, self._find, self._mode = band, find, mode
        self._held: Marker | None = None
        self._from: QPointF | None = None
        self._to_ms, self._keys = 0.0, Qt.KeyboardModifier.NoModifier
        band.session.settings_changed.connect(self._on_settings)

    @property
    def down(self) -> bool:
        """Whether the button is down."""
        return self._from is not None

    def press(self, event: QMouseEvent) -> None:
        """Take hold of what is there."""
        self._from, self._held = event.position(), self._find(event.position())

    def move(self, event: QMouseEvent) -> None:
        """Drag what is held, or say by the pointer what a press would hold."""
        here = event.position()
        if self._from is None:
            self.point(here)
            return
        stage, moved_px = self._band.stage, here.x() - self._from.x()
        if self._held is None or (stage.preview is None and abs(moved_px) < _DRAG_FROM_PX):
            return
        if stage.preview is None:
            self._mode().hold(self._held)
            self._tell()
        self._to_ms = self._held.at_ms + moved_px / self._band.scale().px_per_ms
        self._keys = event.modifiers()
        self._drag(self._held)

    def _drag(self, held: Marker) -> None:
        stage, keys = self._band.stage, self._keys
        magnet = stage.session.settings.magnet and not keys & Qt.KeyboardModifier.AltModifier
        grip = Grip(
            linked=not keys & Qt.KeyboardModifier.ControlModifier,
            ripple=bool(keys & Qt.KeyboardModifier.ShiftModifier),
        )
        within_ms = _MAGNET_PX / self._band.scale().px_per_ms if magnet else 0.0
        stage.drag(held, self._to_ms, grip, within_ms, self._mode())

    def _tell(self) -> None:
        """Say what the keys do; the magnet's own is there because some desktops keep Alt and a drag for themselves."""
        actions, on = self._band.stage.actions, self._band.session.settings.magnet
        key = shown_key(actions.by_id("time.magnet")) if actions else ""
        keys = ["Alt", key] if on else [key]
        magnet = f"{' or '.join(filter(None, keys))}: {'no magnet' if on else 'magnet'}"
        self._band.session.messages.hint(_HINT.format(magnet))

    def _on_settings(self, *_: object) -> None:
        """The magnet's key was pressed meanwhile."""
        if self._held is not None and self._from is not None and self._band.stage.preview is not None:
            self._tell()
            self._drag(self._held)

    def release(self) -> bool:
        """Let go; gives whether something was dragged."""
        stage = self._band.stage
        dragged, self._held, self._from = stage.preview is not None, None, None
        stage.session.messages.hint("")
        if dragged:
            stage.drop()
        return dragged

    def cancel(self) -> None:
        """Let go of what is held with nothing changed."""
        self._held = self._from = None
        self._band.stage.session.messages.hint("")
        self._band.stage.cancel_drag()

    def point(self, here: QPointF) -> None:
        """Show by the pointer what a press there would hold."""
        found = self._find(here)
        shape = _CURSORS.get(found.edge, Qt.CursorShape.SizeHorCursor) if found else Qt.CursorShape.ArrowCursor
        self._band.setCursor(shape)
