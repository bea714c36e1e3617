"""Lyrics in real songs of every kind: they read back the same, and nothing else in the file changed."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import mutagen
import pytest
from mutagen import flac, id3, mp4
from mutagen.aiff import AIFF
from mutagen.mp3 import MP3
from mutagen.wave import WAVE

from lrc_studio.audio.stream_digest import stream_digest
from lrc_studio.core.errors import InputError, UsageError
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.workflows.embed import FRAMED, TAGGED, EmbedOptions, embed, extract, lyrics_in, remove
from tests.audio.songs import VORBIS_CLICK, tone, write_song

WORDS = Lyrics(
    (
        Line("Hold on tight", 1234, 2800, (Word("Hold ", 1234, 1500), Word("on ", 1600, 2000), Word("tight", 2000))),
        Line("", 2901),
        Line("灯台の火 🔥", 3003),
        Line("שלום", 5003, 5601, (Word("שלום", 5107, 5601),)),
    ),
    tags=(("ti", "Harbour Lights"), ("la", "ja")),
)
LINES = Lyrics((Line("One", 1000), Line("Two", 2500)))
TEXT = "[ti:Harbour Lights]\n[la:ja]\n[00:01.23]Hold on tight\n[00:02.90]\n[00:03.00]灯台の火 🔥\n[00:05.00]שלום"
PLAIN = "Hold on tight\n\n灯台の火 🔥\nשלום"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)
SUFFIXES = ("mp3", "wav", "aiff", "tta", "flac", "oga", "ogg", "opus", "m4a", "mp4")


@pytest.fixture
def song(tmp_path: Path) -> Callable[[str], Path]:
    def made(suffix: str) -> Path:
        path = tmp_path / f"My song.{suffix}"
        if suffix == "ogg":
            path.write_bytes(VORBIS_CLICK.read_bytes())
            return path
        return write_song(path, tone(0.4, 48_000 if suffix == "opus" else 44_100), video=suffix == "mp4")

    return made


def tag(path: Path) -> None:
    """Give a song a title, a cover and something odd."""
    file = mutagen.File(path)
    if file.tags is None:
        file.add_tags()
    if hasattr(file.tags, "getall"):
        odd = id3.PRIV("somebody", b"\x00\xff"), id3.TPE1(3, ["A", "B"]), id3.POPM("me", 255, 3)
        chords = id3.SYLT(3, "eng", 2, 5, "chords", [("Am", 0)])
        for frame in (id3.TIT2(3, ["Ön the Hill"]), id3.APIC(3, "image/png", 3, "front", PNG), chords, *odd):
            file.tags.add(frame)
    elif isinstance(file, mp4.MP4):
        file["\xa9nam"], file["covr"], file["trkn"] = "Ön the Hill", [mp4.MP4Cover(PNG, 14)], [(3, 12)]
        file["----:com.apple.iTunes:MOOD"] = [mp4.MP4FreeForm(b"calm", 1)]
    else:
        file["title"], file["artist"] = "Ön the Hill", ["A", "B"]
        if isinstance(file, flac.FLAC):
            picture = flac.Picture()
            picture.data, picture.type, picture.mime = PNG, 3, "image/png"
            file.add_picture(picture)
    file.save()


def others(path: Path) -> object:
    """All tags but lyrics, as mutagen alone reads them."""
    file = mutagen.File(path)
    if hasattr(file.tags, "getall"):
        lyrics = ("USLT", "SYLT::", "TXXX:LYRICS")
        return sorted((key, repr(frame)) for key, frame in file.tags.items() if not key.startswith(lyrics))
    lyric_keys = {"\xa9lyr", "lyrics", "unsyncedlyrics"}
    kept = {key: value for key, value in dict(file.tags).items() if key.lower() not in lyric_keys}
    return kept, [picture.data for picture in getattr(file, "pictures", ())]


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


def test_what_mutagen_finds_in_an_mp3(song: Callable[[str], Path]) -> None:
    path = song("mp3")
    embed(WORDS, path)
    tags = MP3(path).tags
    (text,), (words,) = tags.getall("USLT"), tags.getall("SYLT")
    assert (text.lang, text.desc, text.text) == ("jpn", "", TEXT)
    assert (words.lang, words.desc, words.format, words.type) == ("jpn", "", 2, 1)
    assert words.text[:3] == [("\nHold ", 1234), ("", 1500), ("on ", 1600)]


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
        del self.tags["TIT2"]
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
