"""Where something begins to sound in the open song, found in a thread once all of it is there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lrc_studio.core.progress import Report
from lrc_studio.ui.jobs import Jobs
from lrc_studio.ui.song import Song

if TYPE_CHECKING:
    from lrc_studio.audio.sound import Sound

JOB = "onsets"
_SHOWN_EVERY = 6


class Onsets(QObject):
    """Runs the job `onsets`. `changed()`: more of them are known, or another song is open.

    Songs that are decoded anew wherever they are needed (above an hour) have none.
    """

    changed = Signal()

    def __init__(self, song: Song, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._song, self._jobs = song, jobs
        self._sound: Sound | None = None
        self._times_ms: list[int] = []
        song.changed.connect(self._on_song)
        song.grew.connect(self._on_song)

    def between(self, from_ms: float, to_ms: float) -> list[int]:
        """The onsets from `from_ms` to `to_ms`, in order."""
        return self._times_ms[bisect_left(self._times_ms, from_ms) : bisect_right(self._times_ms, to_ms)]

    def nearest(self, ms: float, within_ms: float) -> int | None:
        """The onset nearest to `ms`, None where there is none within `within_ms`."""
        near = self.between(ms - within_ms, ms + within_ms)
        return min(near, key=lambda at_ms: abs(at_ms - ms), default=None)

    def _on_song(self) -> None:
        sound = self._song.sound
        if self._sound is not None and sound is not self._sound:
            self._sound = None
            self._jobs.cancel(JOB)
            self._times_ms = []
            self.changed.emit()
        if sound is not None and self._sound is None and sound.complete and sound.frames and sound.kept != "stream":
            self._sound = sound
            self._jobs.start(JOB, self._work(sound))

    async def _work(self, sound: Sound) -> None:
        from lrc_studio.audio.onsets import onsets

        parts = (part.tolist() for part in onsets(sound.samples, sound.frames, sound.rate_hz))
        count = 0
        while True:
            part = await self._jobs.in_thread(JOB, partial(_next, parts))
            if sound is not self._song.sound:
                return
            if part is None:
                break
            self._times_ms = self._times_ms + part
            if count % _SHOWN_EVERY == 0:
                self.changed.emit()
            count += 1
        self.changed.emit()


def _next(parts: Iterator[list[int]], _report: Report) -> list[int] | None:
    return next(parts, None)
