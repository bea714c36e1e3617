"""The transport, on a device with a virtual clock."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from lrc_studio.audio.output import SilentOutput
from lrc_studio.audio.player import Player
from tests.audio.fakes import FakeOutput, counting, counting_sound


@pytest.fixture
def device() -> FakeOutput:
    return FakeOutput()


@pytest.fixture
def changes() -> list[str]:
    return []


@pytest.fixture
def player(device: FakeOutput, changes: list[str]) -> Player:
    player = Player(device, FakeOutput())
    player.load(counting_sound(10.0))
    player.on_change.append(lambda: changes.append(f"{player.playing} {player.position_ms:.0f}"))
    return player


def heard_number(device: FakeOutput, time_s: float, rate_hz: int = 8_000) -> int:
    """Which frame of the counting sound the device made heard at `time_s`."""
    for began_s, block in reversed(device.heard):
        if began_s <= time_s + 1e-9:
            return int(block[min(round((time_s - began_s) * rate_hz), len(block) - 1), 0]) - 1
    raise AssertionError("nothing was heard then")


def test_it_says_what_is_heard(player: Player, device: FakeOutput) -> None:
    player.play()
    device.advance(0.01)
    for _ in range(15):
        device.advance(0.117)
        assert heard_number(device, device.now_s()) == pytest.approx(player.position_ms * 8, abs=2)


def test_positions_only_grow_while_playing_even_with_a_jittery_device(player: Player, device: FakeOutput) -> None:
    device.jitter_s = lambda block: 0.001 * (-1) ** block
    player.play(from_ms=1_000)
    seen = [player.position_ms]
    for _ in range(400):
        device.advance(0.003)
        seen.append(player.position_ms)
    assert seen == sorted(seen)
    assert seen[0] == 1_000
    assert seen[-1] == pytest.approx(2_190, abs=2)


def test_pause_stops_at_what_was_heard_and_play_goes_on_there(player: Player, device: FakeOutput) -> None:
    player.play()
    device.advance(1.01)
    player.pause()
    assert not device.running
    paused_ms = player.position_ms
    assert paused_ms == pytest.approx(1_000, abs=1)
    device.advance(3)
    assert player.position_ms == paused_ms
    player.toggle()
    device.advance(0.51)
    assert player.position_ms == pytest.approx(paused_ms + 500, abs=1)
    player.toggle()
    assert not player.playing


def test_seek_keeps_playing_or_keeps_still(player: Player, device: FakeOutput) -> None:
    player.seek(4_000)
    assert (player.playing, player.position_ms, device.starts) == (False, 4_000, 0)
    player.play()
    device.advance(0.5)
    player.seek(7_000)
    assert player.playing
    assert player.position_ms == 7_000
    device.advance(0.51)
    assert player.position_ms == pytest.approx(7_500, abs=1)
    assert heard_number(device, device.now_s()) == pytest.approx(60_000 % 16_384, abs=8)
    player.seek(-50)
    assert player.position_ms == 0
    player.seek(99_000)
    assert player.position_ms == 10_000


def test_it_stops_at_the_end_and_begins_anew(player: Player, device: FakeOutput, changes: list[str]) -> None:
    player.play(from_ms=9_000)
    device.advance(1.005)
    assert player.playing  # the last of it is on its way to the ear
    device.advance(0.2)
    assert not player.playing
    assert player.position_ms == 10_000
    assert changes == ["True 9000", "False 10000"]
    player.play()
    assert player.position_ms == 0


def test_a_stretch_ends_where_it_was_asked_to(player: Player, device: FakeOutput) -> None:
    player.play(from_ms=2_000, until_ms=2_500)
    device.advance(0.9)
    assert not player.playing
    assert player.position_ms == 2_500
    heard = np.concatenate([block for _, block in device.heard])[:, 0]
    assert np.count_nonzero(heard) == pytest.approx(4_000, abs=2)
    assert int(heard[2_000]) - 1 == 18_000 % 16_384


def test_a_seek_within_a_stretch_keeps_its_end_and_one_beyond_forgets_it(player: Player, device: FakeOutput) -> None:
    player.play(from_ms=2_000, until_ms=2_500)
    player.seek(2_300)
    device.advance(0.9)
    assert (player.playing, player.position_ms) == (False, 2_500)
    player.play(from_ms=2_000, until_ms=2_500)
    player.seek(5_000)
    device.advance(0.9)
    assert player.playing


def test_starts_and_ends_fade_in_and_out(player: Player, device: FakeOutput) -> None:
    player.play(from_ms=1_000, until_ms=2_000)
    device.advance(1.5)
    heard = np.concatenate([block for _, block in device.heard])[:8_000, 0]
    plain = counting(8_000, 8_000)[:, 0]
    fade = 24
    assert heard[0] == 0
    assert (np.diff(heard[:fade]) > 0).all()
    np.testing.assert_array_equal(heard[fade:-fade], plain[fade:-fade])
    assert (np.diff(heard[-fade:].astype(int)) < 0).all()


def test_the_volume_is_heard_without_a_step(player: Player, device: FakeOutput) -> None:
    player.volume = 2.0
    assert player.volume == 1.0
    player.play()
    device.advance(0.5)
    device.heard.clear()
    player.volume = 0.5
    device.advance(0.5)
    heard = np.concatenate([block for _, block in device.heard])[:, 0].astype(float)
    first = heard_number(device, device.heard[0][0])
    ratio = heard / (np.arange(first, first + len(heard)) % 16_384 + 1)
    assert ratio[0] == pytest.approx(1, abs=0.01)
    assert ratio[600:] == pytest.approx(0.125, abs=0.01)
    assert abs(np.diff(ratio)).max() < 0.01


def test_while_decoding_it_plays_what_is_there_and_waits(device: FakeOutput) -> None:
    player = Player(device)
    sound = counting_sound(10.0, complete=False)
    sound.append(counting(0, 8_000))
    player.load(sound)
    player.play()
    device.advance(3.0)
    assert player.playing
    assert player.position_ms == 1_000
    sound.append(counting(8_000, 8_000))
    device.advance(0.66)
    assert 1_400 < player.position_ms < 1_600
    sound.finish()
    device.advance(2.0)
    assert (player.playing, player.position_ms) == (False, 2_000)


def test_a_song_shorter_than_it_claimed_ends_at_its_real_end(device: FakeOutput) -> None:
    player = Player(device)
    sound = counting_sound(10.0, complete=False)
    sound.append(counting(0, 8_000))
    player.load(sound)
    player.play(from_ms=9_000)
    sound.finish()
    device.advance(1.0)
    assert (player.playing, player.position_ms) == (False, 1_000)


def test_without_a_device_the_silent_clock_plays(changes: list[str]) -> None:
    device, silent = FakeOutput(), FakeOutput()
    device.broken, silent.silent = True, True
    player = Player(device, silent)
    player.load(counting_sound())
    player.play()
    silent.advance(1.01)
    assert player.playing
    assert player.silent
    assert player.position_ms == pytest.approx(1_000, abs=1)


def test_a_device_unplugged_while_playing_pauses_where_it_was_heard(
    player: Player, device: FakeOutput, changes: list[str]
) -> None:
    player.play()
    device.advance(1.51)
    device.unplug()
    assert changes[-1] == "False 1500"
    player.play()
    assert player.playing
    assert player.position_ms == pytest.approx(1_500, abs=1)
    assert player.device_name == "fake"
    assert device.starts == 1


def test_what_was_lost_has_a_name_until_it_plays_on(player: Player, device: FakeOutput) -> None:
    player.play()
    device.advance(1.0)
    device.unplug()
    assert player.lost == "fake"
    player.play()
    assert player.lost == ""


def test_the_silent_clock_gives_way_to_a_device_that_comes_back(
    player: Player, device: FakeOutput, monkeypatch: pytest.MonkeyPatch
) -> None:
    device.broken = True
    player.play()
    device.broken = False
    player.seek(1_000)
    assert device.starts == 0  # it was tried a moment ago
    monkeypatch.setattr("lrc_studio.audio.player.LOOK_AGAIN_S", 0.0)
    player.seek(2_000)
    assert device.starts == 1
    device.advance(0.51)
    assert player.position_ms == pytest.approx(2_500, abs=1)


def test_another_song_looks_for_the_device_again(player: Player, device: FakeOutput) -> None:
    device.broken = True
    player.play()
    assert device.starts == 0
    device.broken = False
    player.load(counting_sound(5.0))
    assert (player.playing, player.position_ms) == (False, 0)
    player.play()
    assert device.starts == 1


def test_another_player_beside_it_is_as_loud_and_on_the_same_device(player: Player, device: FakeOutput) -> None:
    player.volume = 0.5
    other = player.beside()
    other.load(counting_sound(1.0))
    other.play()
    device.advance(0.5)
    assert other.position_ms == pytest.approx(340, abs=160)
    _, block = device.heard[3]
    assert 0 < int(block[0, 0]) < 0.2 * 3 * device.block_frames  # the cube of a half
    assert (player.playing, player.position_ms) == (False, 0)


def test_with_no_song_nothing_happens(device: FakeOutput) -> None:
    player = Player(device)
    player.play()
    player.seek(100)
    player.toggle()
    assert (player.playing, player.position_ms) == (False, 0)
    player.close()
    assert device.closed


def test_the_real_silent_output_ends_a_short_song_and_its_thread() -> None:
    device = FakeOutput()
    device.broken = True
    player = Player(device, SilentOutput())
    player.load(counting_sound(0.2))
    over = threading.Event()
    player.on_change.append(lambda: over.set() if not player.playing else None)
    player.play()
    assert over.wait(10)
    assert player.position_ms == 200
    player.close()
    assert "silent-output" not in [thread.name for thread in threading.enumerate()]


def test_the_silent_output_stops_at_once() -> None:
    device = FakeOutput()
    device.broken = True
    player = Player(device, SilentOutput())
    player.load(counting_sound(100.0))
    player.play()
    player.seek(50_000)
    player.pause()
    assert 50_000 <= player.position_ms < 60_000
    assert "silent-output" not in [thread.name for thread in threading.enumerate()]
    player.close()
