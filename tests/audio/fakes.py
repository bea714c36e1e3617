"""An output with a virtual clock, for tests of the player and of what shows it: time moves only when told to."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from lrc_studio.audio.decode import SongFacts
from lrc_studio.audio.output import Fill, OutputError
from lrc_studio.audio.sound import Sound


class FakeOutput:
    """A device that keeps what it played, with the moment of each frame.

    `advance(seconds)` moves its clock; blocks are asked for `latency_s` ahead, as a sound card does.
    """

    silent = False
    device_name = "fake"

    def __init__(self, latency_s: float = 0.15, block_frames: int = 512, now_s: float = 100.0) -> None:
        self.latency_s = latency_s
        self.block_frames = block_frames
        self.time_s = now_s
        self.broken = False
        self.starts = 0
        self.running = False
        self.closed = False
        self.jitter_s: Callable[[int], float] = lambda block: 0.0
        self.heard: list[tuple[float, NDArray[np.int16]]] = []
        self._asked_until_s = 0.0
        self._going = False

    @property
    def latency_ms(self) -> int:
        return round(self.latency_s * 1000)

    def names(self) -> tuple[str, ...]:
        return ("fake", "other")

    def choose(self, name: str) -> None:
        self.device_name = name or "fake"

    def now_s(self) -> float:
        return self.time_s

    def start(self, rate_hz: int, fill: Fill, ended: Callable[[], None]) -> None:
        if self.broken:
            raise OutputError("no device")
        self.starts += 1
        self._rate_hz, self._fill, self._ended = rate_hz, fill, ended
        self.running = self._going = True
        self._asked_until_s = self.time_s + 0.01
        self._ask()

    def stop(self) -> None:
        self.running = self._going = False

    def close(self) -> None:
        self.stop()
        self.closed = True

    def unplug(self) -> None:
        """The device goes while it plays, and stays away."""
        self.broken = True
        if self.running:
            self.stop()
            self._ended()

    def advance(self, seconds: float, step_s: float = 0.005) -> None:
        """Move the clock, asking for blocks on the way."""
        until_s = self.time_s + seconds
        while self.time_s < until_s:
            self.time_s = min(self.time_s + step_s, until_s)
            self._ask()
            if self.running and not self._going and self.time_s >= self._asked_until_s:
                self.running = False
                self._ended()

    def _ask(self) -> None:
        while self._going and self._asked_until_s < self.time_s + self.latency_s:
            block = np.zeros((self.block_frames, 2), np.int16)
            self._going = self._fill(block, self._asked_until_s + self.jitter_s(len(self.heard)))
            self.heard.append((self._asked_until_s, block))
            self._asked_until_s += self.block_frames / self._rate_hz


def counting_sound(seconds: float = 10.0, rate_hz: int = 8_000, complete: bool = True) -> Sound:
    """A sound whose samples tell their own number (modulo 16,384, from 1 on)."""
    frames = round(seconds * rate_hz)
    facts = SongFacts(round(seconds * 1000), rate_hz, 2, "wav")
    sound = Sound(facts, rate_hz)
    if complete:
        sound.append(counting(0, frames))
        sound.finish()
    return sound


def counting(first: int, count: int) -> NDArray[np.int16]:
    numbers = (np.arange(first, first + count) % 16_384 + 1).astype(np.int16)
    return np.stack((numbers, numbers), axis=1)
