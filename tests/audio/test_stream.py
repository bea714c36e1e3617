"""Songs too long to keep: any part of them is what the whole was, to the sample."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from lrc_studio.audio import sound as sound_module
from lrc_studio.audio.player import Player
from lrc_studio.audio.sound import Sound, load
from tests.audio.fakes import FakeOutput
from tests.audio.songs import KINDS, VORBIS_CLICK, write_song

SECONDS = 24.0


def music(rate_hz: int) -> NDArray[np.int16]:
    """Noise that swells and is never the same twice."""
    rng = np.random.default_rng(5)
    frames = round(SECONDS * rate_hz)
    smooth = np.convolve(rng.normal(0, 9_000, frames + 31), np.ones(32) / 32, "valid")
    swell = 0.6 + 0.4 * np.sin(np.arange(frames) * (2 * np.pi * 1.7 / rate_hz))
    wave = (smooth * swell).astype(np.int16)
    return np.stack((wave, wave), axis=1)


def whole_and_streamed(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Sound, Sound]:
    whole = load(path, lambda _sound: None)
    monkeypatch.setattr(sound_module, "IN_MEMORY_MS", 1_000)
    monkeypatch.setattr(sound_module, "IN_FILE_MS", 1_500)
    streamed = load(path, lambda _sound: None)
    assert (whole.kept, streamed.kept) == ("memory", "stream")
    return whole, streamed


@pytest.mark.parametrize("suffix", sorted(KINDS))
def test_any_part_is_what_the_whole_was(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_song(tmp_path / f"song.{suffix}", music(KINDS[suffix][2]))
    whole, streamed = whole_and_streamed(path, monkeypatch)
    assert streamed.frames == whole.frames
    assert streamed.disk_bytes == 0
    rate_hz = whole.rate_hz
    for at_s in (17.3, 3.2, 3.9, 22.9, 0.0, 11.11, 0.7):
        first = round(at_s * rate_hz)
        expected = whole.samples(first, rate_hz // 2).astype(int)
        found = streamed.samples(first, rate_hz // 2).astype(int)
        assert found.shape == expected.shape
        if suffix in ("opus", "webm", "m4a", "mp4"):  # Opus remembers, AAC makes up its noise: never the same bits
            assert np.corrcoef(found[:, 0], expected[:, 0])[0, 1] > 0.99
        else:
            np.testing.assert_allclose(found, expected, atol=1)
    streamed.close()
    whole.close()


def test_vorbis_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shutil.copy(VORBIS_CLICK, tmp_path / "click.ogg")
    monkeypatch.setattr(sound_module, "IN_MEMORY_MS", 1_000)
    monkeypatch.setattr(sound_module, "IN_FILE_MS", 1_500)
    streamed = load(Path(path), lambda _sound: None)
    found = streamed.samples(43_000, 2_000)
    assert int(np.argmax(np.abs(found[:, 0].astype(int)) > 8_000)) == pytest.approx(1_100, abs=2)
    streamed.close()


def test_it_plays_and_is_drawn_like_any_song(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_song(tmp_path / "song.flac", music(44_100))
    whole, streamed = whole_and_streamed(path, monkeypatch)
    near = whole.pyramid.columns(500_000, 500_800, 400)
    np.testing.assert_allclose(streamed.pyramid.columns(500_000, 500_800, 400).high, near.high)
    device = FakeOutput()
    player = Player(device)
    player.load(streamed)
    player.play(12_000)
    device.advance(1.0)
    heard = np.concatenate([block for _, block in device.heard])[1_000:30_000]
    np.testing.assert_array_equal(heard, whole.samples(12 * 44_100 + 1_000, 29_000))
    player.close()
    streamed.close()
    whole.close()


def test_a_song_longer_than_it_claimed_moves_on_to_where_it_belongs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_song(tmp_path / "song.wav", music(44_100))
    monkeypatch.setattr(sound_module, "IN_MEMORY_MS", 2_000)
    monkeypatch.setattr(sound_module, "IN_FILE_MS", 25_000)
    kept: list[str] = []
    sound = load(path, lambda begun: kept.append(begun.kept))
    assert (kept, sound.kept) == (["file"], "file")
    assert sound.disk_bytes == sound.frames * 4
    monkeypatch.setattr(sound_module, "IN_FILE_MS", 5_000)
    sound._make_room(6_000)
    assert (sound.kept, sound.disk_bytes) == ("stream", 0)
    np.testing.assert_array_equal(sound.samples(400_000, 99), music(44_100)[400_000:400_099])
    sound.close()
