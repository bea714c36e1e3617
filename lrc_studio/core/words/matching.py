"""Which letter of one text is which letter of another that says the same, but for small differences."""

from __future__ import annotations

from collections.abc import Sequence

from lrc_studio.core.words.order import longest_rising

_ANCHOR_LETTERS = 12
"""Long enough to occur once in a song as a rule, but for choruses."""


def letter_places(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, list[int]]:
    """The letters and digits within the spans of the text, in small letters, and the place of each in the text."""
    places = [place for start, end in spans for place in range(start, end) if text[place].isalnum()]
    return "".join(text[place].lower()[0] for place in places), places


def matched(one: str, other: str) -> list[int]:
    """For each letter of `other` its place in `one`, rising, or -1.

    Both are read from the front, from the back and from every run of 12 letters that each has once, as far as they
    agree; so what is sung again, left out or put in keeps the rest in step. Takes time in n log n.
    """
    found = [-1] * len(other)
    low = _agreed_forward(one, other, 0, 0, min(len(one), len(other)))
    found[:low] = range(low)
    back = _agreed_backward(one, other, len(one), len(other), min(len(one), len(other)) - low)
    for step in range(1, back + 1):
        found[-step] = len(one) - step
    _match_between(one, other, found, (low, low), (len(one) - back, len(other) - back))
    return found


def _match_between(one: str, other: str, found: list[int], begin: tuple[int, int], stop: tuple[int, int]) -> None:
    """Fills in what agrees around the anchors between `begin` and `stop`, places in both texts."""
    reached = begin
    for here, there in _anchors(one, other, begin, stop):
        if here < reached[0] or there < reached[1]:
            continue
        back = _agreed_backward(one, other, here, there, min(here - reached[0], there - reached[1]))
        ahead = _agreed_forward(one, other, here, there, min(stop[0] - here, stop[1] - there))
        found[there - back : there + ahead] = range(here - back, here + ahead)
        reached = (here + ahead, there + ahead)


def _anchors(one: str, other: str, begin: tuple[int, int], stop: tuple[int, int]) -> list[tuple[int, int]]:
    """Pairs of places, rising in both texts, where the same run of letters stands that each text has only once."""
    ours, theirs = _single_runs(one, begin[0], stop[0]), _single_runs(other, begin[1], stop[1])
    pairs = [(place, theirs[run]) for run, place in ours.items() if run in theirs]
    return [pairs[index] for index in longest_rising([there for _, there in pairs])]


def _single_runs(text: str, begin: int, stop: int) -> dict[str, int]:
    seen: dict[str, int] = {}
    for place in range(begin, stop - _ANCHOR_LETTERS + 1):
        run = text[place : place + _ANCHOR_LETTERS]
        seen[run] = -1 if run in seen else place
    return {run: place for run, place in seen.items() if place >= 0}


def _agreed_forward(one: str, other: str, here: int, there: int, most: int) -> int:
    count = 0
    while count < most and one[here + count] == other[there + count]:
        count += 1
    return count


def _agreed_backward(one: str, other: str, here: int, there: int, most: int) -> int:
    count = 0
    while count < most and one[here - count - 1] == other[there - count - 1]:
        count += 1
    return count
