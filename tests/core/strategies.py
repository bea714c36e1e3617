"""Lyrics for property tests: of every shape that keeps the invariants, or as a real song has them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word

TOKENS = (
    "hold",
    "on",
    "tight",
    "(oh",
    "oh)",
    "naïve",
    "Ärger",
    "愛",
    "してる",
    "사랑해",
    "שלום",
    "don't",
    "-",
    "🎵",
    "a",
)
TAG_KEYS = ("ti", "ar", "al", "by", "length", "x-own")

times_ms = st.none() | st.integers(0, 400_000)
origins = st.sampled_from(Origin)
confidences = st.none() | st.floats(0.0, 1.0).map(lambda value: round(value, 3))


def words_strategy(ordered: bool = False) -> st.SearchStrategy[tuple[Word, ...]]:
    """Words that carry their own trailing blank, all but the last."""

    @st.composite
    def words(draw: st.DrawFn) -> tuple[Word, ...]:
        tokens = draw(st.lists(st.sampled_from(TOKENS), max_size=4))
        last = len(tokens) - 1
        return tuple(
            Word(
                token + (" " if place < last else ""),
                None if ordered else draw(times_ms),
                None if ordered else draw(times_ms),
                draw(origins),
                draw(confidences),
                draw(st.booleans()),
            )
            for place, token in enumerate(tokens)
        )

    return words()


@st.composite
def line_strategy(draw: st.DrawFn, ordered: bool = False) -> Line:
    """One line; with `ordered` its times are left out, for the song gives them."""
    words = draw(words_strategy(ordered))
    text = "".join(word.text for word in words)
    return Line(
        text,
        None if ordered else draw(times_ms),
        None if ordered else draw(times_ms),
        words if draw(st.booleans()) else (),
        voice=draw(st.sampled_from((None, None, "Ana", "Ben"))),
        background=draw(st.booleans()) and draw(st.booleans()),
        section=draw(st.sampled_from((None, None, "Verse", "Chorus"))),
        translation=draw(st.sampled_from((None, "a side text"))),
        romanization=draw(st.sampled_from((None, "a sound"))),
        origin=draw(origins),
        confidence=draw(confidences),
        locked=draw(st.booleans()) and draw(st.booleans()),
    )


@st.composite
def lyrics_strategy(draw: st.DrawFn, ordered: bool = False, min_lines: int = 0, max_lines: int = 5) -> Lyrics:
    """Lyrics that keep every invariant of shape.

    With `ordered` every line and word is timed, starts before it ends, and follows the one before, as in a song that
    is done; else any line or word may have any time or none.
    """
    lines = draw(st.lists(line_strategy(ordered), min_size=min_lines, max_size=max_lines))
    tags = draw(st.dictionaries(st.sampled_from(TAG_KEYS), st.sampled_from(("Song", "Ана", "1:02")), max_size=3))
    if ordered:
        lines = _in_order(lines, draw(st.integers(0, 3000)), draw(st.integers(50, 700)))
    return Lyrics(tuple(lines), tuple(tags.items()), draw(st.sampled_from((0, 0, 250, -500))))


def _in_order(lines: list[Line], start_ms: int, step_ms: int) -> list[Line]:
    timed: list[Line] = []
    for line in lines:
        words = tuple(
            replace(word, start_ms=start_ms + place * step_ms, end_ms=start_ms + (place + 1) * step_ms)
            for place, word in enumerate(line.words)
        )
        end_ms = start_ms + max(len(words), 1) * step_ms
        timed.append(replace(line, start_ms=start_ms, end_ms=end_ms, words=words))
        start_ms = end_ms + step_ms
    return timed
