"""The longest part of a sequence that already stands in order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def longest_rising(values: Sequence[int]) -> list[int]:
    """The places of the longest run of values, not necessarily neighbours, of which none is below the one before.

    Takes time in n log n.
    """
    tails: list[int] = []
    tail_places: list[int] = []
    before = [-1] * len(values)
    for place, value in enumerate(values):
        at = bisect_right(tails, value)
        before[place] = tail_places[at - 1] if at else -1
        tails[at : at + 1] = [value]
        tail_places[at : at + 1] = [place]
    found: list[int] = []
    place = tail_places[-1] if tail_places else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]
