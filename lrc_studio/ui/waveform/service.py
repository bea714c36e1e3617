"""The service band: the waveform that a service sent, apart from the sound on this computer."""

from __future__ import annotations

from lrc_studio.providers import PROVIDERS
from lrc_studio.ui.waveform.plot import PlotBand
from lrc_studio.ui.waveform.service_bars import ServiceItem
from lrc_studio.ui.waveform.stage import Stage


class ServiceBand(PlotBand):
    """Bars from the lyrics' waveform, stretched over the song; a click seeks."""

    title, icon, height_token = "Service", "provider.service", "providerBand"
    colour_role, toggle = "data.providerWave", "view.service_wave"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.setObjectName("service_band")
        self.item = ServiceItem(stage, self.view_box, 1)
        self.show_layers(self.item)

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
        notes = dict(source.notes) if source and self.wanted else {}
        rate, streamed = notes.get("hootCer"), notes.get("isStreamed") is True
        if not isinstance(rate, int | float) and not streamed:
            return told
        from lrc_studio.workflows.id_answer import PROVISIONAL, error_words

        rated = [error_words(rate)] if isinstance(rate, int | float) else []
        return "\n".join([told, *rated, *([PROVISIONAL] if streamed else [])])
