"""The smaller copy: its size is known before, its sound is the song's, and nothing is left of one given up."""

from __future__ import annotations

from pathlib import Path

import pytest

from lrc_studio.audio.decode import decode_16k, probe
from lrc_studio.audio.encode import RATES_KBPS, MonoCopy, mono_bytes, plan_mono, write_mono
from lrc_studio.core.errors import Cancelled, InputError
from lrc_studio.core.progress import Progress
from tests.audio.songs import clicks, first_loud_ms, tone, write_song


@pytest.mark.parametrize("kbps", RATES_KBPS)
def test_the_size_told_before_is_the_size(tmp_path: Path, kbps: int) -> None:
    song = write_song(tmp_path / "song.flac", tone(20.0, 44_100))
    size = write_mono(song, tmp_path / "copy.mp3", kbps)
    told = mono_bytes(20_000, kbps)
    assert size <= told <= size * 1.02


@pytest.mark.parametrize("suffix", ["m4a", "opus", "wav", "webm"])
def test_the_copy_is_mono_and_sounds_at_the_same_time(tmp_path: Path, suffix: str) -> None:
    pcm = clicks(3.0, 48_000 if suffix in ("opus", "webm") else 44_100)
    song = write_song(tmp_path / f"song.{suffix}", pcm)
    copy = tmp_path / "copy.mp3"
    write_mono(song, copy, 64)
    facts = probe(copy)
    assert (facts.channels, facts.container) == (1, "mp3")
    heard = (decode_16k(copy) * 32_767).astype("int16")
    assert abs(first_loud_ms(heard, 16_000, threshold=3_000) - 1000) < 10


def test_the_best_rate_that_fits_is_chosen(tmp_path: Path) -> None:
    song = write_song(tmp_path / "song.wav", tone(30.0, 44_100))
    assert plan_mono(song, 10_000_000) == MonoCopy(128, mono_bytes(30_000, 128))
    room = mono_bytes(30_000, 48)
    assert plan_mono(song, room) == MonoCopy(48, room)
    assert plan_mono(song, room - 1) == MonoCopy(40, mono_bytes(30_000, 40))
    assert plan_mono(song, 1_000) is None


def test_a_copy_begins_as_an_mp3_does(tmp_path: Path) -> None:
    """Services look at the first bytes, and tags of the song are nobody's business."""
    song = write_song(tmp_path / "song.wav", tone(1.0, 44_100))
    write_mono(song, tmp_path / "copy.mp3", 64)
    head = (tmp_path / "copy.mp3").read_bytes()[:2]
    assert head[0] == 0xFF
    assert head[1] & 0xE0 == 0xE0


def test_a_copy_given_up_leaves_nothing(tmp_path: Path) -> None:
    song = write_song(tmp_path / "song.wav", tone(5.0, 44_100))

    def stop(progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_mono(song, tmp_path / "copy.mp3", 64, stop)
    assert not (tmp_path / "copy.mp3").exists()


def test_what_cannot_be_written_or_read_is_told(tmp_path: Path) -> None:
    song = write_song(tmp_path / "song.wav", tone(1.0, 44_100))
    with pytest.raises(InputError, match="could not be written"):
        write_mono(song, tmp_path / "nowhere" / "copy.mp3", 64)
    with pytest.raises(InputError):
        write_mono(tmp_path / "nothing.m4a", tmp_path / "copy.mp3", 64)
    assert not (tmp_path / "copy.mp3").exists()
