"""Build many lines and words quickly, for readers of large files.

A frozen dataclass sets each field through `object.__setattr__`, which took over half the time of reading a file. Here a
mutable twin with the same slots is filled and then turned into the real class; the result is the same frozen value.
"""

from __future__ import annotations

from dataclasses import fields

from lrc_studio.core.lyrics import Line, Origin, Word

_IMPORTED = Origin.IMPORTED


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

    def __init__(self, text: str, start_ms: int, end_ms: int | None) -> None:
        self.text = text
        self.start_ms = start_ms
        self.end_ms = end_ms
        self.origin = _IMPORTED
        self.confidence = None
        self.locked = False


def quick_line(text: str, start_ms: int | None, words: tuple[Word, ...] = ()) -> Line:
    """The same as `Line(text, start_ms, words=words)`, about four times faster."""
    line = _LineTwin(text, start_ms, words)
    line.__class__ = Line  # type: ignore[assignment]
    return line  # type: ignore[return-value]


def quick_word(text: str, start_ms: int, end_ms: int | None) -> Word:
    """The same as `Word(text, start_ms, end_ms)`, about four times faster."""
    word = _WordTwin(text, start_ms, end_ms)
    word.__class__ = Word  # type: ignore[assignment]
    return word  # type: ignore[return-value]
