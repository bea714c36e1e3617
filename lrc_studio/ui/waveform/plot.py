"""The pyqtgraph view inside a band: its x is the song's time, its input is left to the band."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from lrc_studio.ui.waveform.band import Band


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
