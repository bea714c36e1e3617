"""Soft ticks mixed into the played sound where stamps are, so that a wrong time is heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lrc_studio.audio.supply import Piece

LINE_HZ, LINE_S, LINE_HEIGHT = 1_760.0, 0.030, 9_000.0
WORD_HZ, WORD_S, WORD_HEIGHT = 3_520.0, 0.012, 5_000.0


@dataclass(frozen=True, slots=True, eq=False)
class Stamps:
    """Frames of the song, ascending, and whether each begins a line (else a word)."""

    frames: NDArray[np.int64]
    is_line: NDArray[np.bool_]


def stamps(lines_ms: Iterable[int], words_ms: Iterable[int], rate_hz: int) -> Stamps:
    """Where to tick; a word that begins with its line makes no tick of its own."""
    lines = {round(ms * rate_hz / 1000) for ms in lines_ms}
    words = {round(ms * rate_hz / 1000) for ms in words_ms} - lines
    frames = np.array(sorted(lines | words), np.int64)
    return Stamps(frames, np.isin(frames, np.array(sorted(lines), np.int64)))


class Ticker:
    """Mixes ticks into pieces on their way to the device; `wanted()` gives the stamps of now, or None."""

    def __init__(self, rate_hz: int, wanted: Callable[[], Stamps | None]) -> None:
        self._wanted = wanted
        self._line = _tick(LINE_HZ, LINE_S, LINE_HEIGHT, rate_hz)
        self._word = _tick(WORD_HZ, WORD_S, WORD_HEIGHT, rate_hz)
        self._sounding: list[tuple[NDArray[np.float32], int]] = []
        self._lap, self._told_to = -1, 0.0

    def mix(self, out: NDArray[np.int16], piece: Piece, gain: float) -> None:
        """Add to `out` (frames, 2), the device's block for `piece`, what ticks in it; other ticks ring on."""
        waves = self._sounding + self._new(piece)
        self._sounding = []
        if not waves:
            return
        mixed = out.astype(np.float32)
        for wave, at in waves:
            part = wave[max(-at, 0) : len(out) - at]
            mixed[max(at, 0) : max(at, 0) + len(part)] += part[:, None] * np.float32(gain)
            if at + len(wave) > len(out):
                self._sounding.append((wave, at - len(out)))
        np.clip(mixed, -32_768, 32_767, out=mixed)
        out[:] = np.rint(mixed)

    def _new(self, piece: Piece) -> list[tuple[NDArray[np.float32], int]]:
        """The ticks that begin in a piece, with their frame in it; seams of stretched sound neither skip nor double."""
        wanted = self._wanted()
        from_frame = piece.frame if piece.lap != self._lap else self._told_to
        end_frame = piece.frame + len(piece.samples) * piece.step
        self._lap, self._told_to = piece.lap, max(from_frame, end_frame)
        if wanted is None or not piece.step:
            return []
        first, last = np.searchsorted(wanted.frames, (from_frame, end_frame))
        return [
            (
                self._line if wanted.is_line[at] else self._word,
                max(0, round((wanted.frames[at] - piece.frame) / piece.step)),
            )
            for at in range(int(first), int(last))
        ]


def _tick(hz: float, seconds: float, height: float, rate_hz: int) -> NDArray[np.float32]:
    """A short tone that begins at once and dies away."""
    at_s = np.arange(round(seconds * rate_hz)) / rate_hz
    return (height * np.cos(2 * np.pi * hz * at_s) * np.exp(-5 * at_s / seconds)).astype(np.float32)
