"""How far a line is sung at a moment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.lyrics import Line, Word
from lrc_studio.core.wipe import LONGEST_MS, sung_chars, wipe_points

HELD = Line(
    "Hold on tight", 1000, 3000, (Word("Hold ", 1000, 1400), Word("on ", 1400, None), Word("tight", 2000, 3000))
)

times = st.none() | st.integers(0, 20_000)
words = st.builds(Word, st.sampled_from(("la ", "so", "  ", "灯", "a-b ", "אב ")), times, times)
lines = st.lists(words, max_size=8).flatmap(
    lambda some: st.builds(
        Line, st.just("".join(word.text for word in some)), times, times, st.just(tuple(some)), st.none()
    )
)


@pytest.mark.parametrize(
    ("ms", "chars"), [(900, 0), (1000, 0), (1200, 2.5), (1400, 5), (1700, 6.5), (2500, 10.5), (3000, 13), (9000, 13)]
)
def test_it_goes_word_by_word(ms: int, chars: float) -> None:
    assert sung_chars(wipe_points(HELD, 3000), ms) == pytest.approx(chars)


def test_a_word_waits_at_its_end_until_the_next_one_is_sung() -> None:
    line = Line("a b", 0, None, (Word("a ", 0, 500), Word("b", 4000, 4500)))
    points = wipe_points(line, 4500)
    assert sung_chars(points, 500) == 1
    assert 1 <= sung_chars(points, 3900) <= 2
    assert sung_chars(points, 4500) == 3


def test_words_with_no_time_share_the_room_between_the_others() -> None:
    line = Line("one two six", 1000, 5000, (Word("one ", 1000), Word("two "), Word("six", 3000)))
    points = wipe_points(line, 5000)
    assert sung_chars(points, 2000) == 4
    assert sung_chars(points, 3000) == 8
    assert sung_chars(points, 5000) == 11


def test_the_last_word_does_not_creep_until_the_next_line() -> None:
    line = Line("go", 1000, None, (Word("go", 1000),))
    assert sung_chars(wipe_points(line, 60_000), 1000 + LONGEST_MS) == 2
    own = Line("go", 1000, 9000, (Word("go", 1000),))
    assert sung_chars(wipe_points(own, 9000), 5000) == 1


def test_no_times_in_the_words_no_wipe() -> None:
    assert wipe_points(Line("la", 1000, 2000), 2000) == ()
    assert wipe_points(Line("la", 1000, 2000, (Word("la"),)), 2000) == ()
    assert sung_chars((), 500) == 0


@given(lines, times, st.lists(st.floats(0, 30_000), min_size=2, max_size=12))
def test_it_never_goes_back_nor_past_the_text(line: Line, end_ms: int | None, moments: list[float]) -> None:
    points = wipe_points(line, end_ms)
    sung = [sung_chars(points, ms) for ms in sorted(moments)]
    assert sung == sorted(sung)
    assert all(0 <= chars <= len(line.text) for chars in sung)


@given(lines, times)
def test_all_is_sung_in_the_end_and_nothing_before(line: Line, end_ms: int | None) -> None:
    points = wipe_points(line, end_ms)
    if points:
        assert sung_chars(points, points[0][0] - 1) == 0
        assert sung_chars(points, 1e6) >= len(line.text.rstrip()) - len(line.words[-1].text)
        assert list(points) == sorted(points)
        assert len({ms for ms, _ in points}) == len(points)
