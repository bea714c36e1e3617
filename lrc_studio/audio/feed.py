"""What a device is fed with: a stretch of a sound, at the wanted loudness, without clicks at its ends."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from lrc_studio.audio.clock import Anchor, Playhead
from lrc_studio.audio.sound import Sound

FADE_S = 0.003


class Feed:
    """One run of playing, from `first_frame` to `stop_frame` or the sound's end.

    `fill` runs in the device's callback: no lock, and nothing allocated but the block. While the sound is still being
    decoded it waits at the frontier, in silence.
    """

    def __init__(
        self, sound: Sound, first_frame: int, stop_frame: int | None, playhead: Playhead, gain: Callable[[], float]
    ) -> None:
        self.sound = sound
        self._stop_frame = stop_frame
        self._playhead = playhead
        self._gain = gain
        self._last_gain = gain()
        self._fade_frames = max(1, round(FADE_S * sound.rate_hz))
        self._since_silence = 0
        self.next_frame = first_frame
        self.finished = False

    def fill(self, out: NDArray[np.int16], heard_at_s: float) -> bool:
        """Write the next frames; False when these were the last."""
        sound, wanted, first = self.sound, len(out), self.next_frame
        complete = sound.complete  # before the frames: a sound is complete only after its last frame
        end = self._end_frame(complete, sound.frames)
        samples = sound.samples(first, wanted if end is None else max(0, min(wanted, end - first)))
        given = len(samples)
        self._write(out, samples, end)
        self._tell(heard_at_s, given, wanted)
        self.next_frame = first + given
        self.finished = end is not None and self.next_frame >= end
        return not self.finished

    def _end_frame(self, complete: bool, frames: int) -> int | None:
        if complete:
            return frames if self._stop_frame is None else min(frames, self._stop_frame)
        return self._stop_frame

    def _write(self, out: NDArray[np.int16], samples: NDArray[np.int16], end: int | None) -> None:
        given = len(samples)
        gains = self._gains(given, end)
        if isinstance(gains, float) and gains == 1.0:
            out[:given] = samples
        else:
            np.multiply(samples, gains, out=out[:given], casting="unsafe")
        out[given:] = 0
        self._since_silence = self._since_silence + given if given == len(out) else 0

    def _gains(self, count: int, end: int | None) -> float | NDArray[np.float32]:
        """One number in the middle of a run; a column where the loudness changes or an end is near."""
        gain, before = self._gain(), self._last_gain
        self._last_gain = gain
        fade = self._fade_frames
        left = fade if end is None else end - self.next_frame
        steady = gain == before and self._since_silence >= fade and left - count >= fade
        if steady or not count:
            return gain
        gains = np.linspace(before, gain, count, dtype=np.float32)
        numbers = np.arange(count, dtype=np.float32)
        gains *= np.minimum((numbers + self._since_silence) / fade, 1)
        if end is not None:
            gains *= np.clip((left - numbers) / fade, 0, 1)
        return gains[:, None]

    def _tell(self, heard_at_s: float, given: int, wanted: int) -> None:
        rate_hz = self.sound.rate_hz
        if given:
            self._playhead.push(Anchor(heard_at_s, self.next_frame, rate_hz), given)
        if given < wanted:
            self._playhead.push(Anchor(heard_at_s + given / rate_hz, self.next_frame + given, 0), 0)
