"""Spans that are taken over from the last lyrics are those that would be worked out anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.checks import Problem
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui.waveform.spans import SpanCache

TIMES = st.one_of(st.none(), st.integers(0, 12).map(lambda tenth: tenth * 100))
LINES = st.builds(Line, st.just("la"), TIMES, TIMES)
EDITS = st.lists(st.tuples(st.integers(0, 7), LINES), min_size=1, max_size=6)


@given(st.lists(LINES, min_size=1, max_size=8), EDITS, st.sampled_from([None, 1500]))
def test_taken_over_spans_are_the_true_ones(
    lines: list[Line], edits: list[tuple[int, Line]], song_ms: int | None
) -> None:
    cache = SpanCache()
    lyrics = Lyrics(tuple(lines))
    cache.of(lyrics, song_ms)
    for row, line in edits:
        at = row % len(lyrics.lines)
        lyrics = Lyrics((*lyrics.lines[:at], line, *lyrics.lines[at + 1 :]))
        assert cache.of(lyrics, song_ms) == SpanCache().of(lyrics, song_ms)


def test_problems_that_come_later_are_shown() -> None:
    found: list[dict[int, tuple[Problem, ...]]] = [{}]
    cache = SpanCache(lambda: found[0])
    lyrics = Lyrics((Line("a", 0, 500), Line("b", 1000, 1500)))
    assert [span.problem for span in cache.of(lyrics, None)] == ["", ""]
    found[0] = {1: (Problem("overlap", "warning", 2, None, "Line 2 overlaps.", "Overlap"),)}
    assert [span.problem for span in cache.of(lyrics, None)] == ["", "Line 2 overlaps."]
    found[0] = {}
    assert [span.problem for span in cache.of(lyrics, None)] == ["", ""]
