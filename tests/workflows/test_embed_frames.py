"""Lyrics in ID3 frames: versions, encodings, languages, descriptors, and what lives beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mutagen import id3
from mutagen.aiff import AIFF
from mutagen.mp3 import MP3
from mutagen.wave import WAVE

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.workflows.embed import EmbedOptions, embed, lyrics_in, remove
from tests.workflows.tagged_songs import LINES, TEXT, WORDS, make_song


@pytest.fixture
def song(tmp_path: Path) -> Callable[[str], Path]:
    return lambda suffix: make_song(tmp_path, suffix)


def test_what_mutagen_finds_in_an_mp3(song: Callable[[str], Path]) -> None:
    path = song("mp3")
    embed(WORDS, path)
    tags = MP3(path).tags
    (text,), (words,) = tags.getall("USLT"), tags.getall("SYLT")
    assert (text.lang, text.desc, text.text) == ("jpn", "", TEXT)
    assert (words.lang, words.desc, words.format, words.type) == ("jpn", "", 2, 1)
    assert words.text[:3] == [("\nHold ", 1234), ("", 1500), ("on ", 1600)]


@pytest.mark.parametrize("kind", [MP3, WAVE, AIFF])
@pytest.mark.parametrize(("version", "encoding", "text"), [(3, 1, "灯台"), (3, 0, "Été"), (4, 3, "灯台")])
def test_frames_keep_their_version_and_have_its_encodings(
    song: Callable[[str], Path], kind: type, version: int, encoding: int, text: str
) -> None:
    path = song({MP3: "mp3", WAVE: "wav", AIFF: "aiff"}[kind])
    file = kind(path)
    if file.tags is None:
        file.add_tags()
    file.tags.add(id3.TDRC(3, ["2001-02-03"]))
    file.tags.add(id3.TPE1(3, ["A", "B"]))
    if version == 3:
        file.tags.update_to_v23()
    file.save(v2_version=version, v23_sep=None)
    embed(Lyrics((Line(text, 1000),)), path)
    tags = kind(path, translate=False).tags
    assert tags.version == (2, version, 0)
    assert tags["TPE1"].text == ["A", "B"]
    assert ("TYER" in tags, "TDRC" in tags) == (version == 3, version == 4)
    assert (tags.getall("USLT")[0].encoding, tags.getall("SYLT")[0].encoding) == (encoding, encoding)
    assert tags.getall("SYLT")[0].text == [(text, 1000)]


def test_the_oldest_tags_live_on(song: Callable[[str], Path]) -> None:
    path = song("mp3")
    id3.delete(path)
    path.write_bytes(path.read_bytes() + b"TAG" + b"Old title".ljust(30, b" ") + bytes(94) + b"\x11")
    last = path.read_bytes()[-128:]
    embed(LINES, path)
    assert path.read_bytes()[-128:] == last
    assert id3.ID3(path, load_v1=False)["TIT2"].text == ["Old title"]
    embed(WORDS, path)
    remove(path)
    assert path.read_bytes()[-128:] == last


def test_frames_of_version_2_2_become_2_3(song: Callable[[str], Path]) -> None:
    path = song("mp3")
    id3.delete(path)
    title = b"TT2" + b"\x00\x00\x06" + b"\x00Title"
    path.write_bytes(b"ID3\x02\x00\x00\x00\x00\x00" + bytes([len(title)]) + title + path.read_bytes())
    embed(LINES, path)
    tags = id3.ID3(path, translate=False)
    assert (tags.version, tags["TIT2"].text) == ((2, 3, 0), ["Title"])


def frames(path: Path) -> set[tuple[str, str, str, str]]:
    return {(each.place, each.language, each.descriptor, each.text[:9]) for each in lyrics_in(path) if each.text}


def test_lyrics_in_other_languages_and_with_descriptors_stay(song: Callable[[str], Path]) -> None:
    path = song("mp3")
    tags = id3.ID3(path)
    for lang, desc in (("eng", ""), ("XXX", ""), ("ger", ""), ("eng", "notes")):
        tags.add(id3.USLT(3, lang, desc, f"{lang}{desc}"))
    tags.add(id3.SYLT(3, "eng", 2, 1, "", [("stale", 1)]))
    tags.add(id3.TXXX(3, "LYRICS", ["stale"]))
    tags.save(path)
    done = embed(LINES, path, EmbedOptions("txt", synced=False, language="en"))
    assert frames(path) == {
        ("USLT", "eng", "", "One\nTwo"), ("USLT", "ger", "", "ger"), ("USLT", "eng", "notes", "engnotes"),
    }  # fmt: skip
    assert {entry.named for entry in done.kept} == {"USLT (ger)", "USLT (eng, notes)"}
    assert not id3.ID3(path).getall("SYLT")
    assert len(remove(path)) == 3
    assert lyrics_in(path) == ()


def test_without_a_word_on_the_language_it_stays_that_of_the_lyrics_there(song: Callable[[str], Path]) -> None:
    path = song("mp3")
    embed(LINES, path)
    assert {entry.language for entry in lyrics_in(path)} == {"XXX"}
    embed(LINES, path, EmbedOptions(language="spa"))
    embed(LINES.with_tag("ti", "New"), path)
    assert {entry.language for entry in lyrics_in(path)} == {"spa"}
    assert len(lyrics_in(path)) == 2


def test_chords_in_the_same_language_stay_beside_the_words(song: Callable[[str], Path]) -> None:
    path = song("mp3")
    tags = id3.ID3(path)
    tags.add(id3.SYLT(3, "eng", 2, 5, "", [("Am", 0)]))
    tags.save(path)
    for _ in range(2):
        embed(WORDS, path, EmbedOptions(language="eng"))
        found = {(frame.type, frame.desc) for frame in id3.ID3(path).getall("SYLT")}
        assert found == {(5, ""), (1, "Lyrics")}
    remove(path)
    assert [frame.text for frame in id3.ID3(path).getall("SYLT")] == [[("Am", 0)]]


def test_lyrics_without_times_take_the_place_of_those_with(song: Callable[[str], Path]) -> None:
    path = song("mp3")
    embed(WORDS, path)
    embed(Lyrics((Line("Only words"),)), path, EmbedOptions(language="jpn"))
    assert frames(path) == {("USLT", "jpn", "", "Only word")}
    assert len(lyrics_in(path)) == 1
