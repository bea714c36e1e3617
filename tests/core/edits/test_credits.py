"""Rows that nobody sings are found and, once confirmed, taken out."""

from __future__ import annotations

import time

import pytest

from lrc_studio.core.edits import credit_rows, remove_credits
from lrc_studio.core.edits.credits import Why
from lrc_studio.core.lyrics import Line, Lyrics

SUNG = (
    "Hold on tight", "By the river: we sat down and wept", "Writing letters by the sea", "I said: hello",
    "Music is my only friend", "The lyrics of my life", "词不达意的夜晚", "Text me when you're home",
    "Mr. Postman, wait", "Dot com millionaires", "It was 3.5 miles", "Words fail me", "Title fight",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Lyrics by: Ann Example", Why.CREDIT),
        ("Lyrics by Ann Example", Why.CREDIT),
        ("Written and composed by Ann Example", Why.CREDIT),
        ("作词 : 某人", Why.CREDIT),
        ("作曲：某人", Why.CREDIT),
        ("作詞・編曲：某人", None),  # a separator that no filter has: better left alone than guessed
        ("작사: 누군가", Why.CREDIT),
        ("Слова: Некто", Why.CREDIT),
        ("Artist: Somebody", Why.CREDIT),
        ("(Music: Somebody)", Why.CREDIT),
        ("https://lyrics.example.org/song", Why.ADDRESS),
        ("More at www.example.de", Why.ADDRESS),
        ("by RentSomebody.com", Why.ADDRESS),
        ("Made with LRC Generator", Why.MARK),
        ("♪ lrc maker ♪", Why.MARK),
        ("You might also like", Why.MARK),
        ("12 Contributors", Why.MARK),
        ("Subtitles by the Amara.org community", Why.MARK),
    ],
)
def test_what_is_no_lyrics(text: str, why: Why | None) -> None:
    found = credit_rows(Lyrics((Line("Sung"), Line(text))))
    assert [(each.row, each.why) for each in found] == ([(1, why)] if why else [])


def test_what_is_sung_stays() -> None:
    assert credit_rows(Lyrics(tuple(map(Line, SUNG)))) == ()


def test_a_sentence_with_by_is_a_credit_at_the_edges_only() -> None:
    lines = [Line(f"Line {row}") for row in range(40)]
    lines[1] = lines[20] = Line("Written by the hand of time")
    assert [each.row for each in credit_rows(Lyrics(tuple(lines)))] == [1]


def test_verified_rows_are_neither_found_nor_taken_out() -> None:
    lyrics = Lyrics((Line("Lyrics: A", 0, locked=True), Line("作曲：B", 10, section="Intro"), Line("Sung", 20)))
    assert [each.row for each in credit_rows(lyrics)] == [1]
    left = remove_credits(lyrics, [0, 1, 99])
    assert [(line.text, line.section) for line in left.lines] == [("Lyrics: A", None), ("Sung", "Intro")]


def test_a_hundred_thousand_rows_take_a_moment() -> None:
    rows = tuple(Line("lyrics " * 25 + "by" if row % 2 else "a" * 190) for row in range(100_000))
    began_s = time.process_time()
    credit_rows(Lyrics(rows))
    assert time.process_time() - began_s < 20  # some 2 s; other programs' time does not count
