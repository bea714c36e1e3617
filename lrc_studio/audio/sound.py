"""A song's sound in memory, usable while it is still being decoded."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Protocol

import numpy as np
from numpy.typing import NDArray

from lrc_studio.audio.decode import DECODING, SongFacts, SongReader
from lrc_studio.audio.pyramid import Pyramid
from lrc_studio.core.errors import InputError
from lrc_studio.core.progress import Progress, Report, silent

IN_MEMORY_MS = 900_000
"""Up to 15 minutes stay in memory (48 kHz stereo: 173 MB); more goes to a temporary file."""
REPORT_EVERY_S = 0.05


class _Store(Protocol):
    frames: NDArray[np.int16]
    """All that was reserved; how much of it is filled, the sound knows."""

    def write(self, first: int, block: NDArray[np.int16]) -> None: ...

    def close(self) -> None: ...


class _MemoryStore:
    """Samples in an array; what readers hold stays good when it moves to grow."""

    def __init__(self, capacity: int) -> None:
        self.frames = np.empty((capacity, 2), np.int16)

    def write(self, first: int, block: NDArray[np.int16]) -> None:
        end = first + len(block)
        if end > len(self.frames):
            longer = np.empty((end + end // 2, 2), np.int16)
            longer[:first] = self.frames[:first]
            self.frames = longer
        self.frames[first:end] = block

    def close(self) -> None:
        self.frames = self.frames[:0]


class _FileStore:
    """Samples in a nameless temporary file, which the system removes at close and after a crash.

    Written by ordinary writes, because a full disk is an error there and a crash in a memory map; read through the map.
    """

    def __init__(self, capacity: int) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 (lives as long as the sound)
        self._map(capacity)

    def _map(self, capacity: int) -> None:
        self._file.truncate(capacity * 4)
        self.frames: NDArray[np.int16] = np.memmap(self._file, np.int16, "r", shape=(capacity, 2))

    def write(self, first: int, block: NDArray[np.int16]) -> None:
        end = first + len(block)
        if end > len(self.frames):
            self._map(end + end // 2)
        self._file.seek(first * 4)
        left = memoryview(np.ascontiguousarray(block).tobytes())
        while left:
            left = left[self._file.write(left) :]

    def close(self) -> None:
        self.frames = np.empty((0, 2), np.int16)
        self._file.close()


class Sound:
    """PCM of shape (frames, 2) that grows while decoding. One thread appends, any thread reads without a lock."""

    def __init__(self, facts: SongFacts, rate_hz: int) -> None:
        expected_ms = facts.duration_ms or 240_000
        self.facts = facts
        self.rate_hz = rate_hz
        self.complete = False
        self.damage: str | None = None
        self._frames = 0
        self._in_file = expected_ms > IN_MEMORY_MS
        # A file may claim any length: never reserve more than the limit on its word alone.
        capacity = min(expected_ms + 1000, IN_MEMORY_MS) * rate_hz // 1000
        self._store: _Store = _FileStore(capacity) if self._in_file else _MemoryStore(capacity)
        # Finer levels keep every zoom under 0.15 ms; in long songs they would take 100 MB an hour.
        self.pyramid = Pyramid(self.samples, base_frames=64 if self._in_file else 16)

    @property
    def frames(self) -> int:
        """Frames there are so far."""
        return self._frames

    @property
    def decoded_ms(self) -> int:
        """How much there is so far."""
        return round(self._frames * 1000 / self.rate_hz)

    @property
    def duration_ms(self) -> int:
        """Exact once complete; until then the container's estimate, never less than what is there."""
        if self.complete:
            return self.decoded_ms
        return max(self.facts.duration_ms or 0, self.decoded_ms)

    def samples(self, first: int, count: int) -> NDArray[np.int16]:
        """A view of what there is of `count` frames from `first`, shape (frames, 2); valid as long as it is held."""
        end = min(first + count, self._frames)  # read before the store: a store only ever gains frames
        first = max(first, 0)
        return self._store.frames[first : max(first, end)]

    def append(self, block: NDArray[np.int16]) -> None:
        """Add the next frames, shape (frames, 2); raises `InputError` where the disk is full."""
        try:
            if not self._in_file and self._frames + len(block) > IN_MEMORY_MS * self.rate_hz // 1000:
                self._move_to_file()
            self._store.write(self._frames, block)
        except OSError:
            raise InputError(
                "The disk for temporary files is full; free some space there and open the song again."
            ) from None
        self._frames += len(block)
        self.pyramid.append(block)

    def finish(self, damage: str | None = None) -> None:
        """All is there; `damage` is the sentence on what was lost of the file."""
        self.pyramid.finish()
        self.damage = damage
        self.complete = True

    def close(self) -> None:
        """Give the memory or the temporary file back; the sound is empty afterwards."""
        self._frames = 0
        self.complete = True
        self._store.close()

    def _move_to_file(self) -> None:
        store = _FileStore(2 * self._frames)
        store.write(0, self._store.frames[: self._frames])
        self._store, self._in_file = store, True


def load(path: Path, started: Callable[[Sound], None], report: Report = silent) -> Sound:
    """Decode the song at `path`, to be called in a worker thread; returns when all of it is there.

    `started` gets the sound right after its first block; `report` is called about every 50 ms (phase "decode", in ms)
    and may raise `Cancelled`. Raises `InputError`. Whatever is raised, the sound is closed.
    """
    with SongReader(path) as reader:
        sound = Sound(reader.facts, reader.rate_hz)
        try:
            told_s = float("-inf")
            for block in reader.blocks():
                first = sound.frames == 0
                sound.append(block)
                if first:
                    started(sound)
                if time.monotonic() - told_s >= REPORT_EVERY_S:
                    told_s = time.monotonic()
                    report(_progress(sound))
            sound.finish(reader.damage)
            report(_progress(sound))
        except BaseException:
            sound.close()
            raise
        return sound


def _progress(sound: Sound) -> Progress:
    total_ms = sound.duration_ms if sound.complete or sound.facts.duration_ms else None
    return Progress("decode", sound.decoded_ms, total_ms, DECODING)
