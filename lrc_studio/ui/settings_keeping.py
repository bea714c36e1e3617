"""Writes changed settings once they come to rest: a slider that is dragged sends many."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from lrc_studio.core.errors import StudioError
from lrc_studio.storage.settings_file import save_settings
from lrc_studio.ui.session import Session

_REST_MS = 500


class SettingsKeeping(QObject):
    """Listens to the session; `close` writes what still waits."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._write)
        session.settings_changed.connect(lambda _settings: self._rest.start())

    def close(self) -> None:
        """Write what waits, now."""
        if self._rest.isActive():
            self._rest.stop()
            self._write()

    def _write(self) -> None:
        try:
            save_settings(self._session.settings)
        except (StudioError, OSError):
            self._session.messages.banner(
                "settings", "They hold until the program is closed; free some space on the disk.",
                title="The settings could not be kept.",
            )  # fmt: skip
