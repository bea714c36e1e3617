"""A song of ten hours: opens, is gone through, drawn and played with little memory and nothing on the disk."""

from __future__ import annotations

import json
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
PART_S = 60


@pytest.mark.timeout(900)
def test_ten_hours(benchmark: Callable[..., Any], tmp_path: Path) -> None:
    noise = np.random.default_rng(4).normal(0, 5_000, (PART_S * RATE_HZ, 2)).astype(np.int16)
    part = write_song(tmp_path / "part.mp3", noise).read_bytes()
    frames = part[part.index(b"\xff\xfb", part.index(b"\xff\xfb") + 4) :]  # without the head that states a length
    song = tmp_path / "long.mp3"
    with song.open("wb") as file:
        for _ in range(HOURS * 3_600 // PART_S):
            file.write(frames)
    command = [sys.executable, "-m", "tests.benchmarks.long_child", str(song)]
    child = benchmark.pedantic(
        subprocess.run, [command], {"cwd": ROOT, "stdout": subprocess.PIPE, "check": True}, rounds=1
    )
    answer = json.loads(child.stdout)
    benchmark.extra_info.update(answer)
    print(answer)  # noqa: T201 (run on demand, to be read)
    assert answer["kept"] == "stream"
    assert answer["hours"] == pytest.approx(HOURS, rel=0.02)
    assert answer["memory_mb"] < 1_000
    assert answer["disk_mb"] == 0
    assert answer["seek_worst_ms"] < 500
