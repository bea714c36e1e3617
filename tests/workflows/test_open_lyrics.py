"""Opening lyric files and projects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lrc_studio.core.errors import InputError, UsageError
from lrc_studio.workflows.demo_song import demo_audio
from lrc_studio.workflows.open_lyrics import open_lyrics, read_lyrics
from tests.workflows.conftest import MakeSong


def project(folder: Path, audio: str | None) -> Path:
    path = folder / "work.lrcstudio"
    record = {"path": audio, "sha256": None, "duration_ms": None} if audio else None
    path.write_text(json.dumps({"format": "lrc-studio", "version": 1, "audio": record, "lines": [{"text": "One"}]}))
    return path


def test_a_lyric_file_is_read_with_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.lrc"
    path.write_bytes("[00:01.00]Größe\n".encode("utf-16"))
    opened = open_lyrics(path)
    assert [line.text for line in opened.lyrics.lines] == ["Größe"]
    assert opened.format_id == "lrc"
    assert opened.encoding.lower().replace("_", "-").startswith("utf-16")
    assert (opened.audio_path, opened.missing_audio) == (None, None)


@pytest.mark.parametrize("named", ["songs/My song.mp3", "songs\\My song.mp3"])
def test_a_project_leads_to_its_song(tmp_path: Path, named: str) -> None:
    song = tmp_path / "songs" / "My song.mp3"
    song.parent.mkdir()
    song.touch()
    assert open_lyrics(project(tmp_path, named)).audio_path == song.resolve()


def test_a_song_moved_beside_its_project_is_found(tmp_path: Path) -> None:
    song = tmp_path / "My song.mp3"
    song.touch()
    assert open_lyrics(project(tmp_path, "C:\\Music\\old\\My song.mp3")).audio_path == song.resolve()


def test_a_missing_song_is_named_without_its_folder(tmp_path: Path) -> None:
    opened = open_lyrics(project(tmp_path, "/home/somebody/My song.mp3"))
    assert (opened.audio_path, opened.missing_audio) == (None, "My song.mp3")


def test_a_project_without_a_song(tmp_path: Path) -> None:
    opened = open_lyrics(project(tmp_path, None))
    assert (opened.audio_path, opened.missing_audio) == (None, None)


def test_the_format_can_be_told() -> None:
    assert read_lyrics("[00:01.00]One\n", "", "txt").lyrics.timed is False
    assert read_lyrics("[00:01.00]One\n", "").lyrics.timed is True
    with pytest.raises(UsageError):
        read_lyrics("One", "", "nonsense")


def test_a_song_is_no_lyric_file(tmp_path: Path, make_song: MakeSong) -> None:
    with pytest.raises(InputError, match="holds no text"):
        open_lyrics(make_song())
    with pytest.raises(InputError, match="holds no text"):
        open_lyrics(demo_audio())


def test_a_stray_control_sign_is_no_reason_to_refuse(tmp_path: Path) -> None:
    path = tmp_path / "a.lrc"
    path.write_bytes(b"[00:01.00]One\n\x00")
    assert open_lyrics(path).lyrics.lines[0].text == "One"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        open_lyrics(tmp_path / "nowhere.lrc")
