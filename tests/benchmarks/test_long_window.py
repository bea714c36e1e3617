"""A song of ten hours in the real window: its first shape, scrolling at every zoom, and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.audio.songs import write_song

ROOT = Path(__file__).resolve().parents[2]
RATE_HZ = 44_100
HOURS = 10


@pytest.mark.timeout(900)
def test_ten_hours_are_scrolled(benchmark: Callable[..., Any], tmp_path: Path) -> None:
    noise = np.random.default_rng(4).normal(0, 5_000, (60 * RATE_HZ, 2)).astype(np.int16)
    part = write_song(tmp_path / "part.mp3", noise).read_bytes()
    frames = part[part.index(b"\xff\xfb", part.index(b"\xff\xfb") + 4) :]  # without the head that states a length
    song = tmp_path / "long.mp3"
    with song.open("wb") as file:
        for _ in range(HOURS * 60):
            file.write(frames)
    command = [sys.executable, "-m", "tests.benchmarks.long_window_child", str(song)]
    given = {"cwd": ROOT, "stdout": subprocess.PIPE, "check": True, "timeout": 600}
    given["env"] = os.environ | {"QT_QPA_PLATFORM": "offscreen", "LRC_STUDIO_HOME": str(tmp_path / "home")}
    child = benchmark.pedantic(subprocess.run, [command], given, rounds=1)
    answer = json.loads(child.stdout)
    benchmark.extra_info.update(answer)
    print(answer)  # noqa: T201 (run on demand, to be read)
    assert answer["hours"] == pytest.approx(HOURS, rel=0.02)
    assert answer["memory_mb"] < 1_000
    assert answer["disk_mb"] == 0
    assert max(view["median_ms"] for view in answer["frames"].values()) < 50
