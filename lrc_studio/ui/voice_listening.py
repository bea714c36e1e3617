"""Makes the vocal centre of the song when it is first listened to, and keeps it as long as the song is open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lrc_studio.core.progress import Report
from lrc_studio.ui.session import Session

if TYPE_CHECKING:
    from lrc_studio.audio.sound import Sound

JOB = "voice"


class VoiceListening(QObject):
    """Runs the job `voice`; until a place is made the whole song is heard there."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._voice: Sound | None = None
        self._song: Sound | None = None
        session.player.changed.connect(self._on_player)
        session.song.changed.connect(self._on_song)
        session.jobs.failed.connect(self._on_failed)

    def _on_song(self) -> None:
        session = self._session
        if session.song.sound is self._song:
            return
        self._song = session.song.sound
        session.jobs.cancel(JOB)
        session.player.want_voice(False)
        session.player.player.listen_to(None)
        voice, self._voice = self._voice, None
        if voice is not None:
            voice.close()

    def _on_player(self) -> None:
        session, wanted = self._session, self._session.player.voice_wanted
        session.player.player.listen_to(self._voice if wanted else None)
        sound = self._song
        if wanted and self._voice is None and sound is not None and not session.jobs.running(JOB):
            session.jobs.start(JOB, self._make(sound))

    def _on_failed(self, name: str, _error: object) -> None:
        if name == JOB:
            self._voice = None
            self._session.player.want_voice(False)

    async def _make(self, sound: Sound) -> None:
        await self._session.jobs.in_thread(JOB, self._maker(sound))

    def _maker(self, sound: Sound) -> Callable[[Report], Sound]:
        from lrc_studio.workflows.vocal_centre import vocal_centre

        loop = asyncio.get_running_loop()

        def show(voice: Sound) -> None:
            loop.call_soon_threadsafe(self._take, sound, voice)

        return lambda report: vocal_centre(sound, show, report)

    def _take(self, sound: Sound, voice: Sound) -> None:
        if sound is self._song:  # else another song came while the first block was on its way
            self._voice = voice
            self._on_player()
