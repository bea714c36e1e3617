"""The pyqtgraph view inside a band: its x is the song's time, its input is left to the band."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from lrc_studio.ui.waveform.band import Band
from lrc_studio.ui.waveform.layer import Layer
from lrc_studio.ui.waveform.pixels import PixelGrid
from lrc_studio.ui.waveform.playhead_item import PlayheadItem
from lrc_studio.ui.waveform.stage import Stage


def plot_in(band: Band) -> tuple[pg.GraphicsView, pg.ViewBox]:
    """Fill `band` with a view, above its divider, and give the view and its box."""
    graphics = pg.GraphicsView(band)
    box = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
    # Every layer is a child of the box itself and paints in px; nothing lies in its group that is moved by a matrix. So
    # no matrix is made before each frame: who asks the box for a place still gets one that is up to date.
    box.prepareForPaint = lambda: None
    box.setYRange(-1, 1, padding=0)
    graphics.setCentralItem(box)
    # All input is handled by the band, in one way for every band.
    graphics.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    # The view fills itself with its background, so that Qt need not paint the band below it.
    graphics.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    graphics.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    layout = QVBoxLayout(band)
    layout.setContentsMargins(0, 0, 0, 1)  # the divider shows below
    layout.addWidget(graphics)
    return graphics, box


class PlotBand(Band):
    """Layers in a view with the playhead over them; a click seeks. While it is hidden it follows nothing."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._graphics, self.view_box = plot_in(self)
        self._layers: tuple[Layer, ...] = ()

    def show_layers(self, *layers: Layer) -> None:
        """Put these into the view, from the lowest to the topmost, and begin to follow it."""
        self._playhead = PlayheadItem(self.stage, self.view_box, len(layers) + 1, flag=False)
        self._layers = (*layers, self._playhead)
        self.session.theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def move_playhead(self, from_x: float, to_x: float) -> None:
        self._playhead.setPos(to_x, 0)

    def move_view(self) -> None:
        if not self.isVisible():
            return
        view = self.session.viewport
        self.view_box.setXRange(view.from_ms, view.to_ms, padding=0)
        self._playhead.setPos(self.scale().x_of(self.playhead_ms), 0)
        self.refresh()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.session.player.seek(self.scale().ms_at(event.position().x()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.session.theme.colour("data.canvas"))
        self.paint_hairline(painter, PixelGrid(painter))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.move_view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for layer in self._layers:
            layer.resize(self.width(), self.height() - 1)
        self.move_view()

    def _on_theme_changed(self) -> None:
        self._graphics.setBackground(self.session.theme.colour("data.canvas"))
        self.refresh()
