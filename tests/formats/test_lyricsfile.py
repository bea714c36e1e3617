"""Lyricsfile: LRCLIB's YAML both ways, and YAML that is none of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import AudioRef, Line, Lyrics, Word
from lrc_studio.core.sections import heading_of
from lrc_studio.formats import WriteOptions, detect
from lrc_studio.formats.lyricsfile import read, write
from tests.formats.drawn import back, spanned_lines, sung_lines

FILE = """\
version: '1.0'
metadata:
  title: Song Title
  artist: "Ann: Band"
  album: 'It''s'
  duration_ms: 245000
  offset_ms: 0
  language: en
  writer: Bob
lines:
  - text: 'Second line'
    start_ms: 2000
    end_ms: 3000
    words:
      - text: Second
        start_ms: 2000
        end_ms: 2400
      - {text: 'line', start_ms: 2400.0}
  - {text: First, start_ms: '1000'}
  - text: |
      in two
      rows
    start_ms: 4000
plain: |
  SONG TITLE

  [Verse]
  First
  (a note)

  [Chorus]
  Second line
  in two rows
"""
ANY_ROW = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=12).map(str.strip)


def test_reading() -> None:
    lyrics = read(FILE).lyrics
    assert lyrics.tags == (("ti", "Song Title"), ("ar", "Ann: Band"), ("al", "It's"), ("la", "en"), ("writer", "Bob"))
    assert lyrics.lines == (
        Line("First", 1000, section="Verse"),
        Line("Second line", 2000, 3000, (Word("Second ", 2000, 2400), Word("line", 2400)), section="Chorus"),
        Line("in two rows", 4000),
    )


def test_without_lines_the_plain_lyrics_are_read() -> None:
    assert read("metadata: {}\nlines: []\nplain: |\n  [Verse]\n  One\n\n  Two\n").lyrics.lines == (
        *(Line("One", section="Verse"), Line("Two")),
    )
    instrumental = read("version: '1.0'\nmetadata:\n  title: T\n  instrumental: true\nlines: []\nplain: ''\n").lyrics
    assert instrumental == Lyrics((), (("ti", "T"), ("au", "instrumental")))
    assert back("lyricsfile", instrumental) == instrumental


def test_an_offset_is_taken_as_in_lrc_and_told() -> None:
    reading = read("metadata: {offset_ms: -250}\nlines:\n- {text: a, start_ms: 5}\n- {text: b, start_ms: -5}\n")
    assert reading.lyrics.offset_ms == -250
    assert [line.start_ms for line in reading.lyrics.lines] == [5, None]
    assert len(reading.warnings) == 2


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "words",
            "- a\n- b\n",
            "a: [",
            "a: &x b\nlines: *x\n",
            "? [a]\n: b\n",
        ),
        *("{" * 5000, "lines: " + "[" * 5000, "- " * 5000, "'", "\tlines: x", "lines: \x00", "other: 1\n"),
        "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)),
    ],
)
def test_what_is_no_lyricsfile(text: str) -> None:
    with pytest.raises(InputError):
        read(text)


def test_a_tag_builds_nothing() -> None:
    text = (
        "metadata: !!python/object/apply:os.getcwd []\nlines:\n- {text: !!python/name:os.sep a, start_ms: !!float 5}\n"
    )
    assert read(text).lyrics == Lyrics((Line("a", 5),))


def test_the_written_file() -> None:
    lyrics = Lyrics(
        (
            Line("la la", 1500, 2500, (Word("la ", 1500, 2000), Word("la", 2000)), voice="Ann", section="Verse"),
            Line("it's 😀", 900),
            Line("note"),
        ),
        (("by", "me"), ("ti", "T"), ("title", "other")),
        offset_ms=500,
        audio=AudioRef("a.mp3", duration_ms=9000),
    )
    assert write(lyrics, WriteOptions()) == (
        "version: '1.0'\nmetadata:\n  title: 'T'\n  artist: ''\n"
        "  duration_ms: 9000\n  instrumental: false\n  by: 'me'\n"
        "lines:\n- text: 'it''s 😀'\n  start_ms: 400\n- text: 'la la'\n  start_ms: 1000\n  end_ms: 2000\n  words:\n"
        "  - text: 'la '\n    start_ms: 1000\n    end_ms: 1500\n  - text: 'la'\n    start_ms: 1500\n"
        "plain: |\n  it's 😀\n\n  [Verse]\n  la la\n"
    )
    assert read(write(lyrics, WriteOptions(keep_offset=True))).lyrics.offset_ms == 500


@given(
    sung_lines() | spanned_lines(),
    st.dictionaries(st.sampled_from(["ti", "ar", "al", "la", "x"]), ANY_ROW.filter(bool)),
)
def test_words_ends_and_tags_come_back_to_the_ms(lines: tuple[Line, ...], tags: dict[str, str]) -> None:
    tags = {key: " ".join(value.split()) for key, value in tags.items()}
    again = back("lyricsfile", Lyrics(lines))
    assert again.lines == lines
    told = dict(back("lyricsfile", Lyrics(lines, tuple(tags.items()))).tags)
    assert told.keys() == {key for key, value in tags.items() if value}


@given(st.lists(st.tuples(ANY_ROW, st.none() | st.sampled_from(["Verse 1", "Refrain"])), max_size=6))
def test_sections_travel_in_the_plain_lyrics(rows: list[tuple[str, str | None]]) -> None:
    rows = [(text, section) for text, section in rows if text and heading_of(text) is None]
    lines = tuple(Line(text, number * 1000, section=section) for number, (text, section) in enumerate(rows))
    again = back("lyricsfile", Lyrics(lines))
    assert [(line.text, line.section) for line in again.lines] == rows


@pytest.mark.parametrize("name", ["", "a.txt", "a.yaml", "a.lrc"])
def test_it_is_known_by_its_fields(name: str) -> None:
    assert detect(name, FILE).id == "lyricsfile"
