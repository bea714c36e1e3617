"""Which line is where in time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lrc_studio.core.checks import Problem
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.core.timeline import (
    effective_end,
    left_to_check,
    line_at,
    next_start,
    previous_start,
    starts,
)
from tests.core.strategies import lyrics_strategy

SONG = Lyrics(
    (
        Line("one", 1000, 1800),
        Line("not timed"),
        Line("two words", 2000, None, (Word("two ", 2000, 2400), Word("words", 2400, 2900))),
        Line("three", 4000),
        Line("", 6000),
        Line("last", 7000),
    )
)
moments_ms = st.integers(0, 400_000)


def test_the_line_at_a_moment_is_the_last_that_started() -> None:
    assert [line_at(SONG, ms) for ms in (0, 999, 1000, 1999, 2000, 3999, 6500, 99_000)] == [
        None,
        None,
        0,
        0,
        2,
        2,
        4,
        5,
    ]
    assert line_at(Lyrics(), 0) is None


def test_ends_fall_back_on_words_the_next_start_and_the_song() -> None:
    assert [effective_end(SONG, row) for row in range(6)] == [1800, None, 2900, 6000, 7000, None]
    assert effective_end(SONG, 5, song_ms=9000) == 9000
    assert effective_end(SONG, 99) is None


def test_steps_between_starts() -> None:
    assert starts(SONG) == ((1000, 0), (2000, 2), (4000, 3), (6000, 4), (7000, 5))
    assert (next_start(SONG, 1000), next_start(SONG, 7000)) == (2000, None)
    assert (previous_start(SONG, 2000), previous_start(SONG, 1000)) == (1000, None)


@given(lyrics_strategy(), moments_ms)
@settings(max_examples=30, deadline=None)
def test_the_line_at_a_moment_started_and_none_started_later(lyrics: Lyrics, ms: int) -> None:
    row = line_at(lyrics, ms)
    begun = [line.start_ms for line in lyrics.lines if line.start_ms is not None and line.start_ms <= ms]
    assert (None if row is None else lyrics.lines[row].start_ms) == max(begun, default=None)


def test_left_to_check_is_what_is_doubtful_or_broken_and_not_verified() -> None:
    words = (Word("a ", 0, confidence=0.64), Word("b ", 1, confidence=0.65), Word("c", 2, confidence=0.1, locked=True))
    lyrics = Lyrics(
        (
            Line("a b c", 0, words=words, confidence=0.9),
            Line("sure", 10, confidence=0.9),
            Line("doubtful", 20, confidence=0.3),
            Line("verified", 30, confidence=0.3, locked=True),
            Line("typed", 40),
        )
    )
    broken = [
        Problem("overlap", "warning", 2, None, "", ""),
        Problem("overlap", "warning", 4, None, "", ""),
        Problem("too-short", "warning", 1, 2, "", ""),
        Problem("gone", "warning", 99, None, "", ""),
    ]
    assert left_to_check(lyrics, True, broken) == [(0, 0), (0, 1), (1, None), (2, None)]
    assert left_to_check(lyrics, False, broken) == [(0, None), (1, None), (2, None)]


def test_lyrics_without_times_have_nothing_to_check_yet() -> None:
    assert left_to_check(Lyrics((Line("a"),)), True, [Problem("no-times", "warning", 1, None, "", "")]) == []
