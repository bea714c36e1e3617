"""Runs the real program through a song and writes down how long its event loop kept a 5 ms timer waiting.

Run as `python -m tests.benchmarks.stalling_child SONG LYRICS`; prints JSON: for each part of the job rows of (wall ms,
processor ms of the whole process, processor ms of the window's thread, ms that this thread was ready to run and the
system gave its processor to others) between two ticks.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import lrc_studio.__main__  # isort: skip  # noqa: F401 (sets the process up as the command does, before numpy is loaded)

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer

from lrc_studio import app
from lrc_studio.ui.dialogs.frame import Frame

TICK_MS = 5
SETTLE_S = 0.4
IDLE_S = 2.0


Moment = tuple[float, ...]
_SCHEDULER = Path("/proc/thread-self/schedstat")
"""Linux tells there, in ns, how long a thread ran and how long it waited for a processor."""


def now() -> Moment:
    waited_ms = int(_SCHEDULER.read_text().split()[1]) / 1e6 if _SCHEDULER.exists() else 0.0
    return time.perf_counter() * 1000, time.process_time() * 1000, time.thread_time() * 1000, waited_ms


class Ticks(QObject):
    """The gaps between ticks, by the part of the job in which they ended."""

    def __init__(self) -> None:
        super().__init__()
        self.part = "start"
        self.rows: dict[str, list[Moment]] = {}
        self._last = now()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def _on_tick(self) -> None:
        before, self._last = self._last, now()
        gap = tuple(later - sooner for later, sooner in zip(self._last, before, strict=True))
        self.rows.setdefault(self.part, []).append(gap)


async def until(condition: Callable[[], object], within_s: float = 200.0) -> None:
    deadline_s = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline_s, "the awaited condition did not come true"
        await asyncio.sleep(0.02)


async def with_numpy_beside() -> None:
    """Let the idle window tick while a thread transforms arrays, as any numpy work does."""
    stop = threading.Event()

    def transform() -> None:
        block = np.random.default_rng(1).standard_normal((64, 4096))
        while not stop.is_set():
            np.fft.rfft(block)

    thread = threading.Thread(target=transform)
    thread.start()
    await asyncio.sleep(IDLE_S)
    stop.set()
    thread.join()


Job = Callable[[app.Studio, Ticks], Awaitable[None]]


async def _to_its_end(studio: app.Studio, ticks: Ticks, job: Job) -> None:
    """The job, and then the end of the program, however it went."""
    try:
        await job(studio, ticks)
    finally:
        studio.window.closed.emit()


async def job(studio: app.Studio, ticks: Ticks) -> None:
    song, lyrics = Path(sys.argv[1]), Path(sys.argv[2])
    session, window = studio.session, studio.window
    ticks.part = "loading ahead"
    await until(lambda: session.jobs.running("ahead"))
    await until(lambda: not session.jobs.running("ahead"))
    await asyncio.sleep(SETTLE_S)
    ticks.part = "idle"
    await with_numpy_beside()
    ticks.part = "opening"
    session.files.open([song, lyrics])
    await until(lambda: session.song.sound and session.song.sound.complete)
    await asyncio.sleep(SETTLE_S)
    ticks.part = "syncing"

    def on_answer() -> None:
        session.document.changed.disconnect(on_answer)
        ticks.part = "answer"

    session.document.changed.connect(on_answer)
    session.files.auto_sync()
    await until(lambda: ticks.part == "answer" and not session.jobs.running("sync"))
    await asyncio.sleep(SETTLE_S)
    for part, action in (("undo", "edit.undo"), ("redo", "edit.redo"), ("export", "file.export")):
        ticks.part = part
        window.actions_bound.by_id(action).trigger()
        await asyncio.sleep(SETTLE_S)
    ticks.part = "end"
    for dialog in window.findChildren(Frame):
        dialog.reject()


def watch(job: Job) -> None:
    """Run the program with `job` in it, and print the gaps between its ticks."""
    kept: list[object] = []
    made = app.Studio

    class Watched(made):  # type: ignore[valid-type,misc]
        def __init__(self, *given: object) -> None:
            super().__init__(*given)
            ticks = Ticks()
            kept.extend((ticks, asyncio.ensure_future(_to_its_end(self, ticks, job))))

    app.Studio = Watched  # type: ignore[misc]
    app.run([])
    ticks, done = kept
    assert isinstance(ticks, Ticks)
    assert isinstance(done, asyncio.Task)
    done.result()  # raises what went wrong in the job
    json.dump(ticks.rows, sys.stdout)


if __name__ == "__main__":
    watch(job)
