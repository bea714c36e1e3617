"""The command line's cost: the start, and time and memory of a sync of a long song, in processes of their own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="only Unix tells what a child process used")

ROOT = Path(__file__).resolve().parents[2]
MOST_MB = 500
LONG_SONG = "joshua-morin-on-the-run"


class Used(NamedTuple):
    """What a process used."""

    cpu_s: float
    peak_mb: float


def run(*words: str, home: Path) -> Used:
    """Run the command with bytecode kept in `home`; gives what it used."""
    env = {**os.environ, "LRC_STUDIO_HOME": str(home), "PYTHONPYCACHEPREFIX": str(home / "bytecode")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    child = subprocess.Popen([sys.executable, "-m", "lrc_studio", *words], cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    peak_kb = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Used(usage.ru_utime + usage.ru_stime, peak_kb / 1024)


def test_the_version_comes_at_once(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    run("--version", home=tmp_path)
    used = benchmark.pedantic(lambda: [run("--version", home=tmp_path) for _ in range(7)], rounds=1)
    cpu_s = statistics.median(each.cpu_s for each in used)
    print(f"--version: {cpu_s:.3f} s of processor")  # noqa: T201 (run on demand, to be read)
    assert cpu_s < 0.25


@pytest.mark.shared
@pytest.mark.timeout(600)
def test_a_sync_of_a_long_song_stays_small(benchmark: BenchmarkFixture, shared: Path, tmp_path: Path) -> None:
    folder = shared / "audio" / LONG_SONG
    words = ("sync", str(folder / "song.ogg"), "--lyrics", str(folder / "lyrics.txt"), "--progress", "none")
    used = benchmark.pedantic(
        lambda: [run(*words, "-o", str(tmp_path / f"{number}.lrc"), home=tmp_path) for number in range(2)], rounds=1
    )
    best = min(used)
    benchmark.extra_info |= best._asdict()
    print(f"sync of 288 s: {best.cpu_s:.1f} s of processor, {best.peak_mb:.0f} MB at most")  # noqa: T201
    assert max(each.peak_mb for each in used) < MOST_MB
