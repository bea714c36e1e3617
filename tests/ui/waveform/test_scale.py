"""Ticks and the way between time and pixels."""

from __future__ import annotations

from itertools import pairwise

import pytest

from lrc_studio.ui.waveform.scale import TimeScale, tick_label, ticks


def test_time_and_px_are_each_others_inverse() -> None:
    scale = TimeScale(1500, 4000, 1250)
    assert scale.x_of(1500) == 0
    assert scale.x_of(4000) == 1250
    for ms in (0, 1500.5, 3999, 90_000):
        assert scale.ms_at(scale.x_of(ms)) == pytest.approx(ms)


@pytest.mark.parametrize("span_ms", [10, 137, 1000, 15_000, 60_000, 240_000, 3_600_000, 9 * 3_600_000])
def test_labels_stay_apart_and_cover_the_view_at_every_zoom(span_ms: int) -> None:
    scale = TimeScale(61_234, 61_234 + span_ms, 1400)
    found = ticks(scale)
    places = [scale.x_of(tick.ms) for tick in found if tick.label]
    assert all(68 <= right - left <= 400 for left, right in pairwise(places))
    assert places[0] <= 0 or places[0] < 400
    assert places[-1] > 1000
    assert len(found) < 300
    assert len({tick.label for tick in found if tick.label}) == len(places)


def test_minor_ticks_divide_evenly() -> None:
    places = [tick.ms for tick in ticks(TimeScale(0, 10_000, 1000))]
    assert places[:7] == [0, 200, 400, 600, 800, 1000, 1200]


@pytest.mark.parametrize(
    ("ms", "step_ms", "label"),
    [
        (65_000, 1000, "1:05"),
        (65_200, 200, "1:05.2"),
        (65_250, 50, "1:05.25"),
        (65_025, 5, "1:05.025"),
        (3_723_000, 1000, "1:02:03"),
        (0, 10_000, "0:00"),
    ],
)
def test_labels_are_as_short_as_the_step_allows(ms: int, step_ms: int, label: str) -> None:
    assert tick_label(ms, step_ms) == label
