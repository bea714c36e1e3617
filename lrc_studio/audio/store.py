"""Where decoded samples are kept: in memory, or in a temporary file that is read through a map."""

from __future__ import annotations

import tempfile
from typing import IO, Protocol

import numpy as np
from numpy.typing import NDArray


class Store(Protocol):
    """Grows at its end by one writer; any reader, no lock."""

    frames: NDArray[np.int16]
    """All that was reserved; how much of it is filled, the sound knows."""

    def write(self, first: int, block: NDArray[np.int16]) -> None: ...

    def close(self) -> None: ...


class MemoryStore:
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


class FileStore:
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
