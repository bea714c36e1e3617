"""Lyrics in real songs of every kind: they read back the same, and nothing else in the file changed."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import mutagen
import pytest
from mutagen import mp4
from mutagen.mp3 import MP3

from lrc_studio.audio import sylt
from lrc_studio.audio.stream_digest import stream_digest
from lrc_studio.core.errors import InputError, UsageError
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.workflows.demo_song import demo_audio
from lrc_studio.workflows.embed import FRAMED, TAGGED, EmbedOptions, embed, extract, lyrics_in, put_both, remove
from tests.workflows.tagged_songs import LINES, PLAIN, TEXT, WORDS, make_song, others, tag

SUFFIXES = ("mp3", "wav", "aiff", "tta", "flac", "oga", "ogg", "opus", "m4a", "mp4")


@pytest.fixture
def song(tmp_path: Path) -> Callable[[str], Path]:
    return lambda suffix: make_song(tmp_path, suffix)


def test_the_kinds_are_those_that_are_tried() -> None:
    assert {f".{suffix}" for suffix in SUFFIXES} <= set(TAGGED)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("tagged", [True, False])
def test_lyrics_go_in_and_out_and_all_else_stays(song: Callable[[str], Path], suffix: str, tagged: bool) -> None:
    path = song(suffix)
    if tagged:
        tag(path)
    heard, before = stream_digest(path), others(path) if tagged else None
    done = embed(WORDS, path)
    assert stream_digest(path) == heard
    assert before is None or others(path) == before
    assert done.kept == ()
    assert [said.split(".")[0] for said in done.losses] == [
        "Enhanced LRC will not keep 1 end time"
        if f".{suffix}" in FRAMED
        else "LRC will not keep 4 word times and 2 end times"
    ]
    again = extract(path).lyrics
    assert again.tags == WORDS.tags
    assert [line.text for line in again.lines] == [line.text for line in WORDS.lines]
    if f".{suffix}" in FRAMED:
        assert [line.start_ms for line in again.lines] == [line.start_ms for line in WORDS.lines]
        assert [word.start_ms for line in again.lines for word in line.words] == [1234, 1600, 2000, 5107]
    else:
        assert [line.start_ms for line in again.lines] == [1230, 2900, 3000, 5000]
    assert remove(path)
    assert (lyrics_in(path), stream_digest(path)) == ((), heard)
    assert before is None or others(path) == before
    assert [each.name for each in path.parent.iterdir() if each.suffix == ".tmp"] == []


@pytest.mark.parametrize("suffix", ["flac", "ogg", "opus"])
def test_what_mutagen_finds_in_vorbis_comments(song: Callable[[str], Path], suffix: str) -> None:
    path = song(suffix)
    file = mutagen.File(path)
    file["SYNCEDLYRICS"] = "[00:09.00]stale"
    file["lyrics"] = ["old", "older"]
    file.save()
    embed(WORDS, path)
    file = mutagen.File(path)
    assert (file["LYRICS"], file["UNSYNCEDLYRICS"]) == ([TEXT], [PLAIN])
    assert "SYNCEDLYRICS" not in file


def test_what_mutagen_finds_in_an_m4a(song: Callable[[str], Path]) -> None:
    path = song("m4a")
    file = mp4.MP4(path)
    file["----:com.apple.iTunes:LYRICS"] = [b"[00:09.00]stale"]
    file.save()
    embed(WORDS, path, EmbedOptions("elrc"))
    file = mp4.MP4(path)
    assert file["\xa9lyr"][0].endswith("<00:05.11>שלום<00:05.60>")
    assert "----:com.apple.iTunes:LYRICS" not in file


def test_lyrics_without_any_time_are_plain_text(song: Callable[[str], Path]) -> None:
    path = song("m4a")
    assert embed(Lyrics((Line("One"), Line("Two")), tags=(("ti", "Song"),)), path).losses == (
        "Plain text will not keep 1 tag. A project keeps them.",
    )
    assert lyrics_in(path)[0].text == "One\nTwo"


def test_the_file_beside_is_written_too_or_what_was_done_is_told(song: Callable[[str], Path]) -> None:
    path = song("m4a")
    put_both(LINES, path, EmbedOptions(), path.with_suffix(".lrc"))
    assert path.with_suffix(".lrc").read_text() == "[00:01.00]One\n[00:02.50]Two\n"
    with pytest.raises(InputError, match=r"The folder for .* is not there\. The song's tags were written\."):
        put_both(WORDS, path, EmbedOptions(), path.parent / "gone" / "a.lrc")
    assert lyrics_in(path)[0].text == TEXT


def test_the_demo_song_is_not_written() -> None:
    before = demo_audio().read_bytes()
    with pytest.raises(InputError, match="belongs to the program and is not written"):
        embed(LINES, demo_audio())
    assert demo_audio().read_bytes() == before


@pytest.mark.parametrize(
    ("lyrics", "options", "error", "sentence"),
    [
        (Lyrics(), EmbedOptions(), InputError, "There are no lyrics"),
        (Lyrics((Line(" "),)), EmbedOptions(), InputError, "There are no lyrics"),
        (LINES, EmbedOptions("srt"), UsageError, "Tags hold lrc, elrc, txt, not “srt”."),
        (LINES, EmbedOptions(language="Klingon"), UsageError, "“Klingon” is no language"),
    ],
)
def test_what_cannot_be_put_in_is_told(
    song: Callable[[str], Path], lyrics: Lyrics, options: EmbedOptions, error: type, sentence: str
) -> None:
    path = song("mp3")
    before = path.read_bytes()
    with pytest.raises(error, match=sentence):
        embed(lyrics, path, options)
    assert path.read_bytes() == before


def test_songs_without_a_place_for_lyrics_are_told_apart_from_no_songs(song: Callable[[str], Path]) -> None:
    video = song("mkv")
    before = video.read_bytes()
    with pytest.raises(InputError, match=r"cannot be put into the tags of “My song.mkv”.*beside it instead"):
        embed(LINES, video)
    assert video.read_bytes() == before
    (video.parent / "note.mp3").write_text("no song")
    with pytest.raises(InputError, match=r"“note\.mp3” is not a song that can be read"):
        embed(LINES, video.parent / "note.mp3")
    for work in (lyrics_in, extract, lambda path: embed(LINES, path)):
        with pytest.raises(InputError, match=r"gone\.mp3"):
            work(video.parent / "gone.mp3")


@pytest.mark.parametrize("suffix", ["mp3", "flac", "m4a", "opus", "wav"])
def test_a_disk_that_is_full_while_tags_are_written_leaves_the_song(
    song: Callable[[str], Path], suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error comes through mutagen, from the very file it writes."""
    path = song(suffix)
    before = path.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for module in ("mutagen._util", "mutagen.id3._file", "mutagen.mp4", "mutagen.flac", "mutagen.ogg", "mutagen._iff"):
        for name in ("resize_bytes", "insert_bytes"):
            monkeypatch.setattr(f"{module}.{name}", full, raising=False)
    long = Lyrics(tuple(Line("x" * 1000, number) for number in range(100)))
    with pytest.raises(InputError) as told:
        embed(long, path)
    assert str(told.value) == f"The disk is full: “{path.name}” was not written; the old file is as it was."
    assert path.read_bytes() == before
    assert list(path.parent.glob(".*")) == []


