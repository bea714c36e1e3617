"""Rows that stay are found in texts of any length, in the time of a moment."""

from __future__ import annotations

import time
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.edits import matching as module
from lrc_studio.core.edits.matching import matching

ROWS = st.lists(st.sampled_from("abcdefgh"), max_size=30)


@given(ROWS, ROWS)
def test_the_blocks_are_all_rows_in_order(old: list[str], new: list[str]) -> None:
    for most_pairs in (1_000_000, 12, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "_MOST_PAIRS", most_pairs)
            blocks = list(matching(old, new))
        assert list(chain.from_iterable(range(block[1], block[2]) for block in blocks)) == list(range(len(old)))
        assert list(chain.from_iterable(range(block[3], block[4]) for block in blocks)) == list(range(len(new)))
        assert all(old[begin:end] == new[first:last] for same, begin, end, first, last in blocks if same)


def test_long_texts_keep_as_many_rows_as_stay_in_order() -> None:
    old = [f"row {number}" for number in range(2_000)]
    new = ["first", *old[:700], *old[1_000:1_500], "", *old[800:990], "", *old[1_600:]]
    kept = [old[place] for same, begin, end, *_ in matching(old, new) if same for place in range(begin, end)]
    assert kept == [*old[:700], *old[1_000:1_500], *old[1_600:]]


def test_mixed_up_rows_do_not_take_the_product_of_both_lengths() -> None:
    rows = 12_000
    old, new = [f"row {number}" for number in range(rows)], [f"row {number * 7 % rows}" for number in range(rows)]
    begun_s = time.process_time()
    blocks = list(matching(old, new))
    assert time.process_time() - begun_s < 4  # difflib alone took 15 s where this takes 0.1
    assert sum(end - begin for same, begin, end, *_ in blocks if same) >= rows // 7
