"""What an edit changed, as one span."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.diff import Span, changed_span

sequences = st.lists(st.integers(0, 3), max_size=12)


@given(sequences, sequences)
def test_the_span_applied_to_the_old_gives_the_new(old: list[int], new: list[int]) -> None:
    span = changed_span(old, new)
    added = new[span.first : span.first + span.added]
    assert old[: span.first] + added + old[span.first + span.removed :] == new
    assert bool(span) == (old != new)


@given(sequences, sequences)
def test_the_span_is_no_wider_than_it_must_be(old: list[int], new: list[int]) -> None:
    span = changed_span(old, new)
    if span.removed and span.added:
        assert old[span.first] != new[span.first]
        assert old[span.first + span.removed - 1] != new[span.first + span.added - 1]


def test_spans() -> None:
    assert changed_span("abc", "abc") == Span(0, 0, 0)
    assert changed_span("abcd", "abxd") == Span(2, 1, 1)
    assert changed_span("aaa", "aaaa") == Span(3, 0, 1)
    assert changed_span("", "ab") == Span(0, 0, 2)
