"""Opening a song finds the lyrics that belong to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lrc_studio.core.errors import InputError
from lrc_studio.workflows.open_song import find_lyrics, open_song
from tests.workflows.conftest import MakeSong


def test_lyrics_beside_a_song_come_richest_first(make_song: MakeSong, tmp_path: Path) -> None:
    song = make_song("My song.wav")
    for name in ("My song.txt", "My song.LRC", "My song.elrc", "My song.lrcstudio", "My song.srt", "Other.lrc"):
        (tmp_path / name).touch()
    found = [path.name for path in find_lyrics(song)]
    assert found == ["My song.lrcstudio", "My song.elrc", "My song.LRC", "My song.txt"]


def test_a_song_without_a_folder_has_none_beside_it(tmp_path: Path) -> None:
    assert find_lyrics(tmp_path / "nowhere" / "song.mp3") == ()


def test_opening_reads_facts_and_the_lyrics_beside(make_song: MakeSong, tmp_path: Path) -> None:
    song = make_song(duration_ms=1500)
    (tmp_path / "song.lrc").write_text("[00:01.00]One\n")
    (tmp_path / "song.txt").write_text("One\nTwo\n")
    opened = open_song(song)
    assert opened.facts.duration_ms == 1500
    assert [(found.name, found.format_id, len(found.lyrics.lines)) for found in opened.lyrics] == [
        ("song.lrc", "lrc", 1),
        ("song.txt", "txt", 2),
    ]
    assert opened.warnings == ()


def test_a_broken_project_beside_a_song_does_not_stop_it(make_song: MakeSong, tmp_path: Path) -> None:
    song = make_song()
    (tmp_path / "song.lrcstudio").write_text('{"format": "lrc-studio", "version": 99}')
    (tmp_path / "song.txt").write_text("One\n")
    opened = open_song(song)
    assert [found.name for found in opened.lyrics] == ["song.txt"]
    assert len(opened.warnings) == 1


def test_lyrics_in_the_tags_come_last(make_song: MakeSong, tmp_path: Path) -> None:
    from mutagen.id3 import TIT2, USLT
    from mutagen.wave import WAVE

    song = make_song()
    audio = WAVE(song)
    audio.add_tags()
    audio.tags.add(TIT2(text=["The title"]))
    audio.tags.add(USLT(text="[00:01.00]From the tags"))
    audio.save()
    (tmp_path / "song.txt").write_text("One\n")
    opened = open_song(song)
    assert opened.tags.title == "The title"
    assert [found.name for found in opened.lyrics] == ["song.txt", "the song's tags"]
    assert opened.lyrics[1].lyrics.lines[0].start_ms == 1000


def test_what_is_no_song_is_told(tmp_path: Path) -> None:
    path = tmp_path / "song.mp3"
    path.write_text("not a song")
    with pytest.raises(InputError):
        open_song(path)
