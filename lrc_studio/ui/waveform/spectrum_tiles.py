"""Keeps the tiles of the spectrogram and has those in sight made in a thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lrc_studio.core.progress import Report
from lrc_studio.ui.session import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lrc_studio.audio.sound import Sound
    from lrc_studio.audio.spectrum import Place

    Levels = NDArray[np.uint8]

JOB = "spectrum"
_MOST_STREAMED_S = 30
_MOST_BYTES = 32_000_000
"""Some 120 tiles of a usual song: fifteen screens of 1600 px."""


class SpectrumTiles(QObject):
    """Runs the job `spectrum`. `came()`: another tile is there.

    What is asked for replaces what was asked for before: places that went out of sight are not made any more.
    """

    came = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._sound: Sound | None = None
        self._kept: OrderedDict[Place, Levels] = OrderedDict()
        self._wanted: list[Place] = []
        session.song.changed.connect(self._on_song)
        session.jobs.ended.connect(self._on_ended)

    def get(self, place: Place) -> Levels | None:
        """The tile at `place`, if it is made."""
        found = self._kept.get(place)
        if found is not None:
            self._kept.move_to_end(place)
        return found

    def want(self, places: Sequence[Place]) -> None:
        """Have these made, the first one first; those that the song is not decoded for are left for later.

        Where a song is decoded anew wherever it is needed (above an hour), only what takes little of it is made.
        """
        sound = self._session.song.sound
        self._wanted = [place for place in places if sound and _makes(sound, place)]
        self._begin()

    def _begin(self) -> None:
        jobs = self._session.jobs
        if self._wanted and not jobs.running(JOB):
            jobs.start(JOB, self._work())

    async def _work(self) -> None:
        while self._wanted:
            place, sound = self._wanted.pop(0), self._session.song.sound
            if sound is None:
                return
            if place in self._kept:
                continue
            made = await self._session.jobs.in_thread(JOB, partial(_made, sound, place))
            if sound is self._session.song.sound:
                self._keep(place, made)

    def _keep(self, place: Place, made: Levels) -> None:
        self._kept[place] = made
        while len(self._kept) * made.nbytes > _MOST_BYTES:
            self._kept.popitem(last=False)
        self.came.emit()

    def _on_song(self) -> None:
        if self._session.song.sound is not self._sound:
            self._sound = self._session.song.sound
            self._kept.clear()
            self._wanted.clear()

    def _on_ended(self, name: str) -> None:
        if name == JOB:
            self._begin()


def _makes(sound: Sound, place: Place) -> bool:
    if sound.kept == "stream" and place.end_frame - place.first_frame > _MOST_STREAMED_S * sound.rate_hz:
        return False
    return sound.complete or place.end_frame <= sound.frames


def _made(sound: Sound, place: Place, _report: Report) -> Levels:
    from lrc_studio.audio.spectrum import tile

    return tile(sound.samples, sound.rate_hz, place)
