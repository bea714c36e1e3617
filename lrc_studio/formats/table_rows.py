"""The rows of a table of lyrics: which column says what, and what a cell may hold."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from lrc_studio.core.errors import InputError
from lrc_studio.core.timecode import parse_time
from lrc_studio.formats.lrc_rows import MOST_RICH_ROWS, rows_of

COLUMNS = (
    "line",
    "word",
    "start_ms",
    "end_ms",
    "text",
    "voice",
    "background",
    "section",
    "translation",
    "romanization",
)
_NAMES = {
    **{column: column for column in COLUMNS},
    **dict.fromkeys(("start", "begin", "from", "time", "timestamp", "start time", "start_time", "in"), "start"),
    **dict.fromkeys(("end", "to", "stop", "end time", "end_time", "out"), "end"),
    **dict.fromkeys(("start (ms)", "startms", "time_ms", "begin_ms"), "start_ms"),
    **dict.fromkeys(("end (ms)", "endms"), "end_ms"),
    **dict.fromkeys(("lyrics", "lyric", "line text", "words", "label", "caption", "subtitle"), "text"),
    **dict.fromkeys(("singer", "speaker", "actor", "part"), "voice"),
    **dict.fromkeys(("romanisation", "transliteration", "pronunciation"), "romanization"),
}
_DELIMITERS = ",;\t"
_FORMULA_SIGNS = frozenset("=+-@\t\r")  # a spreadsheet runs a cell that begins with one (OWASP, CSV injection)
_MS = re.compile(r"[0-9]{1,12}(?:[.,]0*)?")
_QUOTED = re.compile(r'"[^"\n]*"')


def guarded(text: str) -> str:
    """A cell that a spreadsheet takes for text: an apostrophe before what would be a formula."""
    return f"'{text}" if text.lstrip("'")[:1] in _FORMULA_SIGNS else text


def unguarded(cell: str) -> str:
    """The text of a cell, see `guarded`."""
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in _FORMULA_SIGNS else cell


def table_of(text: str) -> Iterator[list[str]]:
    """The rows of cells of a text, the delimiter taken from its first row.

    Raises `InputError` where a cell is not closed or longer than any lyrics.
    """
    rows = rows_of(text.lstrip("\ufeff"), MOST_RICH_ROWS)
    plain = _QUOTED.sub("", next((row for row in rows if row.strip()), ""))
    delimiter = max(_DELIMITERS, key=plain.count)
    try:
        yield from csv.reader((f"{row}\n" for row in rows), delimiter=delimiter)
    except csv.Error:
        raise InputError(
            "This table cannot be read: a cell has no closing quotation mark or is far too long."
        ) from None


def columns_of(first: Sequence[str]) -> dict[str, int] | None:
    """Which column says what, from the first row; None where it names no text."""
    names = [_NAMES.get(cell.strip().lower()) for cell in first]
    found = {name: number for number, name in reversed(list(enumerate(names))) if name}
    return found if "text" in found else None


def columns_without_names(first: Sequence[str]) -> dict[str, int] | None:
    """The columns of a table without a first row of names: start, perhaps end, then text; None where it is none."""
    times = [time_ms(cell) is not None for cell in first[:2]]
    if times == [True, True] and len(first) > 2:
        return {"start": 0, "end": 1, "text": 2}
    return {"start": 0, "text": 1} if times[:1] == [True] and len(first) > 1 else None


def time_ms(cell: str) -> int | None:
    """The time of a cell as people write it (`65.5` are seconds, `1:05.5`), or None."""
    if cell.isdigit() and cell.isascii() and len(cell) < 9:
        return int(cell) * 1000
    try:
        return parse_time(cell)
    except InputError:
        return None


def whole_ms(cell: str) -> int | None:
    """The time of a cell in whole ms, or None."""
    match = _MS.fullmatch(cell.strip())
    return int(re.split("[.,]", match[0])[0]) if match else None
