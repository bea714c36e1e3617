"""Audacity label tracks: start, end and text of each line, parted by tabs, times in seconds."""

from __future__ import annotations

import re

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats.base import Format, Reading, WriteOptions
from lrc_studio.formats.lrc_rows import MOST_RICH_ROWS, rows_of
from lrc_studio.formats.lrc_stamps import fraction_ms
from lrc_studio.formats.lrc_writing import joined, one_row, sorted_timed
from lrc_studio.formats.quick import collector_paused, quick_line
from lrc_studio.formats.sung import in_time, untimed_rows

# Older versions wrote the system's decimal sign; a row that begins with a backslash has a label's frequencies.
_SECONDS = r"(-?)([0-9]{1,9})(?:[.,]([0-9]*))?"
_LABEL = re.compile(rf"{_SECONDS}\t{_SECONDS}(?:\t(.*))?", re.DOTALL)
_FREQUENCIES = "\\\t"
_TAB = "\t"
_SCORED_CHARS = 20_000


def read(text: str) -> Reading:
    """Lyrics from exported labels: a label from start to end is a line, a point has no end; sorted by time.

    Raises `InputError` where no row is a label.
    """
    lines: list[Line] = []
    unread = 0
    with collector_paused():
        for row in rows_of(text, MOST_RICH_ROWS):
            label = _LABEL.fullmatch(row.lstrip("\ufeff "))
            if label is not None:
                lines.append(_line(label))
            else:
                unread += bool(row.strip()) and not row.startswith(_FREQUENCIES)
    if not lines:
        raise InputError("This file holds no Audacity labels; open it as another format.")
    told = f"{unread} rows that are no labels were left out." if unread > 1 else "1 row that is no label was left out."
    return Reading(Lyrics(tuple(in_time(lines))), (told,) if unread else ())


def _line(label: re.Match[str]) -> Line:
    start_ms = _ms(*label.group(1, 2, 3))
    end_ms = _ms(*label.group(4, 5, 6))
    line = quick_line((label[7] or "").replace("\t", " ").strip(), start_ms)
    return Line(line.text, start_ms, end_ms) if end_ms > start_ms else line


def _ms(sign: str, seconds: str, fraction: str | None) -> int:
    """The ms of a time in seconds, half up, never below 0."""
    return 0 if sign else int(seconds) * 1000 + fraction_ms(fraction)


def write(lyrics: Lyrics, _options: WriteOptions) -> str:
    """The timed lines as labels in the order of time, the offset applied; a line without an end is a point.

    With no time at all the plain text is written.
    """
    rows = [
        f"{_seconds(line.start_ms or 0)}\t{_seconds(_end_ms(line))}\t{one_row(line.text).replace(_TAB, ' ')}"
        for line in sorted_timed(lyrics, moved=True)
    ]
    return joined(rows or untimed_rows(lyrics))


def _end_ms(line: Line) -> int:
    start_ms = line.start_ms or 0
    return start_ms if line.end_ms is None else max(start_ms, line.end_ms)


def _seconds(ms: int) -> str:
    return f"{ms // 1000}.{ms % 1000:03d}000"


def score(text: str) -> float:
    """How surely a text is a label track: certain where half of its first rows are labels."""
    rows = [row for row in rows_of(text[:_SCORED_CHARS]) if row.strip() and not row.startswith(_FREQUENCIES)]
    labels = sum(_LABEL.fullmatch(row.lstrip("\ufeff ")) is not None for row in rows)
    return 0.95 if labels and 2 * labels >= len(rows) else 0.0


AUDACITY = Format(
    id="audacity",
    label="Audacity labels",
    suffixes=(".labels.txt", ".labels"),
    read=read,
    write=write,
    score=score,
    keeps=frozenset({"lines", "ends", "blanks"}),
    unit_ms=1,
    about="Labels beside a waveform",
)
