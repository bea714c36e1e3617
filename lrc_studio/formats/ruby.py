"""Readings of Japanese words, `@Ruby1=word,reading,from,to`, put over the lines they belong to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from lrc_studio.core.lyrics import Line
from lrc_studio.formats.lrc_stamps import LINE_STAMP, stamp_ms

_LONGEST_WORD = 24  # signs; no word with a reading is longer
_NEVER_MS = 10**12
RUBY = re.compile(r"@Ruby[0-9]*=(.*)", re.IGNORECASE | re.DOTALL)


class Readings:
    """The readings of a file: for each word when which one holds (Ruby extension of the time tag standard)."""

    def __init__(self) -> None:
        self._spans: dict[str, list[tuple[int, int, str]]] = {}
        self._starts: dict[str, list[int]] = {}
        self._lengths: list[int] = []

    def add(self, said: str) -> None:
        """Take in what stands after `@RubyN=`; marks inside a reading only time its signs and are passed over."""
        word, reading, begin, end = (*said.split(",", 3), "", "", "")[:4]
        if 0 < len(word) <= _LONGEST_WORD:
            span = (_time(begin, 0), _time(end, _NEVER_MS), LINE_STAMP.sub("", reading))
            self._spans.setdefault(word, []).append(span)

    def settle(self) -> None:
        """Make ready for looking up, once all are added."""
        for word, spans in self._spans.items():
            spans.sort(key=lambda span: span[0])
            self._starts[word] = [span[0] for span in spans]
        self._lengths = sorted({len(word) for word in self._spans}, reverse=True)

    def over(self, line: Line) -> str | None:
        """The line's text with the readings that hold at their time in place of the words, or None where none does."""
        if not self._spans or not line.text:
            return None
        pieces: list[str] = []
        place, found = 0, False
        starts = list(_sign_starts(line))
        while place < len(line.text):
            word, reading = self._at(line.text, place, starts[place])
            found = found or reading is not None
            pieces.append(word if reading is None else reading)
            place += len(word)
        return "".join(pieces) if found else None

    def _at(self, text: str, place: int, ms: int) -> tuple[str, str | None]:
        """The longest word that begins at a place and has a reading at that time, else one sign and None."""
        for length in self._lengths:
            word = text[place : place + length]
            if word in self._spans and len(word) == length:
                number = bisect_right(self._starts[word], ms) - 1
                if number >= 0 and ms < self._spans[word][number][1] and self._spans[word][number][2]:
                    return word, self._spans[word][number][2]
        return text[place], None


def _sign_starts(line: Line) -> Iterable[int]:
    """The time in ms of each sign of a line: that of its word, else the line's."""
    if not line.words:
        yield from [line.start_ms or 0] * len(line.text)
    for word in line.words:
        yield from [word.start_ms if word.start_ms is not None else line.start_ms or 0] * len(word.text)


def _time(text: str, otherwise_ms: int) -> int:
    match = LINE_STAMP.search(text)
    ms = stamp_ms(match, set()) if match else None
    return otherwise_ms if ms is None else ms
