"""Where sound goes: one small interface, and the silent output that keeps time where no device is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from lrc_studio.audio.clock import SilentClock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Fill = Callable[["NDArray[np.int16]", float], bool]
"""`fill(block, heard_at_s)` writes the next frames, shape (frames, 2), heard from that moment of the device's clock on.

False: these were the last ones. Called from the output's own thread.
"""


class OutputError(Exception):
    """The device cannot be opened or has gone."""


class Output(Protocol):
    """A device for int16 stereo sound, with a clock of its own."""

    @property
    def silent(self) -> bool:
        """Whether nothing can be heard."""

    @property
    def device_name(self) -> str:
        """For a person; empty until opened."""

    @property
    def latency_ms(self) -> int:
        """From a block's filling to its sound."""

    def names(self) -> tuple[str, ...]:
        """The devices there are to choose from, looked for anew; to be called while nothing plays."""

    def choose(self, name: str) -> None:
        """Use this device from the next start on; "" is the system's choice, also where the named one is not there."""

    def now_s(self) -> float:
        """The device's clock, the one of `heard_at_s`."""

    def start(self, rate_hz: int, fill: Fill, ended: Callable[[], None]) -> None:
        """Play blocks of `fill`; `ended` is called once the last one was heard, or the device has gone.

        Never called after `stop`. Raises `OutputError`.
        """

    def stop(self) -> None:
        """Fall silent at once; afterwards `fill` is not called any more."""

    def close(self) -> None:
        """Give the device back."""


class SilentOutput:
    """Takes blocks at the pace of a clock and throws them away."""

    silent = True
    device_name = "no sound device"
    latency_ms = 0
    ahead_s = 0.04
    """Taken ahead of time, so that the position runs smoothly between two blocks."""

    def __init__(self, now_s: Callable[[], float] = time.perf_counter) -> None:
        self._clock = SilentClock(now_s)
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def names(self) -> tuple[str, ...]:
        """None: there is nothing to choose."""
        return ()

    def choose(self, name: str) -> None:
        """Silence is the same everywhere."""

    def now_s(self) -> float:
        """The clock it was made with."""
        return self._clock.now_s()

    def start(self, rate_hz: int, fill: Fill, ended: Callable[[], None]) -> None:
        """Begin to take blocks, in a thread that lives until `stop` or the end."""
        self.stop()
        self._stopped = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(rate_hz, fill, ended, self._stopped), name="silent-output", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stopped.set()
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join()
        self._thread = None

    def close(self) -> None:
        """As `stop`: there is nothing else to give back."""
        self.stop()

    def _run(self, rate_hz: int, fill: Fill, ended: Callable[[], None], stopped: threading.Event) -> None:
        import numpy as np

        block = np.empty((rate_hz // 10, 2), np.int16)
        began_s, taken, going = self._clock.start(rate_hz), 0, True
        while going and not stopped.is_set():
            due = int(self._clock.frame() + self.ahead_s * rate_hz) - taken
            while due > 0 and going:
                count = min(due, len(block))
                going = fill(block[:count], began_s + taken / rate_hz)
                taken, due = taken + count, due - count
            if going:
                stopped.wait(0.015)
        while not stopped.is_set() and self._clock.frame() < taken:
            stopped.wait(0.005)
        if not stopped.is_set():
            ended()
