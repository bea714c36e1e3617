"""What is found out of a song before a byte leaves: kind, size, what could be sent instead, and its name there."""

from __future__ import annotations

from pathlib import Path

import pytest

from lrc_studio.core.errors import InputError, TierError
from lrc_studio.core.sizes import megabytes
from lrc_studio.workflows.preflight import digest_of, preflight, upload_name, with_copy
from tests.audio.songs import VORBIS_CLICK, tone, write_song

MIB = 2**20


@pytest.mark.parametrize("suffix", ["mp3", "wav", "flac", "MP3"])
def test_what_the_service_takes_passes(tmp_path: Path, suffix: str) -> None:
    song = write_song(tmp_path / f"song.{suffix.lower()}", tone(1.0, 44_100))
    song = song.rename(tmp_path / f"song.{suffix}")
    found = preflight(song, "The service", 7 * MIB)
    assert (found.trouble, found.copy, found.warning) == (None, None, "")
    assert found.bytes == song.stat().st_size


def test_ogg_passes() -> None:
    assert preflight(VORBIS_CLICK, "The service", 7 * MIB).trouble is None


@pytest.mark.parametrize("suffix", ["m4a", "opus", "webm"])
def test_another_kind_is_blocked_and_a_copy_offered_with_its_size(tmp_path: Path, suffix: str) -> None:
    song = write_song(tmp_path / f"song.{suffix}", tone(3.0, 48_000))
    found = preflight(song, "The service", 7 * MIB)
    assert isinstance(found.trouble, InputError)
    assert "takes mp3, wav, ogg and flac" in str(found.trouble)
    assert found.copy is not None
    assert found.copy.bytes < 60_000
    assert f"mono MP3 of {megabytes(found.copy.bytes)}" in str(with_copy(found))


def test_a_name_that_lies_about_its_kind_is_blocked(tmp_path: Path) -> None:
    song = write_song(tmp_path / "song.m4a", tone(1.0, 44_100)).rename(tmp_path / "song.mp3")
    assert "not the mp3 file" in str(preflight(song, "The service", 7 * MIB).trouble)


def test_the_largest_size_passes_and_a_byte_more_does_not(tmp_path: Path) -> None:
    song = write_song(tmp_path / "song.wav", tone(5.0, 44_100))
    size = song.stat().st_size
    assert preflight(song, "The service", size).trouble is None
    found = preflight(song, "The service", size - 1)
    assert isinstance(found.trouble, TierError)
    assert found.copy is not None
    assert found.copy.bytes < size


def test_a_song_between_both_meanings_of_mb_is_warned_of(tmp_path: Path) -> None:
    song = write_song(tmp_path / "song.wav", tone(5.8, 44_100))
    assert 1_000_000 < song.stat().st_size < MIB
    found = preflight(song, "The service", MIB)
    assert found.trouble is None
    assert "close to the limit" in found.warning


def test_what_is_no_song_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty.mp3").touch()
    (tmp_path / "text.mp3").write_text("no song " * 100)
    for name in ("empty.mp3", "text.mp3", "nothing.mp3"):
        with pytest.raises(InputError):
            preflight(tmp_path / name, "The service", 7 * MIB)


def test_the_same_bytes_have_the_same_digest(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert digest_of(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    with pytest.raises(InputError):
        digest_of(tmp_path / "b")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Harbour lights", "Harbour lights.mp3"),
        ('../../a\\b:c*"d"\n<e>|[ls-1]', "a b c d e ls-1.mp3"),
        ("  ", "Song.mp3"),
        ("é 钢铁侠", "é 钢铁侠.mp3"),
        ("x" * 300, "x" * 80 + ".mp3"),
    ],
)
def test_the_name_there_is_the_title_alone(title: str, name: str) -> None:
    given = upload_name(title, ".MP3")
    assert given.replace(".. ", "").lstrip(". ") == name