def test_a_writer_that_harms_the_sound_or_another_tag_is_found_out(
    song: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = song("mp3")
    tag(path)
    before, save = path.read_bytes(), MP3.save

    def harm_sound(self: MP3, target: Path, **options: object) -> None:
        save(self, target, **options)
        data = bytearray(target.read_bytes())
        data[-300] ^= 1
        target.write_bytes(data)

    def drop_title(self: MP3, target: Path, **options: object) -> None:
        self.tags.unknown_frames = [frame for frame in self.tags.unknown_frames if not frame.startswith(b"TIT2")]
        save(self, target, **options)

    for harm in (harm_sound, drop_title):
        monkeypatch.setattr(MP3, "save", harm)
        with pytest.raises(InputError, match=r"did not read back the same.*The song was left as it was"):
            embed(LINES, path)
        assert path.read_bytes() == before


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_broken_songs_are_told_or_written_whole(song: Callable[[str], Path], suffix: str) -> None:
    path = song(suffix)
    tag(path)
    good = path.read_bytes()
    for step in range(24):
        data = bytearray(good)
        data[step * 5 : step * 5 + 4] = b"\xff\xff\xff\x7f" if step % 2 else b"\x80\x00\x00\x00"
        path.write_bytes(data)
        told = None
        try:
            embed(LINES, path)
        except InputError as error:
            told = str(error)
        assert lyrics_in(path) if told is None else path.read_bytes() == data
        assert told is None or "\n" not in told
        assert list(path.parent.glob(".*")) == []


def test_words_that_would_not_read_back_the_same_change_no_song(
    song: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = song("mp3")
    before = path.read_bytes()
    pieces = sylt.pieces_of(WORDS)
    monkeypatch.setattr(sylt, "pieces_of", lambda _: (*pieces[:-2], (pieces[-2][0], pieces[-2][1] + 2), pieces[-1]))
    with pytest.raises(InputError, match="word times do not read back the same"):
        embed(WORDS, path)
    assert path.read_bytes() == before
