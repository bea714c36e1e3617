"""The grammar that QRC, YRC, KRC and Lyricify files share: rows of syllables, each with a start and a length in ms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats.base import Reading
from lrc_studio.formats.lrc_rows import MOST_RICH_ROWS, rows_of
from lrc_studio.formats.lrc_tags import offset_of, tags_of
from lrc_studio.formats.quick import collector_paused, quick_line
from lrc_studio.formats.sung import in_time, text_of, words_of

_MS = r"([0-9]{1,9})"
LINE_SPAN = re.compile(rf"\[{_MS},{_MS}\]")
AFTER_MARK = re.compile(rf"\({_MS},{_MS}\)")
BEFORE_MARK = re.compile(rf"\({_MS},{_MS},-?[0-9]{{1,9}}\)")

Part = tuple[str, int | None, int | None]
_INVISIBLE = " \t\ufeff\u200b"
_SCORED_CHARS = 20_000


def parts_before(body: str) -> Iterator[Part]:
    """The (text, start, end) of a body in which each mark stands after its text, times from the song's beginning."""
    place = 0
    for mark in AFTER_MARK.finditer(body):
        start_ms = int(mark[1])
        yield body[place : mark.start()], start_ms, start_ms + int(mark[2])
        place = mark.end()
    yield body[place:], None, None


def parts_after(body: str, mark: re.Pattern[str], base_ms: int = 0) -> Iterator[Part]:
    """The (text, start, end) of a body in which each mark stands before its text, times from `base_ms` on."""
    place = 0
    span: tuple[int | None, int | None] = (None, None)
    for found in mark.finditer(body):
        yield body[place : found.start()], *span
        start_ms = base_ms + int(found[1])
        span, place = (start_ms, start_ms + int(found[2])), found.end()
    yield body[place:], *span


def sung_line(parts: Iterable[Part], start_ms: int | None = None, length_ms: int = 0) -> Line:
    """The line of these parts; without a start it begins with its first word, a length of 0 says no end.

    The parts of a row without any mark are its text alone.
    """
    words = words_of(parts)
    text = text_of(words)
    starts = [word.start_ms for word in words if word.start_ms is not None]
    line = quick_line(text, starts[0] if start_ms is None and starts else start_ms, words if starts else ())
    return replace(line, end_ms=start_ms + length_ms) if start_ms is not None and length_ms else line


class SyllableRows:
    """What the rows of a file say; `line_of` makes a line of a row, or None where the row is no such line."""

    def __init__(self, line_of: Callable[[str], Line | None]) -> None:
        self.lines: list[Line] = []
        self.tags: dict[str, str] = {}
        self.offset_ms = 0
        self._line_of = line_of
        self._found = False

    def take(self, text: str) -> SyllableRows:
        """Take in all rows; one that is neither line nor tag stays as an untimed line."""
        with collector_paused():
            for row in rows_of(text, MOST_RICH_ROWS):
                row = row.strip().strip(_INVISIBLE)
                line = self._line_of(row) if row else None
                if line is not None:
                    self._found = True
                    self.lines.append(line)
                elif row and not self._take_tags(row):
                    self.lines.append(quick_line(row, None))
        return self

    def _take_tags(self, row: str) -> bool:
        tags = tags_of(row) if row.startswith("[") else []
        for key, value in tags:
            if key == "offset":
                self.offset_ms = offset_of(value)[0] or 0
            elif value:
                self.tags[key] = value
        return bool(tags)

    def reading(self, name: str, warnings: tuple[str, ...] = ()) -> Reading:
        """The lyrics, lines by time. Raises `InputError` where not one row was of the format called `name`."""
        if not self._found:
            raise InputError(f"This file holds no {name} lyrics; open it as another format.")
        lines = [line for line in self.lines if line.text or line.start_ms is not None]
        return Reading(Lyrics(tuple(in_time(lines)), tuple(self.tags.items()), self.offset_ms), warnings)


def row_share(text: str, fits: Callable[[str], bool]) -> float:
    """Which share of the first rows with anything but tags is of a format, 0 to 1."""
    rows = [row.strip().strip(_INVISIBLE) for row in rows_of(text[:_SCORED_CHARS])]
    counted = [row for row in rows if row and not (row.startswith("[") and tags_of(row))]
    return sum(map(fits, counted)) / len(counted) if counted else 0.0
