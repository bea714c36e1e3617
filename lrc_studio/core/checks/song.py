"""What the rules look at, what they say, and the words they share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lrc_studio.core.lyrics import Line, Lyrics, Word

Severity = Literal["error", "warning"]

TimedWords = list[tuple[int, Word]]
"""The words of a line that have a start, each with its place in the line from 0."""

# LRC stamps are hundredths of a second: two that meet may miss each other by one after rounding.
ROUNDING_MS = 10
# A voice detector's edges are a little inside the voice.
_VOICE_SLACK_MS = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """A broken rule: `line` and `word` count from 1, `word` is None for the line; `short` is the message for a chip."""

    code: str
    severity: Severity
    line: int
    word: int | None
    message: str
    short: str


@dataclass(frozen=True)
class Song:
    """What the rules look at: the lyrics, and of the song what is known."""

    lyrics: Lyrics
    duration_ms: int | None
    voiced: Sequence[tuple[int, int]] | None

    @cached_property
    def timed_rows(self) -> tuple[tuple[int, Line, int], ...]:
        """The timed lines as (row, line, start in ms), in the order of the document."""
        lines = enumerate(self.lyrics.lines)
        return tuple((row, line, line.start_ms) for row, line in lines if line.start_ms is not None)

    @cached_property
    def voiced_starts_ms(self) -> list[int]:
        """The start of each voiced span."""
        return [start_ms for start_ms, _ in self.voiced or ()]

    def heard_ms(self, ms: int) -> int:
        """Where a stamp is heard in the song: the lyrics' offset moves it earlier."""
        return ms - self.lyrics.offset_ms

    def is_silent(self, start_ms: int, end_ms: int) -> bool:
        """Whether no voice is known between two stamps."""
        from_ms, to_ms = self.heard_ms(start_ms) - _VOICE_SLACK_MS, self.heard_ms(end_ms) + _VOICE_SLACK_MS
        last = bisect_right(self.voiced_starts_ms, to_ms) - 1
        return self.voiced is not None and (last < 0 or self.voiced[last][1] < from_ms)


def timed_words(line: Line) -> TimedWords:
    """The words that have a start, each with its place in the line from 0."""
    return [(place, word) for place, word in enumerate(line.words) if word.start_ms is not None]


def start_of(word: Word) -> int:
    """The start of a timed word, in ms."""
    return word.start_ms or 0


def last_ms(word: Word) -> int:
    """The last known time of a timed word, in ms."""
    return start_of(word) if word.end_ms is None else word.end_ms


def word_name(row: int, line: Line, place: int) -> str:
    """How a sentence begins that is about one word."""
    return f'"{line.words[place].text.strip()}" in line {row + 1}'


def span_text(ms: int) -> str:
    """A length for people: 80 ms, 2.4 s."""
    return f"{ms} ms" if ms < 1000 else f"{ms / 1000:.1f} s"
