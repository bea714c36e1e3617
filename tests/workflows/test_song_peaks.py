"""The shape of a song's sound in numbers."""

from __future__ import annotations

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
