"""Lines as the cues of subtitle formats: each shown from a start to an end, in the order of the starts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats.base import Reading
from lrc_studio.formats.lrc_stamps import fraction_ms
from lrc_studio.formats.lrc_writing import sorted_timed
from lrc_studio.formats.quick import quick_line
from lrc_studio.formats.sung import in_time

_SHOWN_MS = 4000  # how long a last line without an end is shown

# Bounded, so that no run of digits costs more than one pass; ASCII digits only.
CLOCK = r"(?:([0-9]{1,9}):)?([0-9]{1,9}):([0-9]{1,9})"


@dataclass(frozen=True, slots=True)
class Cue:
    """A line with text, its times holding the offset already; `after` is the timed line that follows it, or None."""

    line: Line
    start_ms: int
    end_ms: int
    after: Line | None


def cues_of(lyrics: Lyrics) -> list[Cue]:
    """A cue for each timed line with text, by time.

    A line without an end is shown until a later line begins, a blank one too, the last for four seconds.
    """
    timed = sorted_timed(lyrics, moved=True)
    cues: list[Cue] = []
    begun_ms: int | None = None  # where the lines below begin
    later_ms: int | None = None  # where the first of them that is later begins
    for line, after in zip(reversed(timed), (None, *reversed(timed)), strict=False):
        start_ms = line.start_ms or 0
        if begun_ms is not None and begun_ms > start_ms:
            later_ms = begun_ms
        begun_ms = start_ms
        if line.text.strip():
            cues.append(Cue(line, start_ms, _end_of(line, start_ms, later_ms), after))
    return cues[::-1]


def _end_of(line: Line, start_ms: int, later_ms: int | None) -> int:
    """Where a line is over: its own end, its last word's, else where a later line begins."""
    if line.end_ms is not None and line.end_ms > start_ms:
        return line.end_ms
    sung_ms = max((word.end_ms or 0 for word in line.words), default=0)
    if sung_ms > start_ms:
        return sung_ms
    return start_ms + _SHOWN_MS if later_ms is None else later_ms


def reading_of(lines: Sequence[Line], tags: Sequence[tuple[str, str]] = (), warnings: Iterable[str] = ()) -> Reading:
    """What was read: the lines by their starts, stably, an untimed one after the line it followed."""
    ordered = in_time(lines)
    lyrics = Lyrics(tuple(ordered), tuple(tags))
    moved = any(line is not other for line, other in zip(lines, ordered, strict=True))
    return Reading(lyrics, tuple(warnings), lyrics.with_lines(lines) if moved else None)


def clock_ms(parts: Sequence[str | None]) -> int:
    """The ms of a time from its (hours or None, minutes, seconds, decimal fraction or None)."""
    hours, minutes, seconds, fraction = parts
    whole_s = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole_s * 1000 + fraction_ms(fraction)


def format_clock(ms: int, mark: str = ".") -> str:
    """The time as `hh:mm:ss.mmm`, with at least two digits of hours."""
    seconds, milli = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{mark}{milli:03d}"


def one_line(text: str) -> str:
    """Several rows as one text: each without blanks around, those with text joined by one blank."""
    if "\n" not in text:
        return text.strip()
    return " ".join([row for part in text.split("\n") if (row := part.strip())])


BACKWARDS = "Some cues end before they begin; their ends were left out."
MOST_ROWS = 1_000_000
_MOST_UNTIMED = 20_000

_INVISIBLE = re.compile("[\ufeff\u200b]+")
_ROW = re.compile(r"[^\n]+")


def with_plain_ends(text: str) -> str:
    """The text with LF alone at the end of its rows. Raises `InputError` for more rows than any song has."""
    if "\r" in text:
        text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_ROWS:
        raise InputError(f"This file has more than {MOST_ROWS:,} rows; no song has so many.")
    return text


def parted(text: str, times: re.Pattern[str]) -> tuple[str, Iterator[tuple[re.Match[str], str, bool]]]:
    """The text before the first row of times, and each such row with the text after it and whether another follows."""
    found = times.finditer(text)
    first = next(found, None)
    return (text, iter(())) if first is None else (text[: first.start()], _bodies(text, chain([first], found)))


def _bodies(text: str, found: Iterable[re.Match[str]]) -> Iterator[tuple[re.Match[str], str, bool]]:
    for match, after in _with_next(found):
        yield match, text[match.end() : None if after is None else after.start()], after is not None


def times_of(match: re.Match[str]) -> tuple[int, int | None]:
    """Start and end in ms of a row of times in eight groups; None for an end before the start."""
    start_ms, end_ms = clock_ms(match.group(1, 2, 3, 4)), clock_ms(match.group(5, 6, 7, 8))
    return start_ms, end_ms if end_ms >= start_ms else None


def _with_next(found: Iterable[re.Match[str]]) -> Iterator[tuple[re.Match[str], re.Match[str] | None]]:
    """Each match with the one after it, None after the last; no more than two are held at a time."""
    match: re.Match[str] | None = None
    for after in found:
        if match is not None:
            yield match, after
        match = after
    if match is not None:
        yield match, None


def rows_without_times(text: str) -> Iterator[str]:
    """The rows of a piece of text that stands outside every cue, those with something to see."""
    for match in _ROW.finditer(text):
        row = _INVISIBLE.sub("", match[0]).strip()
        if row:
            yield row


def add_untimed(lines: list[Line], rows: Iterable[str]) -> None:
    """Add an untimed line for each row; raises `InputError` where there are so many that this is no subtitle file."""
    for row in rows:
        if len(lines) == _MOST_UNTIMED:
            raise InputError(f"This file has more than {_MOST_UNTIMED:,} rows outside its cues; no song has so many.")
        lines.append(quick_line(row, None))
