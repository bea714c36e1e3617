"""SubRip: what players agree on, and what comes back of what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import WriteOptions, by_id, detect
from lrc_studio.formats.losses import losses
from lrc_studio.formats.srt import read, write
from tests.formats.test_properties import row_texts

TWO = "1\n00:00:01,000 --> 00:00:02,500\none\n\n2\n00:00:02,500 --> 00:00:04,000\ntwo\n"


def cues(text: str) -> list[tuple[int | None, int | None, str]]:
    return [(line.start_ms, line.end_ms, line.text) for line in read(text).lyrics.lines]


@pytest.mark.shared
def test_every_case_of_the_corpus(shared: Path) -> None:
    for case in json.loads((shared / "corpus" / "srt.json").read_text("utf-8"))["cases"]:
        wanted = [
            (cue["start_ms"], cue["end_ms"], " ".join(cue["text"].split()))  # a line of ours is one row
            for cue in case["expect"]["cues"]
        ]
        assert cues(case["input"]) == wanted, case["id"]
        assert detect("", case["input"]).id == "srt", case["id"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (TWO, [(1000, 2500, "one"), (2500, 4000, "two")]),
        (TWO.replace("\n", "\r\n"), [(1000, 2500, "one"), (2500, 4000, "two")]),
        ("\ufeff" + TWO.rstrip(), [(1000, 2500, "one"), (2500, 4000, "two")]),
        ("1:02,5->1:03.25 X1:10 X2:20\nx", [(62_500, 63_250, "x")]),
        (
            "1\n00:00:01,000 --> 00:00:02,000\n99\n\n2\n00:00:03,000 --> 00:00:04,000\n7\n",
            [(1000, 2000, "99"), (3000, 4000, "7")],
        ),
        ("00:00:02,000 --> 00:00:01,000\nx\n", [(2000, None, "x")]),
        (
            '1\n00:00:01,0 --> 00:00:02,0\n{\\an8}<i>a</i> <font color="red">b</font>\n<3 {c}\n',
            [(1000, 2000, "a b <3 {c}")],
        ),
        ("100:00:00,000 --> 100:00:01,000\nx", [(360_000_000, 360_001_000, "x")]),
        ("only words\nto sing", [(None, None, "only words"), (None, None, "to sing")]),
    ],
)
def test_reading(text: str, wanted: list[tuple[int | None, int | None, str]]) -> None:
    assert cues(text) == wanted


def test_cues_are_sorted_and_the_order_of_the_file_is_known() -> None:
    reading = read("00:00:03,000 --> 00:00:04,000\nb\n\n00:00:01,000 --> 00:00:02,000\na\n")
    assert [line.text for line in reading.lyrics.lines] == ["a", "b"]
    assert reading.unsorted is not None
    assert [line.text for line in reading.unsorted.lines] == ["b", "a"]
    assert read(TWO).unsorted is None


def test_a_cue_that_ends_before_it_begins_is_told() -> None:
    assert len(read("00:00:02,000 --> 00:00:01,000\nx\n").warnings) == 1


def test_writing_fills_the_ends() -> None:
    lines = (
        Line("a", 1000),
        Line("b", 1000, words=(Word("b", 1000, 1400),)),
        Line("", 3000),
        Line("c", 5000, 5600),
        Line("d", 7_200_000),
    )
    assert write(Lyrics(lines, offset_ms=1000), WriteOptions()) == (
        "1\n00:00:00,000 --> 00:00:02,000\na\n\n2\n00:00:00,000 --> 00:00:00,400\nb\n\n"
        "3\n00:00:04,000 --> 00:00:04,600\nc\n\n4\n01:59:59,000 --> 02:00:03,000\nd\n"
    )


def test_untimed_lyrics_are_written_as_text_and_among_timed_ones_named() -> None:
    assert write(Lyrics((Line("a"), Line("b"))), WriteOptions()) == "a\nb\n"
    assert losses(Lyrics((Line("a", 1, 2), Line("b"))), by_id("srt")) == (("untimed line", 1),)


@given(
    st.lists(st.tuples(st.integers(0, 500_000_000), st.integers(1, 90_000), row_texts.filter(bool))),
    st.sampled_from(["", "<i>", "{\\an8}", "</font>", "<b x>", "a < b > c", "<spoken>", "<>", "<<b>>"]),
)
def test_what_is_written_comes_back(rows: list[tuple[int, int, str]], odd: str) -> None:
    lines = [Line(f"{text} {odd}x", start, start + length) for start, length, text in sorted(rows)]
    assert read(write(Lyrics(tuple(lines)), WriteOptions())).lyrics.lines == tuple(lines)


def test_what_players_take_for_a_tag_is_broken_by_a_sign_that_nobody_sees() -> None:
    lines = [
        Line(text, 0, 1) for text in ("a < b > c", "<spoken>", "</i> <>", "{\\an8}", "I <3 you", "< é >", "{sure}")
    ]
    rows = write(Lyrics(tuple(lines)), WriteOptions()).split("\n")[2::4]
    assert rows == [
        *("a <\u200b b > c", "<\u200bspoken>", "<\u200b/i> <\u200b>", "{\u200b\\an8}", "I <3 you", "< é >", "{sure}"),
    ]


def test_an_end_that_is_no_later_than_its_start_is_none() -> None:
    assert write(Lyrics((Line("a", 1000, 1000), Line("b", 3000, 2000))), WriteOptions()) == (
        "1\n00:00:01,000 --> 00:00:03,000\na\n\n2\n00:00:03,000 --> 00:00:07,000\nb\n"
    )
