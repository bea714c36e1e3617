"""A song's sound in memory, usable while it is still being decoded."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lrc_studio.audio.decode import DECODING, SongFacts, SongReader
from lrc_studio.audio.pyramid import Pyramid
from lrc_studio.audio.store import FileStore, MemoryStore, Store
from lrc_studio.audio.stream import SongStream
from lrc_studio.core.errors import InputError
from lrc_studio.core.progress import Progress, Report, silent

IN_MEMORY_MS = 900_000
"""Up to 15 minutes stay in memory (48 kHz stereo: 173 MB); more goes to a temporary file."""
IN_FILE_MS = 3_600_000
"""Up to 60 minutes go there (48 kHz stereo: 691 MB); what is longer is decoded anew wherever it is needed."""
_FINEST_FRAMES = {"memory": 16, "file": 64, "stream": 256}
"""Finer levels of the shape keep every zoom under 0.15 ms; in long songs they would take 100 MB an hour."""
REPORT_EVERY_S = 0.05


class Sound:
    """PCM of shape (frames, 2) that grows while decoding. One thread appends, any thread reads without a lock."""

    def __init__(self, facts: SongFacts, rate_hz: int, stream: SongStream | None = None) -> None:
        """`stream` decodes a part of the song again; without one, long sounds stay in a temporary file."""
        expected_ms = facts.duration_ms or 240_000
        self.facts = facts
        self.rate_hz = rate_hz
        self.complete = False
        self.damage: str | None = None
        self.truth: str | None = None
        self._frames = 0
        self._stream = stream
        self.kept = "memory" if expected_ms <= IN_MEMORY_MS else "file"
        if expected_ms > IN_FILE_MS and stream is not None:
            self.kept = "stream"
        # A file may claim any length: never reserve more than the limit on its word alone.
        capacity = min(expected_ms + 1000, IN_MEMORY_MS) * rate_hz // 1000
        self._store: Store = (
            FileStore(capacity) if self.kept == "file" else MemoryStore(capacity if self.kept == "memory" else 0)
        )
        self.pyramid = Pyramid(self.samples, _FINEST_FRAMES[self.kept], capacity)

    @property
    def disk_bytes(self) -> int:
        """What it takes of the disk for temporary files."""
        return self._frames * 4 if self.kept == "file" else 0

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
        if self.kept == "stream" and self._stream is not None:
            return self._stream.read(first, max(0, end - first))
        return self._store.frames[first : max(first, end)]

    def append(self, block: NDArray[np.int16]) -> None:
        """Add the next frames, shape (frames, 2); raises `InputError` where the disk is full."""
        try:
            self._make_room((self._frames + len(block)) * 1000 // self.rate_hz)
            if self.kept != "stream":
                self._store.write(self._frames, block)
        except OSError:
            raise InputError(
                "The disk for temporary files is full; free some space there and open the song again."
            ) from None
        self._frames += len(block)
        self.pyramid.append(block)

    def finish(self, damage: str | None = None, truth: str | None = None) -> None:
        """All is there; `damage` says what was lost of the file, `truth` what its container gets wrong."""
        self.pyramid.finish()
        self.damage, self.truth = damage, truth
        self.complete = True

    def close(self) -> None:
        """Give the memory or the temporary file back; the sound is empty afterwards."""
        self._frames = 0
        self.complete = True
        self._store.close()
        if self._stream is not None:
            self._stream.close()

    def _make_room(self, length_ms: int) -> None:
        """Keep a sound that turns out longer than its file claimed where one of that length belongs."""
        if self.kept == "memory" and length_ms > IN_MEMORY_MS:
            longer = FileStore(2 * self._frames)
            longer.write(0, self._store.frames[: self._frames])
            self._store, self.kept = longer, "file"
        if self.kept == "file" and length_ms > IN_FILE_MS and self._stream is not None and self._stream.usable:
            self.kept = "stream"
            self._store.close()


def load(path: Path, started: Callable[[Sound], None], report: Report = silent) -> Sound:
    """Decode the song at `path`, to be called in a worker thread; returns when all of it is there.

    `started` gets the sound right after its first block; `report` is called about every 50 ms (phase "decode", in ms)
    and may raise `Cancelled`. Raises `InputError`. Whatever is raised, the sound is closed.
    """
    reader = SongReader(path)
    try:
        stream = SongStream(path, reader)
        sound = Sound(reader.facts, reader.rate_hz, stream)
        try:
            _fill(sound, reader, started, report)
        except BaseException:
            sound.close()
            raise
        if sound.kept == "stream":
            stream.adopt(reader)
        else:
            reader.close()
        return sound
    except BaseException:
        reader.close()
        raise


def _fill(sound: Sound, reader: SongReader, started: Callable[[Sound], None], report: Report) -> None:
    told_s = float("-inf")
    for block in reader.blocks():
        first = sound.frames == 0
        sound.append(block)
        if first:
            started(sound)
        if time.monotonic() - told_s >= REPORT_EVERY_S:
            told_s = time.monotonic()
            report(_progress(sound))
    sound.finish(reader.damage, reader.truth)
    report(_progress(sound))


def _progress(sound: Sound) -> Progress:
    total_ms = sound.duration_ms if sound.complete or sound.facts.duration_ms else None
    return Progress("decode", sound.decoded_ms, total_ms, DECODING)
