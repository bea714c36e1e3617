"""Opens a very long song in the real window, scrolls and zooms in it, and writes down what that took.

Run as `python -m tests.benchmarks.long_window_child SONG`; prints JSON. The window is offscreen.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

import psutil
import qasync
from PySide6.QtWidgets import QWidget

from lrc_studio import app
from lrc_studio.audio.player import Player
from lrc_studio.ui.viewport import Viewport
from tests.ui.fakes import HandOutput

SPANS_MS = (36_000_000.0, 600_000.0, 15_000.0, 1000.0, 10.0)
PLACES = 24


def frames_ms(view: Viewport, area: QWidget, span_ms: float) -> list[float]:
    """What it takes to look at places all over the song and to scroll on a little there, longest last."""
    taken = []
    for number in range(PLACES):
        from_ms = (view.song_ms - span_ms) * ((number * 7) % PLACES) / PLACES
        for by in (0.0, 0.1, 0.2):
            began_s = time.perf_counter()
            view.show(from_ms + by * span_ms, from_ms + (1 + by) * span_ms)
            area.grab()
            taken.append((time.perf_counter() - began_s) * 1000)
    return sorted(taken)


async def measure(studio: app.Studio, song: Path) -> dict[str, object]:
    session = studio.session
    await studio.ready_for_a_song()
    began_s = time.perf_counter()
    session.files.open([song])
    while session.song.sound is None:
        await asyncio.sleep(0.002)
    studio.window.editor.wave.grab()
    shape_s = time.perf_counter() - began_s
    while not session.song.sound.complete:
        await asyncio.sleep(0.02)
    opened_s = time.perf_counter() - began_s
    views = {}
    for span_ms in SPANS_MS:
        taken = frames_ms(session.viewport, studio.window.editor.wave, span_ms)
        views[f"{span_ms:.0f}"] = {"median_ms": taken[len(taken) // 2], "worst_ms": taken[-1]}
    memory = psutil.Process().memory_info()
    return {
        "first_shape_s": shape_s,
        "opened_s": opened_s,
        "hours": session.song.sound.duration_ms / 3_600_000,
        "frames": views,
        "memory_mb": memory.rss / 1e6,
        "disk_mb": session.song.sound.disk_bytes / 1e6,
    }


def main() -> None:
    program = app.application()
    loop = qasync.QEventLoop(program)

    async def run() -> None:
        studio = app.Studio(program, loop, Player(HandOutput()))
        studio.window.resize(1440, 900)
        studio.window.show()
        json.dump(await measure(studio, Path(sys.argv[1])), sys.stdout)
        await studio.shutdown()

    with loop:
        loop.run_until_complete(run())


if __name__ == "__main__":
    main()
