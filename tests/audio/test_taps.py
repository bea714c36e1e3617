"""What taps along with clicks tell."""

from __future__ import annotations

import numpy as np
import pytest

from lrc_studio.audio.taps import CLICKS, COUNT_IN, EVERY_MS, FIRST_MS, RATE_HZ, click_track, judged

ALL = [FIRST_MS + number * EVERY_MS for number in range(CLICKS)]


@pytest.mark.parametrize("late_ms", [-35, 0, 28, 180])
def test_even_taps_tell_how_late_they_are(late_ms: int) -> None:
    found = judged([click + late_ms + (-1) ** number * 6 for number, click in enumerate(ALL)])
    assert found.late_ms == pytest.approx(late_ms, abs=6)
    assert found.spread_ms <= 10
    assert found.taps == CLICKS - COUNT_IN
    assert found.usable


def test_slips_do_not_count_and_the_middle_is_not_moved_by_them() -> None:
    taps = [click + 40 for click in ALL]
    taps[10] += 150
    taps[15] += 290
    assert judged(taps).late_ms == 40
    assert judged(taps).taps == CLICKS - COUNT_IN - 1 + (abs(taps[15] - ALL[16]) <= 280)


def test_few_or_uneven_taps_tell_nothing() -> None:
    assert not judged([]).usable
    assert not judged(ALL[COUNT_IN : COUNT_IN + 5]).usable
    assert not judged([click + (number % 5 - 2) * 90 for number, click in enumerate(ALL)]).usable


def test_the_clicks_stand_where_the_taps_are_measured_from() -> None:
    sound = click_track()
    loud = np.flatnonzero(np.abs(sound.samples(0, sound.frames)[:, 0].astype(int)) > 15_000)
    starts = loud[np.flatnonzero(np.diff(loud, prepend=-RATE_HZ) > RATE_HZ // 4)]
    assert [round(at * 1000 / RATE_HZ) for at in starts] == ALL
