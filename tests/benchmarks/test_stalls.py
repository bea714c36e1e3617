"""No stall of the event loop over 50 ms while a song is decoded or timed, and short ones with very many lines.

The program runs in a process of its own with a 5 ms timer; a gap between two ticks is what a click would have waited
for. Other programs on the machine make gaps too. So a gap counts as the program's own without the time in which the
window's thread was ready and its processor was given to others (Linux tells), and up to the processor time that the
process used in it: time in which it did not run at all is the machine's. That counts work beside the window's thread
as well, so it errs to the strict side. Gaps by the clock are printed too, with those of an idle window of the same run
that has nothing but a thread of plain numpy beside it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from lrc_studio.resources import resource

ROOT = Path(__file__).resolve().parents[2]
MOST_MS = 50.0
RUNS = 3
WATCHED = ("opening", "syncing")
WAYS_IN = ("first file", "paste", "answer", "undo the answer", "undo the paste", "file", "project")
MOST_OF_MANY_MS = {5_000: 100.0, 20_000: 300.0}
"""As many lines as the longest recordings have, and as the window takes at most."""
Gap = tuple[float, float, float, float]
Rows = dict[str, list[Gap]]


def run(child: str, given: Sequence[object], home: Path) -> Rows:
    """The gaps of one run of a module of this folder, by part of the job."""
    env = {**os.environ, "LRC_STUDIO_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", f"tests.benchmarks.{child}", *map(str, given)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    rows: Rows = json.loads(done.stdout)
    return rows


def own_ms(gap: Gap) -> float:
    """How much of a gap the program itself can have caused."""
    wall_ms, process_ms, _, waited_ms = gap
    return min(wall_ms - waited_ms, process_ms)


def share(values: list[float], part: float) -> float:
    """The value below which `part` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def told(rows: Rows) -> str:
    """A table of the gaps in ms."""
    heads = f"{'p50':>6} {'p99':>6} {'worst':>6} | {'own p99':>8} {'own worst':>10} {'of the window':>14}"
    lines = [f"{'ms':14} {'ticks':>6} {heads}"]
    for part, gaps in rows.items():
        walls, owns = [gap[0] for gap in gaps], [own_ms(gap) for gap in gaps]
        window = max(gap[2] for gap in gaps)
        lines.append(
            f"{part:14} {len(gaps):6} {share(walls, 0.5):6.1f} {share(walls, 0.99):6.1f} {max(walls):6.1f} | "
            f"{share(owns, 0.99):8.1f} {max(owns):10.1f} {window:14.1f}"
        )
    return "\n".join(lines)


def best_of(child: str, given: Sequence[object], home: Path, watched: Sequence[str] = WATCHED) -> dict[str, float]:
    """The worst own gap of each watched part, in the best of a few runs."""
    best: dict[str, float] = {}
    for number in range(RUNS):
        rows = run(child, given, home / str(number))
        print(f"\n{given[0]}, run {number + 1}\n{told(rows)}")  # noqa: T201 (run on demand, to be read)
        for part in watched:
            best[part] = min(best.get(part, float("inf")), max(own_ms(gap) for gap in rows[part]))
    return best


@pytest.mark.timeout(1000)
def test_the_demo_song_never_holds_the_window_up(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    song, lyrics = resource("samples", "demo.ogg"), resource("samples", "demo.txt")
    worst = benchmark.pedantic(best_of, ("stalling_child", (song, lyrics), tmp_path), rounds=1)
    benchmark.extra_info |= worst
    assert {part: ms for part, ms in worst.items() if ms > MOST_MS} == {}


@pytest.mark.shared
@pytest.mark.timeout(1000)
@pytest.mark.parametrize("name", ["joshua-morin-on-the-run", "avercage-embers"])
def test_a_long_song_never_holds_the_window_up(
    benchmark: BenchmarkFixture, shared: Path, tmp_path: Path, name: str
) -> None:
    folder = shared / "audio" / name
    song = next(path for path in folder.iterdir() if path.stem == "song")
    given = (song, folder / "lyrics.txt")
    worst = benchmark.pedantic(best_of, ("stalling_child", given, tmp_path), rounds=1)
    benchmark.extra_info |= worst
    assert {part: ms for part, ms in worst.items() if ms > MOST_MS} == {}


@pytest.mark.timeout(1000)
@pytest.mark.parametrize("lines", list(MOST_OF_MANY_MS))
def test_very_many_lines_come_in_with_short_stalls(benchmark: BenchmarkFixture, tmp_path: Path, lines: int) -> None:
    files = tmp_path / "files"
    files.mkdir()
    worst = benchmark.pedantic(best_of, ("crowding_child", (lines, files), tmp_path, WAYS_IN), rounds=1)
    benchmark.extra_info |= worst
    assert {part: ms for part, ms in worst.items() if ms > MOST_OF_MANY_MS[lines]} == {}
