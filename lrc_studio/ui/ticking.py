"""Gives the player the stamps of the lyrics to tick at, while ticks are wanted."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.session import Session


class Ticking(QObject):
    """Listens to the document, the song and the settings."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._given: tuple[Lyrics | None, object] = (None, None)
        for signal in (session.document.changed, session.song.changed, session.settings_changed):
            signal.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self, *_: object) -> None:
        session = self._session
        sound = session.player.player.sound
        lyrics = session.document.lyrics if session.settings.ticks and sound else None
        if lyrics is self._given[0] and sound is self._given[1]:
            return
        self._given = (lyrics, sound)
        if sound is None or lyrics is None:
            session.player.player.tick_at(None)
            return
        from lrc_studio.audio.ticks import stamps

        lines = (line.start_ms for line in lyrics.lines)
        words = (word.start_ms for line in lyrics.lines for word in line.words)
        session.player.player.tick_at(stamps(_known(lines), _known(words), sound.rate_hz))


def _known(times: Iterable[int | None]) -> Iterable[int]:
    return (ms for ms in times if ms is not None)
