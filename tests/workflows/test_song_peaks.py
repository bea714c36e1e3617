"""The shape of a song's sound in numbers."""

from __future__ import annotations

import struct
import wave
from pathlib import Path

import pytest

from lrc_studio.core.progress import Progress, silent
from lrc_studio.workflows.song_peaks import song_peaks
from tests.workflows.conftest import MakeSong


def test_peaks_follow_the_sound(make_song: MakeSong) -> None:
    found = song_peaks(make_song(duration_ms=3000, silent=(1000, 2000)), 30, silent)
    assert (found.duration_ms, found.sample_rate_hz, found.channels, found.damage) == (3000, 8000, 1, None)
    assert len(found.peaks) == 30
    assert found.peaks[5] == pytest.approx([-0.5, 0.5], abs=0.01)
    assert found.peaks[15] == [0, 0]


def test_progress_is_told(make_song: MakeSong) -> None:
    told: list[Progress] = []
    song_peaks(make_song(), 10, told.append)
    assert told[-1].done == told[-1].total == 2000


def test_each_pair_holds_its_own_share_of_the_samples_and_no_other(tmp_path: Path) -> None:
    frames = [0] * 1000
    frames[99], frames[100], frames[999] = 16_384, -16_384, 8_192
    path = tmp_path / "clicks.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(struct.pack("<1000h", *frames))
    peaks = song_peaks(path, 10, silent).peaks
    assert (peaks[0], peaks[1], peaks[9]) == ([0.0, 0.5], [-0.5, 0.0], [0.0, 0.25])
    assert peaks[2:9] == [[0.0, 0.0]] * 7
    finer = song_peaks(path, 2000, silent).peaks
    assert len(finer) == 2000
    assert finer[198] == finer[199] == [0.5, 0.5]
