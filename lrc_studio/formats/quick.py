"""Build many lines and words quickly, for readers of large files.

A frozen dataclass sets each field through `object.__setattr__`, which took over half the time of reading a file. Here a
mutable twin with the same slots is filled and then turned into the real class; the result is the same frozen value.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields

from lrc_studio.core.lyrics import Line, Origin, Word

_IMPORTED = Origin.IMPORTED


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the search for reference cycles while many values are built that can have none.

    Without this a quarter of the time of reading a large file goes into looking at the same new values again and again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _LineTwin:
    """A line while it is being filled."""

    __slots__ = tuple(field.name for field in fields(Line))

    def __init__(self, text: str, start_ms: int | None, words: tuple[Word, ...]) -> None:
        self.text = text
        self.start_ms = start_ms
        self.end_ms = None
        self.words = words
        self.voice = None
        self.background = False
        self.section = None
        self.translation = None
        self.romanization = None
        self.origin = _IMPORTED
        self.confidence = None
        self.locked = False


class _WordTwin:
    """A word while it is being filled."""

    __slots__ = tuple(field.name for field in fields(Word))

    def __init__(self, text: str, start_ms: int | None, end_ms: int | None, origin: Origin = Origin.IMPORTED) -> None:
        self.text = text
        self.start_ms = start_ms
        self.end_ms = end_ms
        self.origin = origin
        self.confidence = None
        self.locked = False


def quick_line(text: str, start_ms: int | None, words: tuple[Word, ...] = ()) -> Line:
    """The same as `Line(text, start_ms, words=words)`, about four times faster."""
    line = _LineTwin(text, start_ms, words)
    line.__class__ = Line  # type: ignore[assignment]
    return line  # type: ignore[return-value]


def quick_words(texts: Sequence[str], starts_ms: Sequence[int]) -> tuple[Word, ...]:
    """A word for each text that is not empty, from its start to the next one; the last has no end."""
    words = list(map(_WordTwin, texts, starts_ms, starts_ms[1:]))  # as long as the shortest, so the last is apart
    if texts[-1]:
        words.append(_WordTwin(texts[-1], starts_ms[-1], None))
    if "" in texts[:-1]:
        words = [word for word in words if word.text]
    for word in words:
        word.__class__ = Word  # type: ignore[assignment]
    return tuple(words)  # type: ignore[arg-type]


def quick_word(text: str, start_ms: int | None, end_ms: int | None) -> Word:
    """The same as `Word(text, start_ms, end_ms)`, about four times faster."""
    word = _WordTwin(text, start_ms, end_ms)
    word.__class__ = Word  # type: ignore[assignment]
    return word  # type: ignore[return-value]
