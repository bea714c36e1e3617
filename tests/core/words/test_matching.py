"""Letters of one text in another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.words.matching import letter_places, matched

VERSE, CHORUS, OTHER = "paperlanternsdriftaway", "holdontighttowhatyouknow", "morningbringsanotherday"


def agreed(one: str, other: str) -> str:
    return "".join(one[place] if place >= 0 else "." for place in matched(one, other))


def test_the_same_text() -> None:
    assert matched("abc", "abc") == [0, 1, 2]
    assert matched("", "") == []


def test_what_is_left_out_put_in_or_sung_again_keeps_the_rest_in_step() -> None:
    song = VERSE + CHORUS + OTHER + CHORUS
    assert agreed(song, VERSE + CHORUS + "oh" + OTHER + CHORUS) == VERSE + CHORUS + ".." + OTHER + CHORUS
    assert agreed(song, CHORUS + OTHER + CHORUS).count(".") == 0
    assert agreed(song, "xx" + VERSE + "yy" + CHORUS + OTHER + CHORUS + "zz").count(".") == 6


@given(st.text("abc", max_size=60), st.text("abc", max_size=60))
def test_matches_are_right_and_rise(one: str, other: str) -> None:
    found = matched(one, other)
    places = [place for place in found if place >= 0]
    assert len(found) == len(other)
    assert places == sorted(set(places))
    assert all(one[place] == letter for place, letter in zip(found, other, strict=True) if place >= 0)


def test_letters_are_small_and_know_their_places() -> None:
    assert letter_places("(A b-İ)\nxc", [(0, 8), (9, 10)]) == ("abic", [1, 3, 5, 9])
