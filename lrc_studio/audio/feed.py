"""What a device is fed with: the pieces of a supply, at the wanted loudness, without clicks at their ends."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from lrc_studio.audio.clock import Given, Playhead
from lrc_studio.audio.supply import Course, Piece, Supply
from lrc_studio.audio.ticks import Ticker

FADE_S = 0.003


class Feed:
    """One run of playing a supply, along its course.

    `fill` runs in the device's callback: as a rule no lock, and nothing allocated but a block. While the sound is still
    being decoded it waits at the frontier, in silence.
    """

    def __init__(
        self, supply: Supply, course: Course, playhead: Playhead, gain: Callable[[], float], ticker: Ticker
    ) -> None:
        self._supply, self._rate_hz, self._playhead = supply, course.rate_hz, playhead
        self.course = course
        self._gain, self._ticker = gain, ticker
        self._last_gain = gain()
        self._fade_frames = max(1, round(FADE_S * course.rate_hz))
        self._since_silence = 0
        self._rest = Piece(np.empty((0, 2), np.int16), 0.0, 0.0)
        self._lap = 0

    @property
    def finished(self) -> bool:
        """Whether all was given to the device."""
        return self._supply.finished

    def close(self) -> None:
        """No more is wanted; not to be called from within `fill`."""
        self._supply.close()

    def fill(self, out: NDArray[np.int16], heard_at_s: float) -> bool:
        """Write the next frames; False when these were the last."""
        at = 0
        while at < len(out) and not self._supply.finished:
            piece = self._supply.take(len(out) - at)
            count = len(piece.samples)
            self._rest = piece.split(count)[1]
            if not count:
                break
            self._write(out[at : at + count], piece)
            self._tell(heard_at_s + at / self._rate_hz, count, piece)
            at += count
        if at < len(out):
            out[at:] = 0
            self._since_silence = 0
            self._wait(heard_at_s + at / self._rate_hz, len(out) - at)
        return not self._supply.finished

    def _write(self, out: NDArray[np.int16], piece: Piece) -> None:
        if piece.lap != self._lap or not piece.step:
            self._lap, self._since_silence = piece.lap, 0
        gains = self._gains(len(piece.samples), piece.left)
        if isinstance(gains, float) and gains == 1.0:
            out[:] = piece.samples
        else:
            np.multiply(piece.samples, gains, out=out, casting="unsafe")
        self._ticker.mix(out, piece, self._last_gain)
        if piece.step:
            self._since_silence += len(out)

    def _gains(self, count: int, left: int | None) -> float | NDArray[np.float32]:
        """One number in the middle of a run; a column where the loudness changes or an end is near."""
        gain, before = self._gain(), self._last_gain
        self._last_gain = gain
        fade = self._fade_frames
        near_end = left is not None and left - count < fade
        if gain == before and self._since_silence >= fade and not near_end:
            return gain
        gains = np.linspace(before, gain, count, dtype=np.float32)
        numbers = np.arange(count, dtype=np.float32)
        gains *= np.minimum((numbers + self._since_silence) / fade, 1)
        if left is not None:
            gains *= np.clip((left - numbers) / fade, 0, 1)
        return gains[:, None]

    def _tell(self, heard_at_s: float, count: int, piece: Piece) -> None:
        rate = piece.step * self._rate_hz
        self._playhead.push(Given(heard_at_s, count / self._rate_hz, piece.frame, rate, piece.lap))

    def _wait(self, heard_at_s: float, count: int) -> None:
        rest = self._rest
        self._playhead.push(Given(heard_at_s, count / self._rate_hz, rest.frame, 0.0, rest.lap))
