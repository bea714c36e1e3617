"""The longest part that already stands in order."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.words.order import longest_rising


@given(st.lists(st.integers(0, 8), max_size=9))
def test_it_rises_and_none_is_longer(values: list[int]) -> None:
    found = longest_rising(values)
    assert found == sorted(set(found))
    assert [values[place] for place in found] == sorted(values[place] for place in found)
    longer = combinations(values, len(found) + 1)
    assert not any(list(run) == sorted(run) for run in longer)


def test_nothing() -> None:
    assert longest_rising([]) == []
