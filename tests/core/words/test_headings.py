"""Headings, directions and backing vocals among the tokens of a song."""

from __future__ import annotations

import pytest

from lrc_studio.core.words import Reading, lines_from
from tests.core.words.songs import lines, sections, timed


def test_headings_of_all_kinds() -> None:
    texts = ("(Verse 1)\n", "Count\n", "Verse 2:\nElon\n", "**[Outro]**\n", "bye\n", "[Припев]\nда\n", "（副歌）\n好\n")
    assert sections(lines_from(timed(*texts))) == [
        ("Verse 1", "Count"),
        ("Verse 2", "Elon"),
        ("Outro", "bye"),
        ("Припев", "да"),
        ("副歌", "好"),
    ]


def test_several_headings_before_a_line_are_all_kept() -> None:
    reading = lines_from(timed("(Repeat ", "Chorus)\n\nOutro:\nHold ", "on\n\n", "[End]"))
    assert sections(reading) == [("Repeat Chorus / Outro", "Hold on")]


@pytest.mark.parametrize(
    "row",
    ["(Guitar strumming soft, romantic)", "(Acoustic guitar solo)", "(piano fades)", "(Drums: slow)", "(Instrumental)"],
)
def test_directions_for_instruments_are_not_sung(row: str) -> None:
    assert lines("la\n", f"{row}\n", "lo\n") == ["la", "lo"]


@pytest.mark.parametrize(
    "row", ["(Drums in my heart)", "(ooh, ooh)", "(Hook me up)", "(Music is my life)", "(repeat after me)"]
)
def test_backing_vocals_are_kept_as_such(row: str) -> None:
    reading = lines_from(timed("la\n", f"{row}\n", "lo (oh ", "oh)\n"))
    assert [(line.text, line.background) for line in reading.lines] == [
        ("la", False),
        (row, True),
        ("lo (oh oh)", False),
    ]


def test_an_instrumental_has_no_lines() -> None:
    assert lines_from(timed("[Instrumental]\n", "[Outro]")) == Reading(())


def test_a_known_heading_in_brackets_beside_words_is_one_and_other_brackets_stay() -> None:
    reading = lines_from(timed("[Verse 1] Walking ", "down\n", "[Oh] yes\n", "love [Chorus]\n", "end [x2]\n"))
    assert sections(reading) == [
        ("Verse 1", "Walking down"),
        (None, "[Oh] yes"),
        (None, "love"),
        ("Chorus", "end [x2]"),
    ]
