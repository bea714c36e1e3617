"""Tags of every kind, and tags that mean harm."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from pathlib import Path

import av
import pytest
from mutagen import id3
from mutagen.flac import FLAC, Picture
from mutagen.mp4 import MP4, MP4Cover
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE

from lrc_studio.audio.tags import LYRICS_MOST_CHARACTERS, SongTags, read_tags
from tests.audio.songs import VORBIS_CLICK, tone, write_song

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
NAMES = {"title": "Ön the Hill", "artist": "Nobody", "album": "None"}


def song(folder: Path, suffix: str) -> Path:
    path = folder / f"My song.{suffix}"
    if suffix == "ogg":
        path.write_bytes(VORBIS_CLICK.read_bytes())
        return path
    return write_song(path, tone(0.3, 48_000 if suffix in ("opus", "webm") else 44_100))


def tag_id3(path: Path, *frames: id3.Frame) -> Path:
    tags = id3.ID3()
    for frame in frames:
        tags.add(frame)
    tags.save(path)
    return path


def id3_names() -> list[id3.Frame]:
    return [id3.TIT2(3, [NAMES["title"]]), id3.TPE1(3, [NAMES["artist"]]), id3.TALB(3, [NAMES["album"]])]


def test_id3_of_an_mp3(tmp_path: Path) -> None:
    path = tag_id3(
        song(tmp_path, "mp3"),
        *id3_names(),
        id3.USLT(3, "eng", "", "one\r\ntwo"),
        id3.APIC(3, "image/png", 4, "back", b"back"),
        id3.APIC(3, "image/png", 3, "front", PNG),
    )
    assert read_tags(path) == SongTags(**NAMES, cover=PNG, lyrics="one\ntwo", synced=False)


def test_id3_of_a_wav(tmp_path: Path) -> None:
    wave = WAVE(song(tmp_path, "wav"))
    wave.add_tags()
    for frame in (*id3_names(), id3.USLT(3, "eng", "", "[00:01.00]one")):
        wave.tags.add(frame)
    wave.save()
    assert read_tags(tmp_path / "My song.wav") == SongTags(**NAMES, lyrics="[00:01.00]one", synced=True)


def test_sylt_lines_become_lrc(tmp_path: Path) -> None:
    lines = [("First line", 1_000), ("Second", 62_345)]
    path = tag_id3(song(tmp_path, "mp3"), id3.SYLT(3, "eng", 2, 1, "", lines), id3.USLT(3, "eng", "", "plain"))
    tags = read_tags(path)
    assert (tags.lyrics, tags.synced) == ("[00:01.000]First line\n[01:02.345]Second", True)


@pytest.mark.parametrize(
    "pieces",
    [
        [("\nHold ", 1_000), ("on", 1_500), ("\nTight", 2_000)],
        [("Hold ", 1_000), ("on\n", 1_500), ("Tight\n", 2_000)],
    ],
)
def test_sylt_words_become_lrc_with_word_marks(tmp_path: Path, pieces: list[tuple[str, int]]) -> None:
    path = tag_id3(song(tmp_path, "mp3"), id3.SYLT(3, "eng", 2, 1, "", pieces))
    assert read_tags(path).lyrics == "[00:01.000]<00:01.000>Hold <00:01.500>on\n[00:02.000]Tight"


def test_sylt_in_mpeg_frames_and_sylt_that_are_not_words(tmp_path: Path) -> None:
    path = tag_id3(
        song(tmp_path, "mp3"),
        id3.SYLT(3, "eng", 2, 5, "chords", [("Am", 0)]),
        id3.SYLT(3, "eng", 1, 1, "", [("word", 100)]),
    )
    assert read_tags(path).lyrics == "[00:02.612]word"  # 100 frames of 1152 samples at 44.1 kHz


@pytest.mark.parametrize(("suffix", "kind"), [("flac", FLAC), ("ogg", OggVorbis), ("opus", OggOpus)])
@pytest.mark.parametrize("key", ["LYRICS", "UNSYNCEDLYRICS", "syncedlyrics"])
def test_vorbis_comments(tmp_path: Path, suffix: str, kind: Callable[[Path], FLAC], key: str) -> None:
    path = song(tmp_path, suffix)
    file = kind(path)
    if file.tags is None:
        file.add_tags()
    for name, value in {**NAMES, key: "[00:01.00]one\n[00:02.00]two"}.items():
        file[name] = value
    picture = Picture()
    picture.data, picture.type, picture.mime = PNG, 3, "image/png"
    if suffix == "flac":
        file.add_picture(picture)
    else:
        file["metadata_block_picture"] = ["not base64!", base64.b64encode(picture.write()).decode()]
    file.save()
    assert read_tags(path) == SongTags(**NAMES, cover=PNG, lyrics="[00:01.00]one\n[00:02.00]two", synced=True)


def test_lyrics_with_times_win_over_those_without(tmp_path: Path) -> None:
    path = song(tmp_path, "flac")
    file = FLAC(path)
    file["LYRICS"], file["UNSYNCEDLYRICS"] = "one", "[00:01.00]one"
    file.save()
    assert read_tags(path).synced


def test_m4a_atoms(tmp_path: Path) -> None:
    path = song(tmp_path, "m4a")
    file = MP4(path)
    file["\xa9nam"], file["\xa9ART"], file["\xa9alb"] = NAMES["title"], NAMES["artist"], NAMES["album"]
    file["\xa9lyr"], file["covr"] = "one\ntwo", [MP4Cover(PNG, MP4Cover.FORMAT_PNG)]
    file.save()
    assert read_tags(path) == SongTags(**NAMES, cover=PNG, lyrics="one\ntwo")


@pytest.mark.parametrize("suffix", ["mkv", "webm"])
def test_matroska(tmp_path: Path, suffix: str) -> None:
    plain, path = song(tmp_path, suffix), tmp_path / f"tagged.{suffix}"
    with av.open(str(plain)) as source, av.open(str(path), "w") as target:
        stream = target.add_stream_from_template(source.streams.audio[0])
        target.metadata.update({**NAMES, "LYRICS": "one\ntwo"})
        for packet in source.demux(audio=0):
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)
    assert read_tags(path) == SongTags(**NAMES, lyrics="one\ntwo")


def test_without_tags_the_file_gives_the_title(tmp_path: Path) -> None:
    for suffix in ("wav", "mp3", "flac", "opus", "m4a", "mkv"):
        assert read_tags(song(tmp_path, suffix)) == SongTags("My song"), suffix


def test_what_is_no_song_has_its_name_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "note.mp3").write_text("no song")
    (tmp_path / "empty.m4a").touch()
    for name in ("note.mp3", "empty.m4a", "gone.ogg", "folder"):
        (tmp_path / "folder").mkdir(exist_ok=True)
        assert read_tags(tmp_path / name) == SongTags(Path(name).stem)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs on this system")
def test_a_fifo_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp3")
    assert read_tags(tmp_path / "pipe.mp3") == SongTags("pipe")


def test_hostile_values_are_cut_and_cleaned(tmp_path: Path) -> None:
    path = tag_id3(
        song(tmp_path, "mp3"),
        id3.TIT2(3, ["\x1b[31mred\nline\x00" + "x" * 10_000]),
        id3.TPE1(3, []),
        id3.USLT(3, "eng", "", "\ufeffone\rtwo" + "y" * (LYRICS_MOST_CHARACTERS + 5)),
        id3.APIC(3, "image/png", 3, "", b""),
        id3.SYLT(3, "eng", 2, 1, "", []),
    )
    tags = read_tags(path)
    assert tags.title.startswith("[31mred line x")
    assert len(tags.title) <= 500
    assert (tags.artist, tags.cover, tags.synced) == ("", None, False)
    assert tags.lyrics is not None
    assert tags.lyrics.startswith("one\ntwoyyy")
    assert len(tags.lyrics) <= LYRICS_MOST_CHARACTERS


@pytest.mark.parametrize("suffix", ["mp3", "flac", "ogg", "opus", "m4a", "wav"])
def test_broken_tags_never_raise(tmp_path: Path, suffix: str) -> None:
    path = song(tmp_path, suffix)
    if suffix == "mp3":
        tag_id3(path, *id3_names(), id3.SYLT(3, "eng", 2, 1, "", [("one", 5)]), id3.USLT(3, "eng", "", "one"))
    good = path.read_bytes()
    for step in range(60):
        data = bytearray(good)
        at = step * 7
        data[at : at + 4] = b"\xff\xff\xff\x7f" if step % 2 else b"\x80\x00\x00\x00"
        path.write_bytes(data)
        assert read_tags(path).title
    for length in range(0, 400, 23):
        path.write_bytes(good[:length])
        assert read_tags(path).title
