"""The shape of a sound at every zoom: lowest, highest and mean power of ever longer stretches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_Number = TypeVar("_Number", bound=np.generic)

FACTOR = 4
LEVELS = 6
Samples = Callable[[int, int], NDArray[np.int16]]
"""`samples(first_frame, count)` -> what there is of that stretch, shape (frames, 2)."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What a waveform draws: for each column the lowest and highest sample and the RMS, float32 in -1..1."""

    low: NDArray[np.float32]
    high: NDArray[np.float32]
    rms: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Equal stretches of sound in a row; `power` is the mean square of each."""

    low: NDArray[np.int16]
    high: NDArray[np.int16]
    power: NDArray[np.float32]

    def part(self, first: int, stop: int) -> _Stretch:
        return _Stretch(self.low[first:stop], self.high[first:stop], self.power[first:stop])


class _Level:
    """One level, appended to by one writer; readers take `whole`, which is replaced in one step."""

    def __init__(self, bucket_frames: int, expected_frames: int) -> None:
        self.bucket_frames = bucket_frames
        room = max(1024, expected_frames // bucket_frames + 1)
        self._room = _Stretch(np.empty(room, np.int16), np.empty(room, np.int16), np.empty(room, np.float32))
        self.whole = self._room.part(0, 0)

    @property
    def count(self) -> int:
        return len(self.whole.low)

    def extend(self, new: _Stretch) -> None:
        count, end = self.count, self.count + len(new.low)
        if end > len(self._room.low):
            old = self._room
            self._room = _Stretch(_grown(old.low, end), _grown(old.high, end), _grown(old.power, end))
        room = self._room
        room.low[count:end], room.high[count:end], room.power[count:end] = new.low, new.high, new.power
        self.whole = room.part(0, end)


def _grown(row: NDArray[_Number], count: int) -> NDArray[_Number]:
    longer = np.empty(max(count, 2 * len(row)), row.dtype)
    longer[: len(row)] = row
    return longer


class Pyramid:
    """Levels of `base_frames`, times 4 each, of the mono mix.

    One thread appends, any thread reads without a lock: a level's arrays are published by one assignment, and what was
    published never changes. Closer than the first level the samples themselves are read through `samples`.
    """

    def __init__(self, samples: Samples, base_frames: int = 16, expected_frames: int = 0) -> None:
        """`expected_frames` are made room for at once; more may come."""
        self._samples = samples
        self._levels = [_Level(base_frames * FACTOR**depth, expected_frames) for depth in range(LEVELS)]
        self._rest = np.empty(0, np.int16)
        self._frames = 0

    @property
    def frames(self) -> int:
        """Frames of the sound taken in so far."""
        return self._frames

    @property
    def loudest(self) -> float:
        """The largest amplitude so far, 0 to 1."""
        data = next((level.whole for level in reversed(self._levels) if level.count), None)
        return 0.0 if data is None else max(int(data.high.max()), -int(data.low.min())) / 32_768

    def append(self, block: NDArray[np.int16]) -> None:
        """Take in the next frames, shape (frames, 2)."""
        mono = np.concatenate((self._rest, mono_mix(block))) if len(self._rest) else mono_mix(block)
        base = self._levels[0]
        whole = len(mono) // base.bucket_frames * base.bucket_frames
        self._rest = mono[whole:]
        if whole:
            base.extend(_summary(mono[:whole], base.bucket_frames))
        for finer, coarser in zip(self._levels, self._levels[1:], strict=False):
            taken = coarser.count * FACTOR
            groups = (finer.count - taken) // FACTOR
            if groups:
                coarser.extend(_grouped(finer.whole.part(taken, taken + groups * FACTOR), FACTOR))
        self._frames += len(block)

    def finish(self) -> None:
        """No more is coming: the unfinished stretches at the end count as they are."""
        if len(self._rest):
            self._levels[0].extend(_summary(self._rest, len(self._rest)))
            self._rest = self._rest[:0]
        for finer, coarser in zip(self._levels, self._levels[1:], strict=False):
            taken = coarser.count * FACTOR
            while taken < finer.count:
                group = finer.whole.part(taken, min(taken + FACTOR, finer.count))
                coarser.extend(_grouped(group, len(group.low)))
                taken += FACTOR

    def columns(self, first_frame: float, last_frame: float, count: int) -> Columns:
        """The sound from `first_frame` to `last_frame` as `count` columns, zeros where there is no sound (yet).

        Each column reaches to the first stretch of the next, so that drawn columns join; edges fall on whole stretches,
        which are never longer than a column is wide.
        """
        low, high, rms = (np.zeros(count, np.float32) for _ in range(3))
        width_frames = (last_frame - first_frame) / count if count > 0 else 0.0
        if width_frames <= 0:
            return Columns(low, high, rms)
        bucket_frames, offset, data = self._source(first_frame, last_frame, width_frames)
        edges = np.arange(count + 1) * (width_frames / bucket_frames) + first_frame / bucket_frames
        indices = np.floor(edges).astype(np.int64) - offset
        length = len(data.low)
        begin = int(np.searchsorted(indices[1:], 0))
        end = int(np.searchsorted(indices[:-1], length))
        if begin < end:
            picked = slice(begin, end)
            low[picked], high[picked], rms[picked] = _reduced(data, indices[begin : end + 1].clip(0, length - 1))
        return Columns(low, high, rms)

    def _source(self, first_frame: float, last_frame: float, width_frames: float) -> tuple[int, int, _Stretch]:
        """The coarsest data fine enough: frames each, index of its first stretch, the data."""
        for level in reversed(self._levels):
            if level.bucket_frames <= width_frames:
                return level.bucket_frames, 0, level.whole
        first = max(0, int(first_frame))
        mono = mono_mix(self._samples(first, max(0, int(last_frame) + 2 - first)))
        return 1, first, _Stretch(mono, mono, _squares(mono))


def mono_mix(block: NDArray[np.int16]) -> NDArray[np.int16]:
    """The mean of both channels, shape (frames,)."""
    if not len(block):
        return np.empty(0, np.int16)
    # Both samples of a frame as one int32: four passes over contiguous numbers beat any over every second one.
    frames = np.ascontiguousarray(block).view(np.int32).reshape(-1)
    mixed = frames >> 16
    mixed += frames.astype(np.int16)
    mixed >>= 1
    return mixed.astype(np.int16)


def _squares(mono: NDArray[np.int16]) -> NDArray[np.float32]:
    values = mono.astype(np.float32)
    values *= values
    return values


def _summary(mono: NDArray[np.int16], size: int) -> _Stretch:
    """Stretches of `size` frames each."""
    values = mono.astype(np.float32).reshape(-1, size)
    power = np.einsum("ij,ij->i", values, values) / np.float32(size)
    # Turned once, so that both passes run over long rows: half the time of pairing the neighbours twice.
    turned = np.ascontiguousarray(mono.reshape(-1, size).T)
    return _Stretch(turned.min(axis=0), turned.max(axis=0), power)


def _grouped(data: _Stretch, size: int) -> _Stretch:
    """`size` stretches as one."""
    power = _paired(data.power, size, np.add) / np.float32(size)
    return _Stretch(_paired(data.low, size, np.minimum), _paired(data.high, size, np.maximum), power)


def _paired(row: NDArray[_Number], size: int, pick: np.ufunc) -> NDArray[_Number]:
    """Each `size` numbers down to one, by pairs where that works: several times faster than reducing short rows."""
    while size > 1 and size % 2 == 0:
        row, size = pick(row[::2], row[1::2]), size // 2
    reduced: NDArray[_Number] = pick.reduce(row.reshape(-1, size), axis=1) if size > 1 else row
    return reduced


def _reduced(
    data: _Stretch, edges: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    first, last = int(edges[0]), int(edges[-1])
    starts, joins = edges[:-1] - first, edges[1:]
    low = np.minimum(np.minimum.reduceat(data.low[first : last + 1], starts), data.low[joins])
    high = np.maximum(np.maximum.reduceat(data.high[first : last + 1], starts), data.high[joins])
    power_end = max(last, int(edges[-2]) + 1)  # the join belongs to the next column's power alone
    power = np.add.reduceat(data.power[first:power_end], starts)
    lengths = np.maximum(np.diff(edges), 1).astype(np.float32)
    scale = np.float32(1 / 32_768)
    return low * scale, high * scale, np.sqrt(power / lengths) * scale
