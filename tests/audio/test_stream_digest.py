"""The digest of what a song plays."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutagen import id3

from lrc_studio.audio.stream_digest import stream_digest
from lrc_studio.core.errors import InputError
from tests.audio.songs import tone, write_song


def test_tags_and_covers_do_not_change_it_and_one_bit_of_sound_does(tmp_path: Path) -> None:
    path = write_song(tmp_path / "a.mp3", tone(0.5, 44_100))
    before = stream_digest(path)
    tags = id3.ID3(path)
    tags.add(id3.APIC(3, "image/png", 3, "front", b"\x89PNG\r\n\x1a\n" + bytes(20)))
    tags.add(id3.TIT2(3, ["x" * 5000]))
    tags.save(path)
    assert stream_digest(path) == before
    copy = tmp_path / "named.tmp"
    copy.write_bytes(path.read_bytes())
    assert stream_digest(copy, before[1]) == before
    data = bytearray(path.read_bytes())
    data[-300] ^= 1
    path.write_bytes(data)
    assert stream_digest(path)[0] != before[0]


def test_another_length_changes_it(tmp_path: Path) -> None:
    one, two = (write_song(tmp_path / f"{seconds}.wav", tone(seconds, 44_100)) for seconds in (0.5, 0.6))
    assert stream_digest(one) != stream_digest(two)


def test_what_is_no_song_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_text("no song")
    for name in ("a.mp3", "gone.wav"):
        with pytest.raises(InputError, match=f"“{name}” is not a song that can be read"):
            stream_digest(tmp_path / name)
