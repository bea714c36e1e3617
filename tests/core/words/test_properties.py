"""What holds for every stream of tokens: nothing sung is lost, texts stay in order, times are sound."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word, problems_of_shape
from lrc_studio.core.words import Reading, Token, lines_from
from lrc_studio.core.words.breaks import without_lost_ends
from lrc_studio.core.words.headings import rows_of, with_openers_moved
from lrc_studio.core.words.tokens import plain, spaced
from tests.core.words.tokens_strategy import streams, sung_streams, texts


def packed(text: str) -> str:
    return "".join(text.split())


def words_of(reading: Reading) -> list[Word]:
    return [word for line in reading.lines for word in line.words]


@given(streams)
def test_every_sign_is_in_a_line_or_a_heading_and_in_order(tokens: list[Token]) -> None:
    text = with_openers_moved("".join(token.text for token in spaced(plain(tokens))))
    rows, _ = without_lost_ends(text, {}, None)
    assert packed("".join(text[row.start : row.end] for row in rows)) == packed(text)
    sung = "".join(text[row.start : row.end] for row in rows if row.heading is None)
    read = "".join(line.text for line in lines_from(tokens).lines)
    assert packed(read) == packed(sung)


@given(st.lists(texts, max_size=20).map("".join))
def test_rows_joined_are_the_text(text: str) -> None:
    rows = rows_of(text)
    assert [row.start for row in rows] == sorted(row.start for row in rows)
    assert all(text[before.end : row.start] in ("\n", "") for before, row in pairwise(rows))
    assert "".join(text[row.start : row.end] for row in rows).replace("\n", "") == text.replace("\n", "")


@given(streams, st.none() | st.text("ab (\n[]Verse1", max_size=60))
def test_lines_are_sound(tokens: list[Token], lyric_text: str | None) -> None:
    reading = lines_from(tokens, lyric_text)
    assert not list(problems_of_shape(Lyrics(reading.lines)))
    for line in reading.lines:
        assert line.text == line.text.strip() != ""
        assert all(word.text for word in line.words)
    assert len(set(reading.doubts)) == len(reading.doubts)


@given(streams)
def test_times_rise_and_no_word_ends_before_it_starts_or_over_the_next(tokens: list[Token]) -> None:
    words = words_of(lines_from(tokens))
    assert all(word.start_ms is not None for word in words)
    for word, after in pairwise(words):
        assert (word.start_ms or 0) <= (after.start_ms or 0)
        assert word.end_ms is None or (word.start_ms or 0) <= word.end_ms <= (after.start_ms or 0)


@given(streams)
def test_what_the_service_did_not_say_is_marked(tokens: list[Token]) -> None:
    given_ms = {max(0, token.start_ms) for token in tokens if token.start_ms is not None and token.aligned}
    for word in words_of(lines_from(tokens)):
        assert word.start_ms in given_ms or (word.origin is Origin.INTERPOLATED and word.confidence is not None)


@given(sung_streams())
def test_a_good_stream_keeps_its_starts(tokens: list[Token]) -> None:
    reading = lines_from(tokens)
    assert not any("out of order" in doubt or "did not place" in doubt for doubt in reading.doubts)
    kept = {word.start_ms for word in words_of(reading)}
    assert kept or not reading.lines


@given(sung_streams())
def test_bad_words_of_the_service_move_no_others(tokens: list[Token]) -> None:
    """A token that the service did not find changes only times around it, and no text."""
    spoilt = [*tokens[:3], *(Token(token.text, 0, 0, aligned=False) for token in tokens[3:4]), *tokens[4:]]
    assert [line.text for line in lines_from(spoilt).lines] == [line.text for line in lines_from(tokens).lines]


def test_twenty_thousand_tokens_take_no_time() -> None:
    lines = 2_000
    texts = ["[Verse]\nPaper ", "lanterns ", "drift ", "away ", "over ", "the ", "river ", "bend ", "to", "night"]
    tokens = [
        Token(text + ("\n" if place == 9 else ""), row * 5_000 + place * 400, row * 5_000 + place * 400 + 390)
        for row in range(lines)
        for place, text in enumerate(texts)
    ]
    begun = time.process_time()
    reading = lines_from(tokens)
    assert len(reading.lines) == lines
    assert time.process_time() - begun < 5  # under half a second on a machine that is not busy


def test_hostile_streams_take_no_long_time() -> None:
    begun = time.process_time()
    for text in (
        "a" * 200_000,
        "(" * 200_000,
        "(\n" * 50_000,
        "a: " * 30_000,
        "[" * 90_000 + "]" * 90_000,
        "a" + "\u0301\u0323" * 90_000,
    ):
        lines_from([Token(text, 0, 1)], "a\nb")
    lines_from([Token("\u0301", place, place) for place in range(20_000)])
    lines_from([Token("la ", 30_000 - place, 40_000) for place in range(30_000)], "la la\n" * 15_000)
    assert time.process_time() - begun < 20


def test_lines_of_one_line() -> None:
    assert lines_from([]) == Reading(())
    assert lines_from([Token("la", 5, 300)]).lines == (
        Line("la", 5, 300, (Word("la", 5, 300, Origin.PROVIDER),), origin=Origin.PROVIDER),
    )
