"""Projects travel with their songs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import AudioRef, Line, Lyrics, Origin, Word
from lrc_studio.workflows.open_lyrics import open_lyrics
from lrc_studio.workflows.project import relink, save_project
from lrc_studio.workflows.song_ref import moved, same_song, song_ref
from tests.workflows.conftest import MakeSong

LYRICS = Lyrics(
    (Line("Hold on", 500, None, (Word("Hold ", 500), Word("on", 900)), origin=Origin.DRAGGED, locked=True),)
)


def test_a_song_is_known_by_path_fingerprint_and_length(make_song: MakeSong) -> None:
    song = make_song(duration_ms=1200)
    ref = song_ref(song)
    assert ref == AudioRef(song.as_posix(), hashlib.sha256(song.read_bytes()).hexdigest(), 1200)


def test_a_saved_project_opens_the_same(make_song: MakeSong, tmp_path: Path) -> None:
    song = make_song("sub.wav")
    path = tmp_path / "projects" / "work.lrcstudio"
    path.parent.mkdir()
    written = save_project(replace(LYRICS, audio=song_ref(song)), path, song)
    assert json.loads(path.read_text("utf-8"))["audio"]["path"] == "../sub.wav"
    opened = open_lyrics(path)
    assert opened.lyrics == written
    assert opened.audio_path == song
    assert written.audio is not None
    assert written.audio.sha256 is not None


def test_a_project_needs_no_song(tmp_path: Path) -> None:
    path = tmp_path / "work.lrcstudio"
    save_project(LYRICS, path, None)
    assert open_lyrics(path).lyrics == LYRICS


def test_what_is_known_of_another_song_is_not_kept(make_song: MakeSong, tmp_path: Path) -> None:
    other = replace(LYRICS, audio=AudioRef("other.mp3", "abc", 5))
    assert save_project(other, tmp_path / "work.lrcstudio", make_song()).audio == AudioRef("song.wav")


def test_relinking_leads_to_the_moved_song(make_song: MakeSong, tmp_path: Path) -> None:
    song = make_song()
    project = tmp_path / "work.lrcstudio"
    written = save_project(replace(LYRICS, audio=song_ref(song)), project, song)
    (tmp_path / "elsewhere").mkdir()
    there = song.rename(tmp_path / "elsewhere" / "renamed.wav")
    relinked = relink(written, there, project)
    assert relinked.same
    assert relinked.lyrics.audio is not None
    assert relinked.lyrics.audio.path == "elsewhere/renamed.wav"
    assert relinked.lyrics.lines == LYRICS.lines


def test_another_song_is_noticed(make_song: MakeSong, tmp_path: Path) -> None:
    written = save_project(replace(LYRICS, audio=song_ref(make_song())), tmp_path / "work.lrcstudio", make_song())
    assert not relink(written, make_song("long.wav", 4000), None).same
    assert relink(written, make_song("same length.wav", 2040), None).same
    with pytest.raises(InputError):
        relink(written, tmp_path / "work.lrcstudio", None)


@pytest.mark.parametrize(
    ("known", "found", "same"),
    [
        (None, AudioRef("b", "1", 10), True),
        (AudioRef("a", "1", 10), AudioRef("b", "1", 99_999), True),
        (AudioRef("a", "1", None), AudioRef("b", "2", 10), False),
        (AudioRef("a", None, None), AudioRef("b", "2", 10), True),
        (AudioRef("a", "1", 10_000), AudioRef("b", "2", 10_400), True),
        (AudioRef("a", "1", 10_000), AudioRef("b", "2", 10_600), False),
    ],
)
def test_songs_are_compared_by_fingerprint_then_length(known: AudioRef | None, found: AudioRef, same: bool) -> None:
    assert same_song(Lyrics(audio=known), found) is same


def test_a_relative_path_still_leads_to_the_song_from_another_folder(tmp_path: Path) -> None:
    lyrics = replace(LYRICS, audio=AudioRef("songs/a.mp3", "abc", 5))
    there = moved(lyrics, tmp_path / "one.lrcstudio", tmp_path / "sub" / "two.lrcstudio")
    assert there.audio == AudioRef("../songs/a.mp3", "abc", 5)
    assert moved(lyrics, None, tmp_path / "two.lrcstudio") == lyrics
