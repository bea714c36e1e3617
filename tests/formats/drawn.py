"""Lyrics drawn at random for the tests of formats that keep word times."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import WriteOptions, by_id

# Signs that mean nothing to any of the formats at hand; those with a meaning have tests of their own.
SIGNS = st.characters(exclude_characters="[]<>(){}~:#@,;\"'|=+-\\\r\n\t", exclude_categories=["C", "Z"])
CORES = st.text(SIGNS, min_size=1, max_size=8)
TEXTS = st.lists(CORES, min_size=1, max_size=4).map(" ".join)


def back(fmt_id: str, lyrics: Lyrics, **options: Any) -> Lyrics:
    """The lyrics written in a format and read again."""
    fmt = by_id(fmt_id)
    assert fmt.read is not None
    assert fmt.write is not None
    return fmt.read(fmt.write(lyrics, WriteOptions(**options))).lyrics


@st.composite
def sung_lines(draw: st.DrawFn, unit_ms: int = 1, shortest: int = 1) -> tuple[Line, ...]:
    """Lines one after the other, all of words that begin with their line and each with an end."""
    lines, now = [], 0
    for _ in range(draw(st.integers(1, 4))):
        now += draw(st.integers(0, 400))
        begin, words = now, []
        cores = draw(st.lists(CORES, min_size=1, max_size=4))
        for number, core in enumerate(cores):
            start, now = now, now + draw(st.integers(shortest, 300))
            blank = " " if number + 1 < len(cores) and draw(st.booleans()) else ""
            words.append(Word(core + blank, start * unit_ms, now * unit_ms))
            now += draw(st.integers(0, 50))
        lines.append(Line("".join(word.text for word in words), begin * unit_ms, words=tuple(words)))
    return tuple(lines)


@st.composite
def spanned_lines(draw: st.DrawFn, ended: bool = True) -> tuple[Line, ...]:
    """Lines without words, in rising order, each with a start and, if `ended`, an end after it or none."""
    lines, now = [], 0
    for text in draw(st.lists(TEXTS, max_size=5)):
        now += draw(st.integers(0, 9000))
        end_ms = now + draw(st.integers(1, 5000)) if ended and draw(st.booleans()) else None
        lines.append(Line(text, now, end_ms))
    return tuple(lines)
