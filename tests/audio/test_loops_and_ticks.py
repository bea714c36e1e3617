"""Loops with their pause, ticks on their frames, another device on the way: on a device with a virtual clock."""

from __future__ import annotations

import numpy as np
import pytest

from lrc_studio.audio.player import Player
from lrc_studio.audio.ticks import stamps
from tests.audio.fakes import FakeOutput, counting_sound


@pytest.fixture
def device() -> FakeOutput:
    return FakeOutput()


@pytest.fixture
def player(device: FakeOutput) -> Player:
    player = Player(device, FakeOutput())
    player.load(counting_sound(10.0))
    return player


def test_a_loop_goes_round_with_its_pause(player: Player, device: FakeOutput) -> None:
    player.play(2_000, 2_500, loop=True, gap_ms=200)
    assert player.looping
    seen = []
    for _ in range(280):
        device.advance(0.005)
        seen.append((device.now_s(), player.position_ms))
    heard = np.concatenate([block for _, block in device.heard])[:, 0]
    silent = np.flatnonzero(heard[:8_000] == 0)
    assert len(silent) == pytest.approx(1_600 + 4, abs=8)
    for now_s, position_ms in seen[4:]:
        lap_ms = (now_s - device.heard[0][0]) * 1000 % 700
        assert position_ms == pytest.approx(2_000 + lap_ms if lap_ms < 500 else 2_000, abs=1) or lap_ms > 498
    player.seek(2_400)
    assert player.looping
    device.advance(0.5)
    assert 2_000 <= player.position_ms <= 2_300
    player.seek(7_000)
    assert not player.looping
    player.play(2_000, 2_030, loop=True)
    assert not player.looping


def test_ticks_fall_on_their_frames(device: FakeOutput) -> None:
    player = Player(device)
    sound = counting_sound(10.0, complete=False)
    sound.append(np.zeros((80_000, 2), np.int16))
    sound.finish()
    player.load(sound)
    player.tick_at(stamps([1_000, 2_000], [1_000, 1_500], 8_000))
    player.play()
    device.advance(2.5)
    heard = np.concatenate([block for _, block in device.heard])[:, 0]
    starts = np.flatnonzero(heard)
    starts = starts[np.flatnonzero(np.diff(starts, prepend=-9_999) > 2_000)]
    assert starts.tolist() == [8_000, 12_000, 16_000]
    assert heard[8_000] == heard[16_000] > heard[12_000] > 0
    player.speed = 0.5
    device.heard.clear()
    player.play(1_900)
    device.advance(1.0)
    slow = np.flatnonzero(np.concatenate([block for _, block in device.heard])[:, 0])
    assert slow[0] == pytest.approx(1_600, abs=1)
    player.tick_at(None)
    player.close()


def test_another_device_goes_on_where_it_is_heard(player: Player, device: FakeOutput) -> None:
    player.play(1_000, 5_000)
    device.advance(0.51)
    player.choose_output("other")
    assert (player.playing, player.device_name) == (True, "other")
    assert player.position_ms == pytest.approx(1_500, abs=1)
