"""The wave band: sound, markers and playhead in a pyqtgraph view, and what the mouse does there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu

from lrc_studio.ui.theme import size
from lrc_studio.ui.waveform.band import Band
from lrc_studio.ui.waveform.bubble_item import BubbleItem
from lrc_studio.ui.waveform.drag_hand import DragHand
from lrc_studio.ui.waveform.drop_item import DropItem
from lrc_studio.ui.waveform.marker_item import MarkerItem, Placed
from lrc_studio.ui.waveform.modes import Marker
from lrc_studio.ui.waveform.pixels import PixelGrid
from lrc_studio.ui.waveform.playhead_item import PlayheadItem
from lrc_studio.ui.waveform.plot import plot_in
from lrc_studio.ui.waveform.spectrum import fill_spectrum_menu
from lrc_studio.ui.waveform.spectrum_item import SpectrumItem
from lrc_studio.ui.waveform.stage import Stage
from lrc_studio.ui.waveform.wave_item import WaveItem

_SPEAK_EVERY_MS = 1000
_TALLEST_PX = 16_777_215
_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class WaveBand(Band):
    """Click seeks, a click on a flag selects, dragging a marker moves a time."""

    title, icon, height_token, least_token = "Wave", "view.wave", "wave", "waveMin"
    toggle = "view.spectrum"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setObjectName("wave")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._pressed: Placed | None = None
        self.hand = DragHand(self, self._marker_at, lambda: self.stage.mode)
        self._build_view()
        self._speak = QTimer(self, interval=_SPEAK_EVERY_MS, singleShot=True)
        self._speak.timeout.connect(self._say_now)
        self.session.theme.changed.connect(self._on_theme_changed)
        self.session.settings_changed.connect(self.refresh)
        self.session.modes.moved.connect(self.refresh)
        self.session.onsets.changed.connect(self.wave.update)
        self._on_theme_changed()
        self.move_view()

    def _build_view(self) -> None:
        self._graphics, self.view_box = plot_in(self)
        self.spectrum = SpectrumItem(self.stage, self.view_box, 0)
        self.wave = WaveItem(self.stage, self.view_box, 1)
        self.markers = MarkerItem(self.stage, self.view_box, 2)
        self.drop = DropItem(self.stage, self.view_box, 3)
        self.playhead = PlayheadItem(self.stage, self.view_box, 4)
        self.bubble = BubbleItem(self.stage, self.view_box, 5)
        self.view_box.sigXRangeChanged.connect(self._on_x_range_changed)
        self._moving = False

    @property
    def subtitle(self) -> str:
        """Where the sound is, told only beside a service's waveform."""
        both = self.session.document.lyrics.waveform is not None and self.session.song.sound is not None
        return "This computer" if both and self.session.settings.service_wave else ""

    def fill_menu(self, menu: QMenu) -> None:
        if self.session.settings.sound_view == "spectrum":
            fill_spectrum_menu(menu, self.session)

    def refresh(self, *_: object) -> None:
        has_song = self.session.song.sound is not None
        self.drop.setVisible(not has_song)
        self.setMaximumHeight(_TALLEST_PX if has_song else size(self.least_token))
        spectrum = self.session.settings.sound_view == "spectrum"
        self.title, self.icon = ("Spectrum", "view.spectrum") if spectrum else ("Wave", "view.wave")
        self.spectrum.setVisible(spectrum)
        self.spectrum.update()
        self.wave.update()
        self.markers.refresh()
        self.bubble.update()
        if not self._speak.isActive():
            self._say_now()

    def wanted_height(self) -> int:
        """In px: that of a drop target while there is no song."""
        return size(self.height_token if self.session.song.sound else self.least_token)

    def move_playhead(self, from_x: float, to_x: float) -> None:
        self.playhead.setPos(to_x, 0)
        self.wave.follow(to_x)

    def move_view(self) -> None:
        view = self.session.viewport
        self._moving = True
        self.view_box.setXRange(view.from_ms, view.to_ms, padding=0)
        self._moving = False
        at_px = self.scale().x_of(self.playhead_ms)
        self.playhead.setPos(at_px, 0)
        self.wave.follow(at_px)
        self.markers.refresh()
        self.wave.update()
        self.spectrum.update()
        self.bubble.update()

    def pick_at(self, place: QPoint) -> None:
        held = self.markers.marker_at(place.x(), place.y())
        if held:
            self.stage.mode.pick(held.marker.owner)

    # ---- mouse and keys ------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self.markers.marker_at(event.position().x(), event.position().y())
            self.hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.hand.down:
            held = self.markers.marker_at(event.position().x(), event.position().y())
            self.markers.hover(held.marker if held else None)
        self.hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self.hand.down:
            return
        pressed, self._pressed = self._pressed, None
        if self.hand.release():
            pass
        elif pressed and pressed.flag_box.contains(event.position()):
            self.stage.mode.pick(pressed.marker.owner)
        else:
            self.session.player.seek(self.scale().ms_at(event.position().x()))
        self.hand.point(event.position())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.session.theme.colour("data.canvas"))
        self.paint_hairline(painter, PixelGrid(painter))

    def leaveEvent(self, event: QEvent) -> None:
        self.markers.hover(None)

    def let_go(self) -> None:
        self.hand.cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.stage.preview:
            self._pressed = None
            self.hand.cancel()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._show_focus(event.reason() in _KEYBOARD)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._show_focus(False)
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for layer in (self.spectrum, self.wave, self.drop, self.markers, self.playhead, self.bubble):
            layer.resize(self.width(), self.height() - 1)
        self.move_view()

    # ---- inside ------------------------------------------------------------

    def _marker_at(self, here: QPointF) -> Marker | None:
        held = self.markers.marker_at(here.x(), here.y())
        return held.marker if held else None

    def _show_focus(self, shown: bool) -> None:
        self.markers.focus_shown = shown
        self.markers.update()

    def _on_x_range_changed(self, _box: object, shown: tuple[float, float]) -> None:
        if not self._moving:
            self.session.viewport.show(*shown)

    def _on_theme_changed(self) -> None:
        self._graphics.setBackground(self.session.theme.colour("data.canvas"))
        self.refresh()

    def _say_now(self) -> None:
        sentence = self.stage.mode.said(self.session.document.lyrics)
        if sentence != self.accessibleName():
            self.setAccessibleName(sentence)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
            self._speak.start()
