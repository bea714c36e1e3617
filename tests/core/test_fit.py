"""Offset and rate from true points."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lrc_studio.core.errors import InputError
from lrc_studio.core.fit import Fit, apply, fit
from lrc_studio.core.lyrics import Line, Lyrics, Word, problems_of_shape
from tests.core.strategies import lyrics_strategy


@given(
    st.integers(-5000, 5000),
    st.floats(0.8, 1.25),
    st.lists(st.integers(0, 400_000), min_size=2, max_size=6, unique=True),
)
def test_a_fit_finds_the_offset_and_rate_that_made_the_points(offset_ms: int, rate: float, now_ms: list[int]) -> None:
    points = [(ms, round(offset_ms + rate * ms)) for ms in [*now_ms, 500_000]]
    found = fit(points)
    assert all(abs(residual) <= 1 for residual in found.residuals_ms)
    assert all(abs(found(ms) - true_ms) <= 1 for ms, true_ms in points)


def test_one_point_is_a_pure_offset() -> None:
    assert fit([(10_000, 9_500)]) == Fit(-500.0, 1.0, (0,))


def test_fitted_times_are_whole_and_rounded_half_up() -> None:
    assert [Fit(0.5, 1.0, ())(ms) for ms in (10, -11)] == [11, -10]


def test_residuals_say_which_point_misses() -> None:
    found = fit([(0, 0), (10_000, 10_000), (20_000, 20_300), (30_000, 30_000)])
    assert max(found.residuals_ms, key=abs) == found.residuals_ms[2] > 150


@pytest.mark.parametrize("points", [[], [(1000, 1000), (1000, 2000)], [(0, 5000), (1000, 0)]])
def test_points_that_say_nothing_are_told(points: list[tuple[int, int]]) -> None:
    with pytest.raises(InputError):
        fit(points)


def test_applying_moves_all_but_verified_times() -> None:
    word = Word("b", 2000, 3000, locked=True)
    lyrics = Lyrics((Line("a b", 1000, 3000, (Word("a ", 1000, 2000), word)), Line("c", 4000, locked=True)))
    moved = apply(lyrics, Fit(100.0, 2.0, ()))
    assert (moved.lines[0].start_ms, moved.lines[0].end_ms, moved.lines[0].words[0].end_ms) == (2100, 6100, 4100)
    assert moved.lines[0].words[1] == word
    assert moved.lines[1] is lyrics.lines[1]
    assert apply(lyrics, Fit(100.0, 2.0, ()), include_locked=True).lines[1].start_ms == 8100


@given(lyrics_strategy(), st.integers(-100_000, 5000))
@settings(max_examples=30, deadline=None)
def test_applying_keeps_the_shape(lyrics: Lyrics, offset_ms: int) -> None:
    assert not list(problems_of_shape(apply(lyrics, Fit(offset_ms, 1.01, ()))))
    assert apply(lyrics, Fit(0.0, 1.0, ())) is lyrics
