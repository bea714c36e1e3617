"""The playhead between anchors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.audio.clock import Given, Playhead, SilentClock

RATE = 1_000


def test_between_two_blocks_it_runs_on_a_straight_line() -> None:
    playhead = Playhead(500)
    playhead.push(Given(10.0, 0.1, 500, RATE))
    playhead.push(Given(10.1, 0.1, 600, RATE))
    assert playhead.frame_at(9.9) == 500
    assert playhead.frame_at(10.05) == pytest.approx(550)
    assert playhead.frame_at(10.15) == pytest.approx(650)


def test_it_never_runs_beyond_what_the_device_was_given() -> None:
    playhead = Playhead(0)
    playhead.push(Given(0.0, 0.1, 0, RATE))
    assert playhead.frame_at(5.0) == 100


def test_a_wait_holds_it_and_then_it_goes_on() -> None:
    playhead = Playhead(0)
    playhead.push(Given(0.0, 0.06, 0, RATE))
    playhead.push(Given(0.06, 0.04, 60, 0))
    playhead.push(Given(0.1, 0.1, 60, 0))
    playhead.push(Given(0.2, 0.1, 60, RATE))
    assert playhead.frame_at(0.05) == pytest.approx(50)
    assert playhead.frame_at(0.15) == 60
    assert playhead.frame_at(0.25) == pytest.approx(110)


def test_a_stall_of_the_device_moves_it_by_that_much() -> None:
    playhead = Playhead(0)
    playhead.push(Given(0.0, 0.1, 0, RATE))
    playhead.push(Given(0.2, 0.1, 100, RATE))
    assert playhead.frame_at(0.15) == 100
    assert playhead.frame_at(0.25) == pytest.approx(150)


@given(st.lists(st.floats(-0.001, 0.001), min_size=150, max_size=150))
def test_jitter_of_the_time_stamps_is_smoothed_and_never_goes_back(jitter_s: list[float]) -> None:
    playhead, seen = Playhead(0), []
    for block, late_s in enumerate(jitter_s):
        playhead.push(Given(block * 0.01 + late_s, 0.01, block * 10, RATE))
        now_s = block * 0.01 - 0.05  # heard well behind what is given, as on a real device
        seen.append(playhead.frame_at(now_s))
        if now_s > 0:
            assert seen[-1] == pytest.approx(now_s * RATE, abs=1.5)
    assert seen == sorted(seen)


def test_a_clock_200_ppm_off_is_followed() -> None:
    playhead = Playhead(0)
    for block in range(6_000):
        playhead.push(Given(block * 0.01 * 1.0002, 0.01, block * 10, RATE))
    assert playhead.frame_at(59.0 * 1.0002) == pytest.approx(59_000, abs=0.3)


def test_a_change_of_rate_keeps_what_was_learnt_of_the_device() -> None:
    playhead = Playhead(0)
    for block in range(100):
        playhead.push(Given(block * 0.01 + 0.001 * (-1) ** block, 0.01, block * 10, RATE))
    playhead.push(Given(1.0 + 0.009, 0.01, 1_000, RATE / 2))
    assert playhead.frame_at(1.005) == pytest.approx(1_002.5, abs=0.6)


def test_a_new_lap_goes_back_and_the_pause_before_it_waits_there() -> None:
    playhead = Playhead(100)
    playhead.push(Given(0.0, 0.1, 100, RATE))
    playhead.push(Given(0.1, 0.05, 100, 0, 1))
    playhead.push(Given(0.15, 0.1, 100, RATE, 1))
    assert playhead.frame_at(0.09) == pytest.approx(190)
    assert playhead.frame_at(0.12) == 100
    assert playhead.frame_at(0.2) == pytest.approx(150)


def test_the_silent_clock_counts_from_its_start() -> None:
    now = [50.0]
    clock = SilentClock(lambda: now[0])
    assert clock.frame() == 0
    assert clock.start(RATE) == 50.0
    now[0] = 51.5
    assert clock.frame() == pytest.approx(1_500)
