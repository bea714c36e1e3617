"""What editing must not grow slow with: very long songs, and rows made to mislead a search (`--benchmark-only`)."""

from __future__ import annotations

import time
from typing import Any

import pytest

from lrc_studio.core import edits
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.sections import heading_of, repeat_of

LONGEST_NUDGE_S = 0.002
LONGEST_LOOK_S = 1.0
"""A search that grows with the square of a row's length takes over ten."""


def test_one_row_of_a_very_long_song_is_nudged_in_no_time(benchmark: Any) -> None:
    song = Lyrics(tuple(Line("la", row * 1000) for row in range(5000)))
    nudged = benchmark(edits.nudge, song, [2500], 10)
    assert nudged.lines[2500].start_ms == 2_500_010
    assert benchmark.stats.stats.min < LONGEST_NUDGE_S


@pytest.mark.parametrize(
    "text",
    [
        "[" + "a" * 50_000,
        "[ a" + " " * 50_000 + "b",
        "(chorus: " + " " * 50_000,
        "Oh" + " " * 50_000 + "oh",
        "[a]" * 20_000,
    ],
    ids=["open bracket", "blanks in brackets", "blanks behind a heading", "blanks between words", "brackets"],
)
def test_long_rows_that_nearly_fit_are_lyrics_at_once(benchmark: Any, text: str) -> None:
    def look() -> float:
        begun_s = time.perf_counter()
        assert heading_of(text) is None
        assert repeat_of(text) == (text, 1)
        return time.perf_counter() - begun_s

    assert benchmark.pedantic(look, rounds=1) < LONGEST_LOOK_S
