"""Opens a very long song, goes to places all over it, draws and plays a part, and writes down what that took.

Run as `python -m tests.benchmarks.long_child SONG`; prints JSON.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from lrc_studio.audio.player import Player
from lrc_studio.audio.sound import Sound, load
from tests.audio.fakes import FakeOutput

PLACES = 40


def took_s(work: Callable[[], object]) -> float:
    """Seconds by the clock."""
    began_s = time.perf_counter()
    work()
    return time.perf_counter() - began_s


def play(sound: Sound, from_ms: int) -> None:
    """Half a minute of it, on a clock of its own."""
    device = FakeOutput()
    player = Player(device)
    player.load(sound)
    player.play(from_ms)
    device.advance(30.0)
    player.close()


def main() -> None:
    first_s: list[float] = []
    began_s = time.perf_counter()
    sound = load(Path(sys.argv[1]), lambda _sound: first_s.append(time.perf_counter() - began_s))
    opened_s = time.perf_counter() - began_s
    places = random.Random(3).sample(range(sound.frames - 2 * sound.rate_hz), PLACES)
    seeks_s = sorted(took_s(lambda at=at: sound.samples(at, sound.rate_hz)) for at in places)
    views_s = sorted(took_s(lambda at=at: sound.pyramid.columns(at, at + 1600 * 50, 1600)) for at in places)
    play(sound, sound.duration_ms // 2)
    memory = psutil.Process().memory_info()
    answer = {
        "hours": sound.duration_ms / 3_600_000,
        "kept": sound.kept,
        "first_s": first_s[0],
        "opened_s": opened_s,
        "seek_median_ms": seeks_s[PLACES // 2] * 1000,
        "seek_worst_ms": seeks_s[-1] * 1000,
        "view_worst_ms": views_s[-1] * 1000,
        "memory_mb": getattr(memory, "peak_wset", memory.rss) / 1e6,
        "disk_mb": sound.disk_bytes / 1e6,
    }
    sound.close()
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
