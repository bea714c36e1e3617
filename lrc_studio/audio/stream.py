"""A song too long to keep: any part of it is decoded again when it is asked for, exact to the sample."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Generator, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lrc_studio.audio.decode import Place, SongReader

BLOCK_FRAMES = 65_536
BLOCKS_KEPT = 64
"""17 MB: about 90 seconds of a song at 44.1 kHz."""
LEADS = (1, 8, 60)
"""Seconds decoded before a block and thrown away: a decoder is exact only once it has warmed up. More where a file's
seeking lands too late, at last from its beginning."""


class SongStream:
    """Reads blocks of a song, from the places that its first reader noted while it decoded all of it once.

    Time stamps are only compared with those of that first reading, never taken for times. Any thread may read; one
    waits for the other.
    """

    def __init__(self, path: Path, reader: SongReader) -> None:
        self._path, self._places = path, reader.places
        self._rate_hz, self._file_rate_hz = reader.rate_hz, reader.facts.rate_hz
        self._lock = threading.Lock()
        self._blocks: OrderedDict[int, NDArray[np.int16]] = OrderedDict()
        self._seeker: SongReader | None = None
        self._course = _nothing()
        self._next_block = -1

    @property
    def usable(self) -> bool:
        """Whether the file's frames carry time stamps to find them by."""
        return bool(self._places)

    def adopt(self, reader: SongReader) -> None:
        """Take over a reader that has read all of the file: it knows where everything is, a fresh one has to look."""
        with self._lock:
            self._leave()
            old, self._seeker = self._seeker, reader
            if old is not None:
                old.close()

    def read(self, first: int, count: int) -> NDArray[np.int16]:
        """`count` frames from `first`, shape (frames, 2); fewer at the end of the song."""
        parts = []
        end = first + count
        while first < end:
            number, at = divmod(first, BLOCK_FRAMES)
            part = self._block(number)[at : at + end - first]
            if not len(part):
                break
            parts.append(part)
            first += len(part)
        if len(parts) == 1:
            return parts[0]
        return np.concatenate(parts) if parts else np.empty((0, 2), np.int16)

    def close(self) -> None:
        """Give the file and the memory back."""
        with self._lock:
            self._blocks.clear()
            self._leave()
            if self._seeker is not None:
                self._seeker.close()
                self._seeker = None

    def _block(self, number: int) -> NDArray[np.int16]:
        with self._lock:
            found = self._blocks.get(number)
            if found is not None:
                self._blocks.move_to_end(number)
                return found
            if number != self._next_block:
                self._leave()
                self._course = self._decoded(number * BLOCK_FRAMES)
            block = next(self._course, np.empty((0, 2), np.int16))
            self._next_block = number + 1
            if len(block) == BLOCK_FRAMES:  # a shorter one may be the frontier of the first reading
                self._blocks[number] = block
                if len(self._blocks) > BLOCKS_KEPT:
                    self._blocks.popitem(last=False)
            else:
                self._next_block = -1
            return block

    def _leave(self) -> None:
        self._course.close()
        self._course, self._next_block = _nothing(), -1

    def _decoded(self, first: int) -> Generator[NDArray[np.int16], None, None]:
        """Blocks from `first` on."""
        rest = np.empty((0, 2), np.int16)
        for at, block in self._placed(first):
            if at + len(block) <= first:
                continue
            rest = np.concatenate((rest, block[max(0, first - at) :])) if len(rest) else block[max(0, first - at) :]
            while len(rest) >= BLOCK_FRAMES:
                yield rest[:BLOCK_FRAMES]
                rest = rest[BLOCK_FRAMES:]
            first = max(first, at + len(block))
        if len(rest):
            yield rest

    def _placed(self, first: int) -> Iterator[tuple[int, NDArray[np.int16]]]:
        """Decoded frames before and from `first` on, each with its place in samples."""
        wanted = first * self._file_rate_hz / self._rate_hz
        nearest = bisect_right(self._places, wanted, key=lambda place: place.frame) - 1
        for lead in LEADS:
            if nearest - lead <= 0:
                break
            self._seeker = self._seeker or SongReader(self._path, self._rate_hz)
            frames = self._seeker.frames_from(self._places[nearest - lead])
            found = next(((at, block) for stamp, block in frames if (at := self._place_of(stamp)) is not None), None)
            if found is not None and found[0] <= first:
                yield from _counted(found, frames)
                return
        with SongReader(self._path, self._rate_hz) as fresh:
            begin = fresh.frames_from(None)
            yield from _counted((0, next(begin)[1]), begin)

    def _place_of(self, stamp: int | None) -> int | None:
        """Where a frame of this time stamp began in the first reading; None for one that was not noted."""
        if stamp is None:
            return None
        index = bisect_right(self._places, stamp, key=lambda place: place.stamp) - 1
        place: Place | None = self._places[index] if index >= 0 else None
        if place is None or place.stamp != stamp:
            return None
        return round(place.frame * self._rate_hz / self._file_rate_hz)


def _nothing() -> Generator[NDArray[np.int16], None, None]:
    yield from ()


def _counted(
    found: tuple[int, NDArray[np.int16]], frames: Iterator[tuple[int | None, NDArray[np.int16]]]
) -> Iterator[tuple[int, NDArray[np.int16]]]:
    """A frame whose place is known and those behind it, by counting."""
    at, block = found
    yield at, block
    for _, following in frames:
        at, block = at + len(block), following
        yield at, block
