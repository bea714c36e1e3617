"""WebVTT: what browsers and players agree on, words as marks, and what comes back of what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import WriteOptions, detect
from lrc_studio.formats.vtt import read, write
from tests.formats.sung_lines import sung_lyrics

CUE = "WEBVTT\n\n00:01.000 --> 00:03.000\n"


def cues(text: str) -> list[tuple[int | None, int | None, str]]:
    return [(line.start_ms, line.end_ms, line.text) for line in read(text).lyrics.lines]


@pytest.mark.shared
def test_every_case_of_the_corpus(shared: Path) -> None:
    for case in json.loads((shared / "corpus" / "vtt.json").read_text("utf-8"))["cases"]:
        wanted = [(cue["start_ms"], cue["end_ms"], cue["text"]) for cue in case["expect"]["cues"]]
        assert cues(case["input"]) == wanted, case["id"]
        assert detect("", case["input"]).id == "vtt", case["id"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (CUE + "one\ntwo\n\nnot sung: no times\n", [(1000, 3000, "one two")]),
        (
            CUE.replace("\n", "\r\n") + "one\r\n\r\nname\r\n00:03.000 --> 00:04.000\r\ntwo",
            [(1000, 3000, "one"), (3000, 4000, "two")],
        ),
        ("WEBVTT\nname\n00:01.000 --> 00:03.000 line:0\none", [(1000, 3000, "one")]),
        (
            "WEBVTT\n\nNOTE a\nb\n\nSTYLE\n::cue { }\n\nREGION\nid:a\n\n1\n100:00:01.0 --> 100:00:02.000\none",
            [(360_001_000, 360_002_000, "one")],
        ),
        (CUE + "R&amp;B &lt;3 &#233;&nbsp;x &copy &unknown;", [(1000, 3000, "R&B <3 é\xa0x &copy &unknown;")]),
        (CUE + "<b>one</b> <ruby>漢<rt>kan</rt></ruby><lang en>x</lang>", [(1000, 3000, "one 漢x")]),
        (CUE + "a --> b\n", [(1000, 3000, "a --> b")]),
        (CUE + "\n00:03.000 --> 00:04.000\ntwo", [(1000, 3000, ""), (3000, 4000, "two")]),
    ],
)
def test_reading(text: str, wanted: list[tuple[int, int, str]]) -> None:
    timed = [cue for cue in cues(text) if cue[0] is not None]
    assert timed == wanted


def test_times_with_a_comma_are_none_but_their_text_is_not_lost() -> None:
    reading = read(CUE + "one\n\n00:00:03,000 --> 00:00:04,000\ntwo &amp; three\n")
    assert [(line.start_ms, line.text) for line in reading.lyrics.lines] == [(None, "two & three"), (1000, "one")]
    assert len(reading.warnings) == 1


def test_marks_are_word_times() -> None:
    (line,) = read(CUE + "<v.loud Ann &amp; Bo>wa <00:01.500><c>wb</c><00:02.000><00:00:02.250> wc</v>").lyrics.lines
    assert line.voice == "Ann & Bo"
    assert line.words == (Word("wa ", 1000, 1500), Word("wb ", 1500, 2000), Word("wc", 2250, 3000))
    assert line.text == "wa wb wc"


def test_a_class_is_background() -> None:
    (line,) = read(CUE + "<c.background.x>(oh)</c>").lyrics.lines
    assert (line.text, line.background) == ("(oh)", True)


def test_writing() -> None:
    lines = (
        Line("wa wb", 1000, 3000, (Word("wa ", 1000, 1400), Word("wb", 1500, 3000)), voice="Ann"),
        Line("R&B --> <3", 3000, 4000, background=True),
        Line("oh", 5000, 6000, (Word("oh", 5000, 6000),)),
    )
    lyrics = Lyrics(lines, (("ti", "A --> <B>"),))
    assert write(lyrics, WriteOptions()) == (
        "WEBVTT\n\nNOTE\n[ti:A --&gt; &lt;B&gt;]\n\n"
        "00:00:01.000 --> 00:00:03.000\n<v Ann>wa <00:00:01.400><00:00:01.500>wb</v>\n\n"
        "00:00:03.000 --> 00:00:04.000\n<c.background>R&amp;B --&gt; &lt;3</c>\n\n"
        "00:00:05.000 --> 00:00:06.000\n<00:00:05.000>oh\n"
    )
    assert read(write(lyrics, WriteOptions())).lyrics == lyrics
    assert "<00:" not in write(lyrics, WriteOptions(words=False))


def test_untimed_lyrics_are_written_as_text() -> None:
    lyrics = Lyrics((Line("a & b"), Line("c")), (("ar", "X"),))
    assert read(write(lyrics, WriteOptions())).lyrics == lyrics


@given(sung_lyrics(1, st.sampled_from(["v1", "Ann & <Bo>", "ü"])))
def test_what_is_written_comes_back(lyrics: Lyrics) -> None:
    assert read(write(lyrics, WriteOptions())).lyrics == lyrics
