"""Broken rules, named for people."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lrc_studio.core.checks import Problem, problems
from lrc_studio.core.lyrics import AudioRef, Line, Lyrics, Word
from tests.core.strategies import lyrics_strategy


def found(*lines: Line, duration_ms: int | None = None, voiced: list[tuple[int, int]] | None = None) -> list[Problem]:
    return list(problems(Lyrics(lines), duration_ms, voiced))


def codes(*lines: Line, duration_ms: int | None = None, voiced: list[tuple[int, int]] | None = None) -> list[object]:
    return [(item.code, item.line, item.word) for item in found(*lines, duration_ms=duration_ms, voiced=voiced)]


def words(*starts_ms: int | None, long_ms: int = 300) -> tuple[Word, ...]:
    last = len(starts_ms) - 1
    return tuple(
        Word("la " if place < last else "la", ms, None if ms is None else ms + long_ms)
        for place, ms in enumerate(starts_ms)
    )


def line_of(line_words: tuple[Word, ...], start_ms: int | None = None, end_ms: int | None = None) -> Line:
    start_ms = line_words[0].start_ms if start_ms is None else start_ms
    return Line("".join(word.text for word in line_words), start_ms, end_ms, line_words)


CLEAN = (
    Line("First line", 1000, 2500),
    line_of(words(3000, 3400, 3800), end_ms=4100),
    Line("", 5000),
    Line("Last line", 6000, 8000),
)


def test_a_clean_song_has_no_problem() -> None:
    assert codes(*CLEAN, duration_ms=8000, voiced=[(900, 4200), (6000, 8000)]) == []


def test_lines_out_of_order_and_words_out_of_order_are_errors() -> None:
    early = found(Line("one", 5000), Line("two", 2000))
    assert [(item.code, item.severity, item.line) for item in early] == [("out-of-order", "error", 2)]
    assert early[0].message == "Line 2 starts 3.0 s before line 1 above it."
    assert codes(line_of(words(1000, 2000, 1500))) == [("out-of-order", 1, 3)]


def test_a_background_line_may_start_before_the_line_above() -> None:
    assert codes(Line("one", 5000), Line("ooh", 4800, background=True), Line("two", 7000)) == []


def test_an_end_before_its_start_is_an_error() -> None:
    assert codes(Line("one", 5000, 4000)) == [("end-before-start", 1, None)]
    item = found(line_of((Word("la", 1000, 900),)))[0]
    assert (item.severity, item.message) == ("error", '"la" in line 1 ends 100 ms before it starts.')


def test_what_goes_on_past_the_song_is_an_error_with_its_offset_counted() -> None:
    assert codes(Line("one", 1000, 9000), duration_ms=8000) == [("beyond-song", 1, None)]
    assert codes(Line("one", 8050), duration_ms=8000) == []
    assert problems(Lyrics((Line("one", 9000),), offset_ms=1500), 8000) == ()
    assert problems(Lyrics((Line("one", 9000),), audio=AudioRef("a.mp3", None, 8000)))[0].code == "beyond-song"


def test_a_line_without_time_among_timed_ones_is_an_error() -> None:
    assert codes(Line("one", 1000), Line("two"), Line("")) == [("untimed-among-timed", 2, None)]
    assert found(Line("one", 1000), Line("two"))[0].severity == "error"


def test_lyrics_without_any_time_are_told_once_as_a_warning() -> None:
    assert codes(Line(""), Line("one"), Line("two")) == [("no-times", 2, None)]
    assert found(Line("one"))[0].severity == "warning"
    assert codes() == []


def test_an_untimed_word_among_timed_ones_is_named() -> None:
    assert codes(line_of(words(1000, None, 2000))) == [("untimed-word", 1, 2)]
    assert codes(Line("la la", 1000, words=words(None, None))) == []


def test_overlaps_are_measured() -> None:
    item = found(Line("one", 1000, 3080), Line("two", 3000))[0]
    assert (item.code, item.severity, item.line, item.short) == ("overlap", "warning", 1, "Overlap 80 ms")
    assert item.message == "Line 1 overlaps line 2 by 80 ms."
    assert codes(line_of(words(1000, 1500, long_ms=600))) == [("overlap", 1, 1)]


@pytest.mark.parametrize(
    "second", [Line("two", 3000, background=True), Line("two", 3000, voice="Ana"), Line("two", 3075)]
)
def test_other_voices_may_overlap_and_rounding_is_forgiven(second: Line) -> None:
    assert codes(Line("one", 1000, 3080), second) == []


def test_lines_at_one_time_are_told_unless_two_voices_sing_them() -> None:
    assert codes(Line("one", 1000), Line("two", 1000)) == [("same-start", 2, None)]
    assert codes(Line("one", 1000), Line("two", 1000, voice="Ana")) == []


@pytest.mark.parametrize(
    "text", ["Nobody can sing that many words in so little time", "誰もこんなに速く歌うことはできない"]
)
def test_too_much_text_for_its_time_is_told(text: str) -> None:
    assert codes(Line(text, 1000, 1700), Line("x", 9000)) == [("too-fast", 1, None)]
    assert codes(Line(text, 1000), Line("x", 1700)) == [("too-fast", 1, None)]
    assert codes(Line(text, 1000, 6000), Line("x", 9000)) == []


def test_lengths_nobody_sings_are_told() -> None:
    assert codes(Line("a", 1000, 1040)) == [("too-short", 1, None)]
    assert codes(Line("one", 1000, 90_000)) == [("too-long", 1, None)]
    assert codes(line_of(words(1000, long_ms=10))) == [("too-short", 1, 1)]
    assert codes(line_of(words(1000, long_ms=15_000))) == [("too-long", 1, 1)]


def test_words_piled_on_one_spot_are_told_once() -> None:
    item = found(line_of(words(1000, 2000, 2000, 2010, 3000, long_ms=0)))
    assert [(one.line, one.word, one.short) for one in item if one.code == "pile"] == [(1, 2, "3 words at once")]
    assert "pile" not in [one.code for one in found(line_of(words(1000, 2000, 2000, long_ms=0)))]


def test_a_word_outside_its_line_is_told() -> None:
    assert codes(line_of(words(1000, 1500), start_ms=1200)) == [("word-outside-line", 1, 1)]
    assert codes(line_of(words(1000, 1500), end_ms=1600)) == [("word-outside-line", 1, 2)]


def test_lines_and_words_over_silence_are_told_where_the_voice_is_known() -> None:
    lines = (Line("one", 1000, 2000), line_of(words(10_000, 12_000)), Line("three", 30_000, 31_000))
    assert codes(*lines, voiced=[(900, 2100), (9_900, 10_500)]) == [("over-silence", 2, 2), ("over-silence", 3, None)]
    assert len(codes(*lines, voiced=[])) == 3
    assert codes(*lines) == []


@given(lyrics_strategy(), st.none() | st.integers(0, 400_000))
@settings(max_examples=30, deadline=None)
def test_any_lyrics_are_judged_in_order_with_a_sentence_each(lyrics: Lyrics, duration_ms: int | None) -> None:
    judged = problems(lyrics, duration_ms, [(0, 50_000), (60_000, 200_000)])
    assert [item.line for item in judged] == sorted(item.line for item in judged)
    for item in judged:
        assert item.message.endswith(".")
        assert item.short
        assert 1 <= item.line <= len(lyrics.lines)
        assert item.word is None or 1 <= item.word <= len(lyrics.lines[item.line - 1].words)


@given(lyrics_strategy(ordered=True))
@settings(max_examples=30, deadline=None)
def test_a_song_in_order_has_no_error(lyrics: Lyrics) -> None:
    assert [item for item in problems(lyrics) if item.severity == "error"] == []


@given(lyrics_strategy(min_lines=1), lyrics_strategy(min_lines=1))
@settings(max_examples=30, deadline=None)
def test_what_was_asked_before_does_not_colour_the_answer(first: Lyrics, second: Lyrics) -> None:
    fresh = replace(first, lines=tuple(replace(line) for line in first.lines))
    alone = problems(fresh, 100_000)
    problems(first.with_lines([*second.lines[:1], *first.lines]), 100_000)
    problems(second, 50_000)
    assert problems(first, 100_000) == alone
    assert problems(first, 100_000, []) == problems(fresh, 100_000, [])
