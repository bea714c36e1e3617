"""Everything that is open, in one place: what views listen to and actions work on."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from lrc_studio.core.settings import Settings
from lrc_studio.ui.document import Document
from lrc_studio.ui.findings import Findings
from lrc_studio.ui.jobs import Jobs
from lrc_studio.ui.messages import Messages
from lrc_studio.ui.modes import Modes
from lrc_studio.ui.onsets import Onsets
from lrc_studio.ui.origin import Origin
from lrc_studio.ui.player import PlayerLink
from lrc_studio.ui.song import Song
from lrc_studio.ui.tapping import Tapping
from lrc_studio.ui.theme import Theme
from lrc_studio.ui.viewport import Viewport

if TYPE_CHECKING:
    from lrc_studio.audio.player import Player
    from lrc_studio.ui.files import Files
    from lrc_studio.ui.services.desk import Services


class Session(QObject):
    """Holds the models; knows no view. `settings_changed(Settings)` follows each change of a setting.

    `asked(name)` asks the window for something that only it has, such as a dialog or the focus.
    """

    settings_changed = Signal(object)
    asked = Signal(str)

    def __init__(
        self, app: QApplication, loop: asyncio.AbstractEventLoop, player: Player, settings: Settings | None = None
    ) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.theme = Theme(app, self.settings.theme, self.settings.text_scale)
        self.document = Document(parent=self)
        self.selection = self.document.selection
        self.song = Song(self)
        self.jobs = Jobs(loop, self)
        self.modes = Modes(self.document, self.settings.shown_level, self)
        self.findings = Findings(self.document, self.song, self.modes, self.jobs, self)
        self.viewport = Viewport(self)
        self.messages = Messages(self)
        self.onsets = Onsets(self.song, self.jobs, self)
        self.player = PlayerLink(player, self)
        self.tapping = Tapping(self.document, self.player, self.modes, lambda: self.settings.rewind_ms, self)
        self.drawer_open: bool | None = None
        """In a small window: whether the side panel lies over the table; None where it has its own place."""
        self.origin: Origin | None = None
        """The file that the lyrics came from, whose encoding can be chosen anew."""
        self.kept = True
        """Whether unsaved work is kept for a crash, as far as known."""
        self.files: Files
        """Set by `files.attach`: opening, saving and recovering."""
        self.services: Services
        """Set by `services.desk.attach`: what is sent to services, and what comes back."""
        player.volume = self.settings.volume
        player.choose_output(self.settings.output)

    def change_settings(self, **values: Any) -> None:
        """Change settings by field name, apply them at once and tell everybody."""
        self.settings = replace(self.settings, **values)
        self.theme.choose(self.settings.theme, self.settings.text_scale)
        self.player.player.volume = self.settings.volume
        self.player.player.choose_output(self.settings.output)
        self.modes.level = self.settings.shown_level
        self.settings_changed.emit(self.settings)
