"""Slower and faster with the pitch kept: where clicks land, what the clock says of them, and how it sounds."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from numpy.typing import NDArray

from lrc_studio.audio.decode import SongFacts
from lrc_studio.audio.player import Player
from lrc_studio.audio.sound import Sound
from tests.audio.fakes import FakeOutput
from tests.audio.songs import clicks, tone

RATE_HZ = 22_050
CLICK_MS = 1.0
SPEEDS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)


def sound_of(pcm: NDArray[np.int16]) -> Sound:
    sound = Sound(SongFacts(len(pcm) * 1000 // RATE_HZ, RATE_HZ, 2, "wav"), RATE_HZ)
    sound.append(pcm)
    sound.finish()
    return sound


def heard(device: FakeOutput) -> NDArray[np.int16]:
    return np.concatenate([block for _, block in device.heard])[:, 0]


def watched(player: Player, device: FakeOutput, seconds: float) -> tuple[list[float], list[float]]:
    """Moments and what the player said then."""
    moments, positions = [], []
    for _ in range(round(seconds / 0.004)):
        device.advance(0.004)
        moments.append(device.now_s())
        positions.append(player.position_ms)
    return moments, positions


def errors_ms(device: FakeOutput, moments: list[float], positions: list[float], every_ms: int = 500) -> list[float]:
    """What was said in the middle of each click's sound, less where the middle of that click is in the song."""
    loud = np.abs(heard(device).astype(float))
    said = np.interp(device.heard[0][0] + np.arange(len(loud)) / RATE_HZ, moments, positions)
    errors = []
    for click_ms in range(-(-round(positions[0] + 50) // every_ms) * every_ms, round(positions[-1]) - 100, every_ms):
        near = np.abs(said - click_ms) < 100
        errors.append(float(np.average(said[near], weights=loud[near] ** 2)) - click_ms - CLICK_MS / 2)
    return errors


@pytest.mark.parametrize("speed", SPEEDS)
def test_what_is_said_is_what_is_heard_at_every_speed_and_after_a_seek(speed: float) -> None:
    device = FakeOutput()
    player = Player(device)
    player.load(sound_of(clicks(14.0, RATE_HZ, tuple(np.arange(0.5, 14.0, 0.5)))))
    player.speed = speed
    for from_ms in (0, 3_210):
        device.heard.clear()
        player.play(from_ms=from_ms)
        moments, positions = watched(player, device, 5.0)
        errors = errors_ms(device, moments, positions)
        assert len(errors) >= int(5.0 * speed / 0.5) - 1
        assert np.abs(errors).max() < 4
        assert np.abs(np.mean(errors)) < 1
        assert positions == sorted(positions)
        assert positions[-1] == pytest.approx(from_ms + 5_000 * speed, abs=15 * speed)
    player.close()


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.5])
def test_the_pitch_stays_and_the_seams_are_not_heard(speed: float) -> None:
    device = FakeOutput()
    player = Player(device)
    player.load(sound_of(tone(12.0, RATE_HZ, 440.0)))
    player.speed = speed
    player.play(from_ms=1_000)
    device.advance(5.0)
    player.close()
    part = heard(device)[RATE_HZ : 4 * RATE_HZ].astype(float)
    power = np.square(np.abs(np.fft.rfft(part * np.hanning(len(part)))))
    peak = int(power.argmax())
    assert peak * RATE_HZ / len(part) == pytest.approx(440, abs=1)
    assert 1 - power[peak - 30 : peak + 31].sum() / power.sum() < 0.003
    loudness = np.sqrt(np.square(part[: len(part) // 1000 * 1000]).reshape(-1, 1000).mean(axis=1))
    assert loudness.min() > 0.8 * np.median(loudness)


def test_a_stretch_played_slowly_ends_at_its_end() -> None:
    device = FakeOutput()
    player = Player(device)
    player.load(sound_of(tone(4.0, RATE_HZ)))
    player.speed = 0.5
    player.play(1_000, 1_600)
    device.advance(1.0)
    assert player.playing
    device.advance(0.5)
    assert (player.playing, player.position_ms) == (False, 1_600)
    assert np.count_nonzero(heard(device)) == pytest.approx(1.2 * RATE_HZ, rel=0.01)
    player.close()


def test_nothing_of_it_is_left_when_it_pauses() -> None:
    player = Player(FakeOutput())
    player.load(sound_of(tone(9.0, RATE_HZ)))
    player.speed = 0.75
    player.play()
    assert "sound-ahead" in [thread.name for thread in threading.enumerate()]
    player.pause()
    assert "sound-ahead" not in [thread.name for thread in threading.enumerate()]


def test_a_loop_at_another_speed_begins_each_lap_at_its_beginning() -> None:
    device = FakeOutput()
    player = Player(device)
    player.load(sound_of(clicks(8.0, RATE_HZ, (2.1,))))
    player.speed = 0.5
    player.play(2_000, 2_400, loop=True, gap_ms=200)
    device.advance(3.2)
    loud = np.flatnonzero(np.abs(heard(device).astype(int)) > 3_000)
    laps = loud[np.flatnonzero(np.diff(loud, prepend=-RATE_HZ) > RATE_HZ // 2)] / RATE_HZ
    assert np.diff(laps) == pytest.approx([1.0] * (len(laps) - 1), abs=0.004)
    assert len(laps) == 4
    player.close()


def test_the_speed_changes_while_it_plays_where_it_is_heard() -> None:
    device = FakeOutput()
    player = Player(device)
    player.load(sound_of(tone(10.0, RATE_HZ)))
    player.play(1_000)
    device.advance(1.01)
    before = player.position_ms
    player.speed = 0.5
    assert player.playing
    assert player.position_ms == pytest.approx(before, abs=0.1)
    device.advance(1.01)
    assert player.position_ms == pytest.approx(before + 500, abs=2)
    player.speed = 9.0
    assert player.speed == 2.0
    player.close()


def test_it_waits_for_sound_that_is_not_decoded_yet() -> None:
    device = FakeOutput()
    player = Player(device)
    pcm = tone(6.0, RATE_HZ)
    sound = Sound(SongFacts(6_000, RATE_HZ, 2, "wav"), RATE_HZ)
    sound.append(pcm[: 2 * RATE_HZ])
    player.load(sound)
    player.speed = 0.5
    player.play()
    device.advance(8.0)
    assert player.playing
    assert player.position_ms < 2_000
    sound.append(pcm[2 * RATE_HZ :])
    sound.finish()
    device.advance(14.0)
    assert (player.playing, player.position_ms) == (False, 6_000)
    player.close()
