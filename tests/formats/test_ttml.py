"""TTML: what Navidrome, AMLL, ttconv and pysubs2 agree on, both ways of counting, and what is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import WriteOptions, detect
from lrc_studio.formats.ttml import read, write
from tests.formats.sung_lines import sung_lyrics


def tt(body: str, head: str = "", attributes: str = "") -> str:
    return f'<tt xmlns="http://www.w3.org/ns/ttml"{attributes}><head>{head}</head><body>{body}</body></tt>'


def lines(body: str, head: str = "", attributes: str = "") -> tuple[Line, ...]:
    return read(tt(body, head, attributes)).lyrics.lines


def told(line: Line, wanted: dict[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {"start_ms": line.start_ms, "end_ms": line.end_ms, "text": line.text}
    if "words" in wanted:
        said["words"] = [{"start_ms": w.start_ms, "end_ms": w.end_ms, "text": w.text.strip()} for w in line.words]
    return said


@pytest.mark.shared
def test_every_case_of_the_corpus(shared: Path) -> None:
    for case in json.loads((shared / "corpus" / "ttml.json").read_text("utf-8"))["cases"]:
        found = read(case["input"]).lyrics.lines
        main = [line for line in found if not line.background]
        behind = [told(line, {"words": ()})["words"] for line in found if line.background]
        for line, wanted in zip(main, case["expect"]["lines"], strict=True):
            wanted["text"] = wanted["text"].replace("\n", " ")  # a line of ours is one row
            # background words are lines of their own here
            asides = [word for word in wanted.get("words", ()) if word.pop("role", "") == "bg"]
            if "words" in wanted:
                wanted["words"] = [word for word in wanted["words"] if word not in asides]
            assert told(line, wanted) == wanted, case["id"]
            assert [word for words in behind for word in words] == asides, case["id"]
        assert detect("", case["input"]).id == "ttml", case["id"]


@pytest.mark.parametrize(
    ("time", "ms"),
    [
        *(("00:01:02.5", 62_500), ("1:02.500", 62_500), ("62.5", 62_500), ("62.5s", 62_500), ("1m", 60_000)),
        *(("500ms", 500), ("0.5h", 1_800_000), ("00:00:04:15", 4600), ("25f", 1000), ("300t", 3000), ("4:99", 339_000)),
        *(("", None), ("soon", None), ("-1s", None), ("１s", None), ("1:2:3:4:5", None)),
    ],
)
def test_times(time: str, ms: int | None) -> None:
    (line,) = lines(f'<p begin="{time}">x</p>', attributes=' ttp:frameRate="25" ttp:tickRate="100"')
    assert line.start_ms == ms


def test_words_and_blanks() -> None:
    (line,) = lines(
        '<p begin="1s" end="5s">\n <span begin="1s" end="2s">wa</span><span begin="2s" end="3s">wb </span>\n'
        '<span begin="3s"><span tts:color="red">wc</span></span>,</p>'
    )
    assert line.words == (Word("wa", 1000, 2000), Word("wb ", 2000, 3000), Word("wc", 3000), Word(","))
    assert (line.text, line.end_ms) == ("wawb wc,", 5000)


def test_times_that_count_from_the_element_around_them() -> None:
    reading = read(
        tt(
            '<div begin="10s"><p begin="1s" end="3s"><span begin="0s" end="1s">a</span>'
            '<span begin="1s" end="2s">b</span></p></div>'
        )
    )
    (line,) = reading.lyrics.lines
    assert (line.start_ms, line.end_ms) == (11_000, 13_000)
    assert [(word.start_ms, word.end_ms) for word in line.words] == [(11_000, 12_000), (12_000, 13_000)]
    assert len(reading.warnings) == 1
    (line,) = lines('<div begin="10s" end="20s"><p begin="11s" dur="2s"><span begin="12s" end="13s">a</span></p></div>')
    assert (line.start_ms, line.end_ms, line.words[0].start_ms) == (11_000, 13_000, 12_000)


def test_singers_background_and_side_texts() -> None:
    head = (
        '<metadata><ttm:title>T</ttm:title><ttm:agent xml:id="v1"><ttm:name>Ann</ttm:name></ttm:agent>'
        '<amll:meta key="artists" value="A"/><iTunesMetadata><translations><translation xml:lang="de">'
        '<text for="L1">eins<span ttm:role="x-bg">zwei</span></text></translation><translation>'
        '<text for="L1">uno</text></translation></translations><transliterations><transliteration><text for="L1">'
        '<span begin="1s" end="2s">won</span></text></transliteration></transliterations></iTunesMetadata></metadata>'
    )
    body = (
        '<div itunes:songPart="Verse"><p begin="1s" end="3s" ttm:agent="v1" itunes:key="L1">one'
        '<span ttm:role="x-bg" begin="2s" end="4s">(two)<span ttm:role="x-translation">(deux)</span></span></p>'
        '<p begin="5s" end="6s" ttm:agent="v2">three<span ttm:role="x-roman">drei</span></p></div>'
    )
    reading = read(tt(body, head))
    assert reading.lyrics.tags == (("ti", "T"), ("ar", "A"))
    assert reading.lyrics.lines == (
        Line("one", 1000, 3000, voice="Ann", section="Verse", translation="eins", romanization="won"),
        Line("(two)", 2000, 4000, background=True, translation="(deux)"),
        Line("three", 5000, 6000, voice="v2", romanization="drei"),
    )


def test_ruby_and_metadata_are_not_sung() -> None:
    ruby = '<span tts:ruby="container"><span tts:ruby="base">漢</span><span tts:ruby="text">kan</span></span>'
    (line,) = lines(f'<p begin="1s"><metadata><ttm:desc>no</ttm:desc></metadata>{ruby}<br/>x</p><p begin="2s"> </p>')
    assert line.text == "漢 x"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<tt><p>broken", "damaged at row 1"),
        ('<!DOCTYPE tt [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tt><p>&b;</p></tt>', "entities"),
        ('<!DOCTYPE tt [<!ENTITY a SYSTEM "file:///etc/hostname">]><tt><p>&a;</p></tt>', "entities"),
        ("<tt>" * 300, "nested"),
        ("", "damaged"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(text)


RICH = Lyrics(
    (
        Line(
            "wa wb",
            1000,
            3000,
            (Word("wa ", 1000, 1500), Word("wb", 1500, 2900)),
            "Ann",
            section="A & B",
            translation="<t>",
        ),
        Line("(oh)", 2000, 3500, (Word("(oh)", 2000, 3500),), background=True),
        Line("(ah)", 2500, 3500, background=True, voice="v1"),
        Line("wc", 62_500, 64_000, voice="v1", romanization="wk"),
    ),
    (("ar", 'A "B"'), ("ti", "T"), ("la", "en-GB"), ("x-mood", "calm")),
)


def test_writing_for_apple_and_amll() -> None:
    text = write(RICH, WriteOptions())
    assert 'itunes:timing="Word" xml:lang="en-GB">' in text
    assert '<ttm:agent type="person" xml:id="v2"><ttm:name type="full">Ann</ttm:name></ttm:agent>' in text
    assert (
        '<body>\n<div itunes:song-part="A &amp; B">\n'
        '<p begin="00:00:01.000" end="00:00:03.000" ttm:agent="v2" itunes:key="L1">'
        '<span begin="00:00:01.000" end="00:00:01.500">wa</span> '
        '<span begin="00:00:01.500" end="00:00:02.900">wb</span>'
        '<span ttm:role="x-translation">&lt;t&gt;</span> <span ttm:role="x-bg" begin="00:00:02.000" end="00:00:03.500">'
        '<span begin="00:00:02.000" end="00:00:03.500">(oh)</span></span></p>\n'
    ) in text
    assert '<p begin="00:00:02.500" end="00:00:03.500" ttm:role="x-bg" ttm:agent="v1" itunes:key="L3">(ah)</p>' in text
    assert read(text).lyrics == RICH


def test_writing_lines_alone_for_every_reader() -> None:
    text = write(RICH, WriteOptions(words=False, side_texts=False))
    assert "<span" not in text
    assert 'itunes:timing="Line"' in text
    assert [(line.start_ms, line.text) for line in read(text).lyrics.lines] == [
        (line.start_ms, line.text) for line in RICH.lines
    ]


def test_untimed_lyrics_have_no_times() -> None:
    lyrics = Lyrics((Line("a\x00b"), Line("c")))
    assert [line.text for line in read(write(lyrics, WriteOptions())).lyrics.lines] == ["ab", "c"]


@given(sung_lyrics(1, st.sampled_from(["v1", "v2", "Ann & <Bo>", "ü"]), sides=True))
def test_what_is_written_comes_back(lyrics: Lyrics) -> None:
    assert read(write(lyrics, WriteOptions())).lyrics == lyrics
