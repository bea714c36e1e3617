"""A song tapped by a hand of a known reaction in the real window on a real X display, against its true times."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.surroundings import die_with_parent, screen
from tests.benchmarks.test_playback_clock import ROOT, pulse
from tests.benchmarks.x_hand import available

__all__ = ["pulse"]

REACTION_MS, SPEED, LINES = 180, 0.75, 13
WITHIN_MS = 15

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("pulseaudio") and available()),
    reason="Xvfb, PulseAudio or the X test extension is not installed",
)


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own."""
    with screen() as name:
        yield name


@pytest.mark.timeout(620)
def test_a_tapped_song_is_true_to_fifteen_milliseconds(
    benchmark: Callable[..., Any], pulse: dict[str, str], display: str, tmp_path: Path
) -> None:
    env = {**pulse, "DISPLAY": display}
    found = run(env, tmp_path / "first")
    if worst(found) > WITHIN_MS:  # another program had the processor, and the screen's own clock stood
        found = run(env, tmp_path / "second")
    benchmark.extra_info.update(found)  # type: ignore[attr-defined]
    benchmark(lambda: None)
    assert found["calibrated_ms"] == pytest.approx(REACTION_MS, abs=WITHIN_MS)
    assert worst(found) <= WITHIN_MS, found
    assert abs(statistics.median(found["lines_ms"])) <= WITHIN_MS / 2
    assert found["dragged_ms"] == pytest.approx(60, abs=6)
    assert (found["looped"], found["as_before"]) == (True, True)
    assert found["undone"] == LINES + 7 + 1


def run(env: dict[str, str], home: Path) -> dict[str, Any]:
    """What the child found."""
    command = [sys.executable, "-m", "tests.benchmarks.tapping_child", str(REACTION_MS), str(SPEED), str(LINES)]
    env = {**env, "LRC_STUDIO_HOME": str(home), "QT_QPA_PLATFORM": "xcb"}
    answer = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        preexec_fn=die_with_parent,
    )
    assert answer.returncode == 0, answer.stderr[-3000:]
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def worst(found: dict[str, Any]) -> float:
    """The largest error of all its stamps, in ms of the song."""
    return max(map(abs, [*found["lines_ms"], *found["words_ms"]]))
