"""Which rows of an old text are still there in a new one, in a time that grows no faster than the texts."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Block = tuple[bool, int, int, int, int]
"""Whether the rows are the same, and which: of the old ones from, to, of the new ones from, to."""
_MOST_PAIRS = 1_000_000
"""More pairs of rows take difflib seconds, as its time grows with their product."""
_JUNK_ROWS = 500  # from here on rows that stand everywhere, such as blank ones, hold nothing in place


def matching(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    """The blocks of equal and of changed rows, in order, that together are all rows of both texts.

    Long texts are first held together by rows that each has once, as many as stay in order (Cohen's patience diff),
    and only what lies between is compared in full.
    """
    if len(old) * len(new) <= _MOST_PAIRS:
        yield from _compared(old, new, 0, 0)
        return
    held = [(-1, -1), *_held(old, new), (len(old), len(new))]
    for (old_at, new_at), (old_next, new_next) in pairwise(held):
        if old_at >= 0:
            yield True, old_at, old_at + 1, new_at, new_at + 1
        between = old[old_at + 1 : old_next], new[new_at + 1 : new_next]
        if len(between[0]) * len(between[1]) <= _MOST_PAIRS:
            yield from _compared(*between, old_at + 1, new_at + 1)
        else:
            yield False, old_at + 1, old_next, new_at + 1, new_next


def _compared(old: Sequence[str], new: Sequence[str], old_at: int, new_at: int) -> Iterator[Block]:
    if old or new:
        matcher = SequenceMatcher(None, old, new, autojunk=len(old) > _JUNK_ROWS)
        for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            yield kind == "equal", old_at + old_from, old_at + old_to, new_at + new_from, new_at + new_to


def _held(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The longest rising chain of (place in old, place in new) of rows that stand once in each."""
    once_old, once_new = Counter(old), Counter(new)
    places = {text: place for place, text in enumerate(new) if once_new[text] == 1}
    pairs = [(place, places[text]) for place, text in enumerate(old) if once_old[text] == 1 and text in places]
    ends: list[int] = []  # the smallest place in new that ends a chain of each length
    last: list[int] = []  # which pair that is
    before: list[int] = []
    for number, (_, at) in enumerate(pairs):
        length = bisect_left(ends, at)
        ends[length : length + 1] = [at]
        last[length : length + 1] = [number]
        before.append(last[length - 1] if length else -1)
    chain: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]
