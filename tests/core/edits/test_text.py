"""Edits of the text, which keep the times of what is still there."""

from __future__ import annotations

import pytest

from lrc_studio.core import edits
from lrc_studio.core.lyrics import Line, Lyrics, Word


def worded(*tokens: str, locked: bool = False) -> Line:
    words = tuple(Word(token, place * 100, place * 100 + 100) for place, token in enumerate(tokens))
    return Line("".join(tokens), 0, len(tokens) * 100, words, locked=locked)


def retimed(line: Line, text: str) -> list[tuple[str, int | None]]:
    new = edits.set_text(Lyrics((line,)), 0, text).lines[0]
    assert new.text == text
    return [(word.text, word.start_ms) for word in new.words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hold on very tight", [("hold ", 0), ("on ", 100), ("very ", None), ("tight", 200)]),
        ("on tight", [("on ", 100), ("tight", 200)]),
        ("hold on", [("hold ", 0), ("on", 100)]),
        ("Hold on tite", [("Hold ", 0), ("on ", 100), ("tite", 200)]),
        ("hold under tight", [("hold ", 0), ("under ", None), ("tight", 200)]),
        ("hold  on\u3000tight", [("hold  ", 0), ("on\u3000", 100), ("tight", 200)]),
        ("something else", []),
        ("", []),
    ],
)
def test_words_that_stay_keep_their_times(text: str, words: list[tuple[str, int | None]]) -> None:
    assert retimed(worded("hold ", "on ", "tight"), text) == words


def test_syllables_keep_their_times_around_the_change() -> None:
    line = worded("won", "der", "ful ", "day")
    assert retimed(line, "wonderful night") == [("won", 0), ("der", 100), ("ful ", 200), ("night", None)]
    assert retimed(line, "wonda'ful day") == [("won", 0), ("da'", 100), ("ful ", 200), ("day", 300)]


def test_a_line_without_blanks_keeps_its_characters_times() -> None:
    assert retimed(worded("愛", "し", "て", "る"), "愛してた") == [("愛", 0), ("し", 100), ("て", 200), ("た", 300)]
    assert retimed(worded("愛", "し", "て"), "愛してます") == [("愛", 0), ("し", 100), ("て", 200), ("ます", None)]


def test_no_time_is_given_to_two_words() -> None:
    assert retimed(worded("lalo ", "lalo"), "lali lali lali") == [("lali ", 0), ("lali ", 100), ("lali", None)]


def test_a_word_of_several_pieces_stays_one() -> None:
    assert retimed(worded("New York ", "nights"), "my New York nights") == [
        ("my ", None),
        ("New York ", 0),
        ("nights", 100),
    ]


def test_line_breaks_become_blanks_and_line_times_stay() -> None:
    line = edits.set_text(Lyrics((Line("a", 500, 900),)), 0, "b\r\nc").lines[0]
    assert (line.text, line.start_ms, line.end_ms, line.words) == ("b c", 500, 900, ())


SONG = Lyrics(
    (
        Line("First line of all", 1000, section="Verse"),
        Line("Second line here", 2000, locked=True),
        Line("", 2500),
        Line("La la la", 3000, section="Chorus"),
        Line("La la la", 4000),
    )
)


def test_a_raw_edit_keeps_the_times_of_unchanged_and_reworded_lines() -> None:
    text = "First line of all\nSecond lines here\nA new one\n\nLa la la\nLa la la\n"
    lines = edits.replace_text(SONG, text).lines
    assert [(line.text, line.start_ms) for line in lines] == [
        ("First line of all", 1000),
        ("Second lines here", 2000),
        ("A new one", None),
        ("", 2500),
        ("La la la", 3000),
        ("La la la", 4000),
    ]


def test_a_section_label_survives_its_first_line() -> None:
    lines = edits.replace_text(SONG, "Second line here\n\nLa la la\nLa la la").lines
    assert [line.section for line in lines] == ["Verse", None, "Chorus", None]


def test_other_lyrics_are_not_timed_and_nothing_leaves_nothing() -> None:
    other = edits.replace_text(SONG, "Wholly different\r\nwords\rand rows")
    assert [(line.text, line.start_ms) for line in other.lines] == [
        ("Wholly different", None),
        ("words", None),
        ("and rows", None),
    ]
    assert edits.replace_text(SONG, "").lines == ()
    assert edits.replace_text(Lyrics(), "a\n\nb").lines == (Line("a"), Line(""), Line("b"))


def test_side_texts_are_trimmed_and_blank_ones_removed() -> None:
    lyrics = edits.set_translation(SONG, 0, " Erste\nZeile ")
    assert lyrics.lines[0].translation == "Erste Zeile"
    assert edits.set_translation(lyrics, 0, "") == SONG
