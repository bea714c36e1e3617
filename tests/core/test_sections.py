"""Headings and repeat marks, as lyric sheets write them."""

from __future__ import annotations

import pytest

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.core.sections import expand_repeats, heading_of, lift_headings, repeat_of


def sheet(*texts: str) -> Lyrics:
    return Lyrics(tuple(Line(text) for text in texts))


def texts(lyrics: Lyrics) -> list[str]:
    return [line.text for line in lyrics.lines]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("[Chorus]", "Chorus"),
        (" [Verse 2: Ann] ", "Verse 2: Ann"),
        ("[Chorus x2]", "Chorus x2"),
        ("(Chorus)", "Chorus"),
        ("(Guitar solo)", "Guitar solo"),
        ("(Verse 2 - Ann)", "Verse 2 - Ann"),
        ("Verse 2:", "Verse 2"),
        ("Chorus (x2):", "Chorus (x2)"),
        ("Estribillo:", "Estribillo"),
        ("(ooh)", None),
        ("(Hook me up)", None),
        ("Bridge over troubled water", None),
        ("chorus", None),
        ("[x2]", None),
        ("[00:12.00]", None),
        ("", None),
    ],
)
def test_a_heading_is_told_from_words_to_sing(text: str, label: str | None) -> None:
    assert heading_of(text) == label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La la (x2)", ("La la", 2)),
        ("La la x3", ("La la", 3)),
        ("La la (2x)", ("La la", 2)),
        ("La la [x2]", ("La la", 2)),
        ("La la ×4", ("La la", 4)),
        ("x2", ("", 2)),
        ("La la box2", ("La la box2", 1)),
        ("Malcolm x", ("Malcolm x", 1)),
        ("La la (x0)", ("La la (x0)", 1)),
        ("La la (x99)", ("La la (x99)", 1)),
    ],
)
def test_a_repeat_mark_is_read(text: str, expected: tuple[str, int]) -> None:
    assert repeat_of(text) == expected


def test_headings_become_the_section_of_the_next_sung_line() -> None:
    lifted = lift_headings(sheet("[Intro]", "[Verse 1]", "", "One", "Two", "[Chorus]", "Three", "[Outro]"))
    assert texts(lifted) == ["", "One", "Two", "Three"]
    assert [line.section for line in lifted.lines] == [None, "Verse 1", None, "Chorus"]


def test_a_section_that_stands_is_kept() -> None:
    lifted = lift_headings(Lyrics((Line("[Chorus]"), Line("One", section="Refrain"))))
    assert lifted.lines == (Line("One", section="Refrain"),)


def test_repeats_are_written_out_without_the_mark() -> None:
    line = Line(
        "La la (x3)", 1000, 2000, (Word("La ", 1000), Word("la ", 1500), Word("(x3)")), section="Chorus", locked=True
    )
    out = expand_repeats(Lyrics((line, Line("End", 9000)))).lines
    assert [one.text for one in out] == ["La la", "La la", "La la", "End"]
    assert (out[0].start_ms, out[0].section, out[0].locked, out[0].words) == (1000, "Chorus", True, ())
    assert all((one.start_ms, one.section, one.locked) == (None, None, False) for one in out[1:3])
    assert out[3] == Line("End", 9000)


def test_a_mark_alone_repeats_the_line_before() -> None:
    assert texts(expand_repeats(sheet("One", "(x2)", "[Chorus x2]"))) == ["One", "One", "[Chorus x2]"]


def test_plain_lyrics_stay_the_same_value() -> None:
    plain = sheet("One", "", "Two words")
    assert lift_headings(plain) == plain
    assert expand_repeats(plain) == plain


@pytest.mark.parametrize(
    "text",
    [
        "[" + "a" * 4000,
        "[ a" + " " * 4000 + "b",
        "(chorus: " + " " * 4000,
        "Oh" + " " * 4000 + "oh",
        "[a]" * 1500,
    ],
)
def test_long_rows_that_nearly_fit_are_lyrics(text: str) -> None:
    assert heading_of(text) is None
    assert repeat_of(text) == (text, 1)
