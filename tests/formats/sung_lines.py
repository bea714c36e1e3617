"""Lyrics with words, ends, voices and background, drawn for the formats that keep all of it."""

from __future__ import annotations

from hypothesis import strategies as st

from lrc_studio.core.lyrics import Line, Lyrics, Word
from tests.formats.test_properties import tags

# No control signs (XML holds none), no blanks inside, as some formats take several for one.
_SIGNS = st.characters(exclude_categories=["C", "Z"])
cores = st.text(_SIGNS, min_size=1, max_size=8)


@st.composite
def _sung_line(draw: st.DrawFn, unit_ms: int, start: int, voices: st.SearchStrategy[str], sides: bool) -> Line:
    """A line whose words follow one another; its end is not before the last word's."""
    texts, words, now = draw(st.lists(cores, min_size=1, max_size=4)), [], start + draw(st.integers(0, 30))
    for number, text in enumerate(texts):
        begin, now = now, now + draw(st.integers(1, 200))
        blank = " " if number + 1 < len(texts) and draw(st.booleans()) else ""
        words.append(Word(text + blank, begin * unit_ms, now * unit_ms))
        now += draw(st.sampled_from([0, 0, 40]))
    text = "".join(word.text for word in words)
    end_ms = max(words[-1].end_ms or 0, now * unit_ms)
    side = st.none() | cores if sides else st.none()
    kept = tuple(words) if draw(st.booleans()) else ()
    voice, background = draw(st.none() | voices), draw(st.booleans())
    return Line(
        *(text, start * unit_ms, end_ms, kept, voice, background, None),
        translation=draw(side),
        romanization=draw(side),
    )


@st.composite
def sung_lyrics(draw: st.DrawFn, unit_ms: int, voices: st.SearchStrategy[str], sides: bool = False) -> Lyrics:
    """Up to four lines by time with whole multiples of `unit_ms`, and id tags."""
    starts = sorted(draw(st.lists(st.integers(0, 30_000_000 // unit_ms), max_size=4)))
    return Lyrics(tuple(draw(_sung_line(unit_ms, start, voices, sides)) for start in starts), draw(tags))
