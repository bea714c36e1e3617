"""The service band: the waveform that a service sent, apart from the sound on this computer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent

from lrc_studio.providers import PROVIDERS
from lrc_studio.ui.waveform.band import Band
from lrc_studio.ui.waveform.pixels import PixelGrid
from lrc_studio.ui.waveform.playhead_item import PlayheadItem
from lrc_studio.ui.waveform.plot import plot_in
from lrc_studio.ui.waveform.service_bars import ServiceItem
from lrc_studio.ui.waveform.stage import Stage


class ServiceBand(Band):
    """Bars from the lyrics' waveform, stretched over the song; a click seeks."""

    title, icon, height_token = "Service", "provider.service", "providerBand"
    colour_role, toggle = "data.providerWave", "view.service_wave"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setObjectName("service_band")
        self._graphics, self.view_box = plot_in(self)
        self.item = ServiceItem(stage, self.view_box, 1)
        self._playhead = PlayheadItem(stage, self.view_box, 2, flag=False)
        self.session.theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.move_view()

    @property
    def wanted(self) -> bool:
        return self.session.settings.service_wave and self.session.document.lyrics.waveform is not None

    @property
    def subtitle(self) -> str:
        """The service's name."""
        waveform = self.session.document.lyrics.waveform
        source = (waveform.source if waveform else None) or ""
        return next((provider.label for provider in PROVIDERS if provider.id == source), source)

    def refresh(self) -> None:
        self.item.update()
        told = self._told()
        if told != self.accessibleName():
            self.setAccessibleName(told)
            self.setToolTip(told)

    def _told(self) -> str:
        """What this is, and how sure the service is of the times it sent with it."""
        told = f"Waveform from {self.subtitle or 'a service'}, stretched over the song"
        source = self.session.document.lyrics.source
        rate = dict(source.notes).get("hootCer") if source else None
        if not isinstance(rate, int | float) or not self.wanted:
            return told
        from lrc_studio.workflows.id_answer import error_words

        return f"{told}\n{error_words(rate)}"

    def move_playhead(self, from_x: float, to_x: float) -> None:
        self._playhead.setPos(to_x, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.session.player.seek(self.scale().ms_at(event.position().x()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.session.theme.colour("data.canvas"))
        self.paint_hairline(painter, PixelGrid(painter))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for layer in (self.item, self._playhead):
            layer.resize(self.width(), self.height() - 1)
        self.move_view()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.move_view()

    def move_view(self) -> None:
        if not self.isVisible():
            return
        view = self.session.viewport
        self.view_box.setXRange(view.from_ms, view.to_ms, padding=0)
        self._playhead.setPos(self.scale().x_of(self.playhead_ms), 0)
        self.item.update()

    def _on_theme_changed(self) -> None:
        self._graphics.setBackground(self.session.theme.colour("data.canvas"))
        self.item.update()
