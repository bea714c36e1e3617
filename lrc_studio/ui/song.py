"""The song that is open: its file, tags and sound, which grows while it is decoded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from lrc_studio.audio.sound import Sound
    from lrc_studio.audio.tags import SongTags


class Song(QObject):
    """The open song or none. `changed()`: another song, its tags or none; `grew()`: more of it is decoded."""

    changed = Signal()
    grew = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.tags: SongTags | None = None
        self.sound: Sound | None = None

    @property
    def duration_ms(self) -> int | None:
        """The song's length, an estimate while it is decoded; None with no song."""
        return self.sound.duration_ms if self.sound else None

    def take(self, path: Path | None, tags: SongTags | None, sound: Sound | None) -> None:
        """Put another song in the old one's place and release the old one's memory."""
        old, self.path, self.tags, self.sound = self.sound, path, tags, sound
        self.changed.emit()
        if old and old is not sound:
            old.close()
