"""Whether the reported position is what is heard: clicks at whole seconds, recorded from a PulseAudio null sink."""

from __future__ import annotations

import faulthandler
import json
import os
import shutil
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.audio.songs import clicks, write_song
from tests.benchmarks.surroundings import null_sink

RATE_HZ = 44_100
ROOT = Path(__file__).resolve().parents[2]
MONITOR_BIAS_MS = -5.0
"""A null sink's monitor gives a block about 5 ms before it counts as played, the same for every player."""
CLICK_MS = 1.0
REACH = RATE_HZ // 5
"""Samples on both sides of a click that are its own, at every speed."""
SPEEDS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0)
LONG_MIN = int(os.environ.get("LRC_STUDIO_CLOCK_MINUTES", "0"))
"""Above 60 nothing of the song is kept: it is decoded again while it plays."""

pytestmark = pytest.mark.skipif(
    shutil.which("pulseaudio") is None or shutil.which("parec") is None, reason="PulseAudio is not installed"
)


@pytest.fixture
def pulse(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The surroundings of a process that plays into a null sink of its own."""
    with null_sink(tmp_path, RATE_HZ) as env:
        yield env


class Recorder:
    """Records the monitor and knows when each sample came."""

    def __init__(self, env: dict[str, str]) -> None:
        command = ["parec", "-d", "nul.monitor", "--latency-msec=5", "--format=s16le", "--channels=1"]
        self._process = subprocess.Popen([*command, f"--rate={RATE_HZ}"], env=env, stdout=subprocess.PIPE)
        self._parts: list[bytes] = []
        self._came: list[tuple[int, float]] = []
        self._more = threading.Condition()
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        total = 0
        while part := os.read(self._process.stdout.fileno(), 65_536):
            total += len(part)
            self._parts.append(part)
            with self._more:
                self._came.append((total // 2, time.monotonic()))
                self._more.notify_all()

    def wait_for(self, samples: int) -> None:
        """Until so many samples have come."""
        with self._more:
            assert self._more.wait_for(lambda: self._came and self._came[-1][0] >= samples, 20)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def clicks_at_s(self) -> list[float]:
        """The moment at the middle of each click's sound, the recorder's clock fitted to ours."""
        pcm = np.frombuffer(b"".join(self._parts)[: self._came[-1][0] * 2], np.int16)
        loud = np.flatnonzero((pcm > 1_500) | (pcm < -1_500))
        onsets = loud[np.flatnonzero(np.diff(loud, prepend=-RATE_HZ) > RATE_HZ // 4)]
        samples, moments = np.array([row for row in self._came if row[0] > 2 * RATE_HZ]).T
        slope, start = np.polyfit(samples, moments, 1)
        return [float(start + slope * _middle(pcm, int(onset))) for onset in onsets]


def _middle(pcm: NDArray[np.int16], onset: int) -> float:
    """Where the energy of the click near `onset` has its middle: a stretched click grows and dies away slowly."""
    middle = float(onset)
    for _ in range(2):
        first = max(0, round(middle) - REACH)
        power = pcm[first : round(middle) + REACH].astype(np.float64) ** 2
        middle = first + float(np.average(np.arange(len(power)), weights=power))
    return middle


def errors_ms(rows: list[list[float]], heard_at_s: list[float], speed: float) -> list[float]:
    """Reported minus true position, in ms of the song, at each click of these rows, their first second left out."""
    moments, positions = np.array(rows).T
    inside = [moment for moment in heard_at_s if moments[0] + 1.0 < moment < moments[-1] - 0.1]
    reported = np.interp(inside, moments, positions) - CLICK_MS / 2 - MONITOR_BIAS_MS * speed
    return [float(position - round(position / 1000) * 1000) for position in reported]


def played(pulse: dict[str, str], song: Path, seconds: float, *speeds: str) -> tuple[dict[str, Any], list[float]]:
    """What the child says of playing this song, and the moments at which its clicks were heard."""
    recorder = Recorder(pulse)
    command = [sys.executable, "-m", "tests.benchmarks.playing_child", str(song), str(seconds), *speeds]
    try:
        recorder.wait_for(3 * RATE_HZ)  # a sink that was idle for long takes this to settle
        child = subprocess.run(command, env=pulse, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    finally:
        recorder.stop()
    answer = json.loads(child.stdout)
    assert not answer["silent"]
    return answer, recorder.clicks_at_s()


def worst_ms(benchmark: Any, name: str, errors: NDArray[np.float64]) -> float:
    """The largest of these errors; all of them go into the report."""
    worst = float(np.abs(errors).max())
    figures = f"{len(errors)} clicks, mean {errors.mean():+.2f} ms, sd {errors.std():.2f}, worst {worst:.2f}"
    benchmark.extra_info[name] = figures
    print(f"{name}: {figures}")  # noqa: T201 (run on demand, to be read)
    return worst


@pytest.mark.timeout(600)
def test_the_reported_position_is_what_is_heard(
    benchmark: Callable[..., Any], pulse: dict[str, str], tmp_path: Path
) -> None:
    song = write_song(tmp_path / "clicks.wav", clicks(45.0, RATE_HZ, tuple(range(1, 45))))
    asked = (pulse, song, 11, *map(str, SPEEDS))
    answer, heard_at_s = benchmark.pedantic(played, asked, rounds=1)
    worst = {}
    for speed in SPEEDS:
        for run, rows in answer["runs"][str(speed)].items():
            errors = np.array(errors_ms(rows, heard_at_s, speed))
            assert len(errors) >= 3
            worst[f"{speed}x {run}"] = worst_ms(benchmark, f"{speed}x {run}", errors)
    assert max(worst.values()) < 5, worst


@pytest.mark.skipif(not LONG_MIN, reason="takes an hour: set LRC_STUDIO_CLOCK_MINUTES=61")
@pytest.mark.timeout(2 * LONG_MIN * 60 + 60)
def test_an_hour_does_not_drift(benchmark: Callable[..., Any], pulse: dict[str, str], tmp_path: Path) -> None:
    faulthandler.cancel_dump_traceback_later()  # the watchdog that ends any test after four minutes
    song = tmp_path / "long.wav"
    minute = clicks(60.0, RATE_HZ, tuple(range(60)))
    with wave.open(str(song), "wb") as file:
        file.setparams((2, 2, RATE_HZ, 0, "NONE", ""))
        for _ in range(LONG_MIN):
            file.writeframes(minute.tobytes())
    asked = (pulse, song, LONG_MIN * 60 - 5, "whole")
    answer, heard_at_s = benchmark.pedantic(played, asked, rounds=1)
    assert answer["kept"] == ("stream" if LONG_MIN > 60 else "file" if LONG_MIN > 15 else "memory")
    errors = np.array(errors_ms(answer["runs"]["1.0"]["whole"], heard_at_s, 1.0))
    assert len(errors) > LONG_MIN * 60 - 15
    tenths = np.array_split(errors, 10)
    for number, part in enumerate(tenths, 1):
        worst_ms(benchmark, f"tenth {number}", part)
    worst_ms(benchmark, "all of it", errors)
    off = np.flatnonzero(np.abs(errors) > 5)
    print(f"over 5 ms: {[(int(click), round(float(errors[click]), 1)) for click in off]}")  # noqa: T201
    assert max(abs(part.mean()) for part in tenths) < 1
    assert len(off) <= len(errors) / 500  # a busy machine leaves the sound card without samples for a moment
