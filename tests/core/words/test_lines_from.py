"""Lines out of tokens: contract checks, words and parts of words, recorded answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lrc_studio.core.lyrics import Line, Origin
from lrc_studio.core.words import Token, lines_from
from lrc_studio.providers.suno_answers import parse_words
from tests.core.words.songs import lines, sections, timed


def parts(line: Line) -> list[str]:
    return [word.text for word in line.words]


# ---- contract checks ------------------------------------------------------------------------------------------------


def test_34_the_example_of_the_description() -> None:
    (line,) = lines_from([Token("[Verse]\nWaggin'", 1360, 1790)]).lines
    assert (line.text, line.section, line.start_ms, line.end_ms) == ("Waggin'", "Verse", 1360, 1790)
    assert line.origin is Origin.PROVIDER


def test_42_nothing_sung_is_lost() -> None:
    texts = ("[Verse]\nTere ", "naam\n\n[Chorus]\nOh ", "my\n", "love\nyou ", "are\n", "here\n\nand ", "gone\n\n")
    reading = lines_from(timed(*texts))
    assert sections(reading) == [
        ("Verse", "Tere naam"),
        ("Chorus", "Oh my"),
        (None, "love"),
        (None, "you are"),
        (None, "here"),
        (None, "and gone"),
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("Count ", "me ", "in\n\n(", "Chorus)\n", "Hold ", "on"),
        ("Count ", "me ", "in\n\n[", "Chorus]\n", "Hold ", "on"),
        ("Count ", "me ", "in (\n", "Chorus)\n", "Hold ", "on"),
        ("Count ", "me ", "in\n(", "Cho", "rus", ")\n", "Hold ", "on\n("),
        ("Count ", "me ", "in\n[Chorus", "\n2]\n", "Hold ", "on"),
    ],
)
def test_43_split_headings_leave_no_bracket_behind(texts: tuple[str, ...]) -> None:
    reading = lines_from(timed(*texts))
    assert [line.text for line in reading.lines] == ["Count me in", "Hold on"]
    assert (reading.lines[1].section or "").startswith("Chorus")


def test_44_odd_times_are_told_and_texts_stay_in_order() -> None:
    odd = [
        Token("a ", 5000, 5000),
        Token("b ", -500, 200),
        Token("c\n", 5200, 5600),
        Token("d ", 5500, 5900),
        Token("e ", 5400, 5300),
        Token("f ", None, None),
        Token("g ", 10**12, 1),
        Token("h\n", 6000, 40_000),
    ]
    reading = lines_from(odd)
    assert [line.text for line in reading.lines] == ["a b c", "d e f g h"]
    kinds = (
        "did not place 2",
        "out of order",
        "ended before",
        "without any length",
        "on into the next",
        "stretched over",
    )
    assert all(any(kind in doubt for doubt in reading.doubts) for kind in kinds)
    assert reading.lines[1].end_ms is not None
    assert reading.lines[1].end_ms < 10_000


# ---- words ----------------------------------------------------------------------------------------------------------


def test_parts_of_words_keep_their_own_times() -> None:
    (line,) = lines_from(timed("We'", "re ", "तु", "म ", "夜风", "吹\n")).lines
    assert parts(line) == ["We'", "re ", "तु", "म ", "夜风", "吹"]
    assert [word.start_ms for word in line.words] == [900, 1200, 1500, 1800, 2100, 2400]


def test_parts_without_length_join_their_word() -> None:
    tokens = [Token("तु", 1000, 1000), Token("म ", 1000, 1400), Token("सा", 1400, 1900), Token("थ\n", 1900, 1900)]
    reading = lines_from([*tokens, Token("हम", 3000, 3000)])
    assert [parts(line) for line in reading.lines] == [["तुम ", "साथ"], ["हम"]]
    assert (reading.lines[0].words[0].start_ms, reading.lines[0].words[0].end_ms) == (1000, 1400)
    assert reading.lines[1].end_ms == 3020
    assert reading.doubts == ("3 words came without any length (lines 1, 2).",)


def test_words_of_one_token_share_its_time() -> None:
    reading = lines_from(
        [Token("tinsel’s gleam\n", 1000, 2200), Token("Solo - ", 2200, 2500), Token("end", 2500, 2800)]
    )
    assert [parts(line) for line in reading.lines] == [["tinsel’s ", "gleam"], ["Solo - ", "end"]]
    first, second = reading.lines[0].words
    assert (first.start_ms, first.end_ms, first.origin, first.confidence) == (1000, 1700, Origin.PROVIDER, None)
    assert (second.start_ms, second.end_ms, second.origin) == (1700, 2200, Origin.INTERPOLATED)
    assert (second.confidence or 1) < 0.65
    assert reading.doubts == (
        "1 word came in one piece with others; the times inside such a piece are estimates (line 1).",
    )


def test_signs_without_a_word_go_to_a_neighbour() -> None:
    reading = lines_from(timed("“", "Hello", "” ", "- ", "you\n(", "ooh)\n", "♪ ", "la\n", "...\n"))
    assert [parts(line) for line in reading.lines] == [["“Hello” - ", "you"], ["(ooh)"], ["♪ ", "la"], ["..."]]


def test_a_blank_at_the_front_of_a_token_belongs_to_the_word_before() -> None:
    assert [parts(line) for line in lines_from(timed(" love", " you", "\nme")).lines] == [["love ", "you"], ["me"]]


def test_odd_signs() -> None:
    texts = (
        "👩‍🎤 ",
        "e\u0301toile ",
        "&amp; ",
        "<b>x</b>",
        "\r",
        "\nze\u200bro\ufeff ",
        "nul\x00\x07",
        "be",
        "\u0301\n",
        "يا\u200cعالم \ud800",
    )
    assert lines(*texts) == ["👩‍🎤 étoile &amp; <b>x</b>", "zero nulbé", "يا\u200cعالم \ufffd"]


def test_words_without_blanks_get_them() -> None:
    reading = lines_from(timed("Woke", "up,", "my", "(sleepy)", "house\n", "Go"))
    assert [line.text for line in reading.lines] == ["Woke up, my (sleepy) house", "Go"]
    assert "blanks" in reading.doubts[0]
    assert lines("夜风", "轻轻", "吹\n", "花开\n", "花落\n") == ["夜风轻轻吹", "花开", "花落"]


# ---- recorded -------------------------------------------------------------------------------------------------------

RECORDED = {
    "c01": [("Verse", "Paper lanterns drift away")],
    "c06": [("Verse 1", "Count me in"), ("Pre-Chorus", "Hold on tight!"), ("Repeat Chorus / Outro", "Hold on")],
    "c08": [("Chorus", "Open the window (let it in)"), (None, "(ooh, ooh)")],
    "c11": [(None, "Woke up in a paper house Nobody called")],
    "c12": [("主歌", "夜风轻轻吹"), (None, "さくらが 咲く"), (None, "별빛 아래")],
    "c14": [(None, "👩‍🎤 étoile &amp; <b>bold</b> tab\there"), (None, "zero nulbell")],
    "c15": [(None, "Go, go, go!"), (None, "Go, go, go!")],
    "c17": [(None, "a b")],
    "c18": [(None, "la")],
}


@pytest.mark.parametrize("name", RECORDED)
def test_recorded_answers(shared: Path, name: str) -> None:
    (path,) = (shared / "payloads").glob(f"{name}*.json")
    reading = lines_from(parse_words(json.loads(path.read_text("utf-8"))["body"]["data"]).tokens)
    assert sections(reading) == RECORDED[name]
    assert all(line.start_ms is not None for line in reading.lines)
