"""The document: lyrics as one immutable value with times in whole milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Origin(StrEnum):
    """Where a time came from."""

    IMPORTED = "imported"
    PROVIDER = "provider"
    ALIGNED = "aligned"
    TAPPED = "tapped"
    DRAGGED = "dragged"
    NUDGED = "nudged"
    TYPED = "typed"
    INTERPOLATED = "interpolated"


@dataclass(frozen=True, slots=True)
class Word:
    """A sung word; `text` carries its own trailing blank, times are ms or None (not timed)."""

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    origin: Origin = Origin.IMPORTED
    confidence: float | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of lyrics; `text` equals its words joined wherever `words` is not empty.

    `section` is set on the first line of a section only. `locked` means a person verified the time.
    """

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    words: tuple[Word, ...] = ()
    voice: str | None = None
    background: bool = False
    section: str | None = None
    translation: str | None = None
    romanization: str | None = None
    origin: Origin = Origin.IMPORTED
    confidence: float | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class AudioRef:
    """The song a project belongs to; `path` is relative to the project file where it can be."""

    path: str
    sha256: str | None = None
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Waveform:
    """A provider's waveform: `peaks` in 0..1, spread evenly over the song; `source` is the provider's id."""

    peaks: tuple[float, ...]
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Which provider timed the lyrics; `notes` are its own remarks as (name, JSON value) pairs."""

    provider: str
    task_id: str | None = None
    notes: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Lyrics:
    """A whole song's lyrics.

    `tags` are the id tags (lower-case key, value) in file order, without `offset`; `offset_ms` stays apart from
    the stamps, positive is earlier (Wikipedia, Kodi, OpenLyrics and others).
    """

    lines: tuple[Line, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    offset_ms: int = 0
    audio: AudioRef | None = None
    waveform: Waveform | None = None
    source: Source | None = field(default=None)

    def tag(self, key: str) -> str | None:
        """The last value of the tag `key` (lower case), or None."""
        return dict(self.tags).get(key)

    def with_lines(self, lines: Iterable[Line]) -> Lyrics:
        """The same lyrics with other lines."""
        return replace(self, lines=tuple(lines))

    def with_tag(self, key: str, value: str) -> Lyrics:
        """The same lyrics with the tag `key` set in its place, or added last; an empty value removes it."""
        kept = [(k, value if k == key else v) for k, v in self.tags if k != key or value]
        if value and all(k != key for k, _ in kept):
            kept.append((key, value))
        return replace(self, tags=tuple(kept))

    @property
    def timed(self) -> bool:
        """Whether any line has a start."""
        return any(line.start_ms is not None for line in self.lines)

    @property
    def has_words(self) -> bool:
        """Whether any line has words with times."""
        return any(word.start_ms is not None for line in self.lines for word in line.words)


def problems_of_shape(lyrics: Lyrics) -> Iterator[str]:
    """Yield a sentence for each broken invariant: words joined are the text, times are whole and not negative."""
    for number, line in enumerate(lyrics.lines, start=1):
        if line.words and "".join(word.text for word in line.words) != line.text:
            yield f"line {number}: the words joined are not the text"
        if "\n" in line.text or "\r" in line.text:
            yield f"line {number}: a line break inside a line"
        parts: tuple[Line | Word, ...] = (line, *line.words)
        for part in parts:
            for ms in (part.start_ms, part.end_ms):
                if ms is not None and (type(ms) is not int or ms < 0):
                    yield f"line {number}: the time {ms!r} is not a whole number from 0"
            if part.confidence is not None and not 0.0 <= part.confidence <= 1.0:
                yield f"line {number}: the confidence {part.confidence!r} is not between 0 and 1"
