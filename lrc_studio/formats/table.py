"""Lyrics as a table (CSV) for spreadsheets: a row for each line, followed by a row for each of its words."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats.base import Format, Reading, WriteOptions
from lrc_studio.formats.lrc_writing import moved_lines, one_row
from lrc_studio.formats.quick import collector_paused, quick_line
from lrc_studio.formats.sung import fitted, text_of, words_of
from lrc_studio.formats.table_rows import (
    COLUMNS,
    columns_of,
    columns_without_names,
    guarded,
    table_of,
    time_ms,
    unguarded,
    whole_ms,
)

_YES = frozenset({"1", "true", "yes", "x"})
_SIDES = ("voice", "section", "translation", "romanization")
_SCORED_CHARS = 20_000
Part = tuple[str, int | None, int | None]


def read(text: str) -> Reading:
    """Lyrics from a table: the first row names the columns (`text` and, if timed, `start_ms` or `start`).

    Rows keep their order. A table without names is taken as start, end and text. Raises `InputError` where no column
    holds the text.
    """
    reader = _TableReader()
    with collector_paused():
        for cells in table_of(text):
            if any(cells):
                reader.take(cells)
    if reader.columns is None:
        raise InputError("This table has no column of lyrics; name one “text” in the first row.")
    told = (
        f"{reader.unread} times in the table could not be read." if reader.unread > 1 else "1 time could not be read."
    )
    return Reading(Lyrics(tuple(reader.lines())), (told,) if reader.unread else ())


class _TableReader:
    """What the rows of a table say."""

    def __init__(self) -> None:
        self.columns: dict[str, int] | None = None
        self.unread = 0
        self._lines: list[tuple[Line, list[Part]]] = []
        self._number: str | None = None

    def take(self, cells: Sequence[str]) -> None:
        """Take in one row; the first one may name the columns."""
        if self.columns is None:
            self.columns = columns_of(cells)
            if self.columns is not None:
                return
            self.columns = columns_without_names(cells)
            if self.columns is None:
                raise InputError("This table has no column of lyrics; name one “text” in the first row.")
        self._take_line_or_word(cells)

    def _take_line_or_word(self, cells: Sequence[str]) -> None:
        text = unguarded(self._cell(cells, "text").replace("\r", " ").replace("\n", " "))
        start_ms, end_ms = self._time(cells, "start"), self._time(cells, "end")
        number = self._cell(cells, "line")
        if self._cell(cells, "word").strip():
            if not self._lines or number != self._number:
                self._lines.append((quick_line("", None), []))
            self._lines[-1][1].append((text, start_ms, end_ms))
        else:
            self._lines.append((self._line(cells, text.strip(), start_ms, end_ms), []))
        self._number = number

    def _line(self, cells: Sequence[str], text: str, start_ms: int | None, end_ms: int | None) -> Line:
        line = quick_line(text, start_ms)
        sides = {side: said for side in _SIDES if (said := one_row(unguarded(self._cell(cells, side))))}
        background = self._cell(cells, "background").strip().lower() in _YES
        if sides or background or end_ms is not None:
            line = replace(line, end_ms=end_ms, background=background, **sides)  # type: ignore[arg-type]
        return line

    def _cell(self, cells: Sequence[str], name: str) -> str:
        place = self.columns.get(name, -1) if self.columns else -1
        return cells[place] if 0 <= place < len(cells) else ""

    def _time(self, cells: Sequence[str], name: str) -> int | None:
        """The time in `start_ms`, or as people write it in `start`."""
        exact, written = self._cell(cells, f"{name}_ms"), self._cell(cells, name)
        ms = whole_ms(exact) if exact.strip() else time_ms(written)
        self.unread += ms is None and bool(exact.strip() or written.strip())
        return ms

    def lines(self) -> Iterator[Line]:
        """The lines with their words."""
        for line, parts in self._lines:
            texts = fitted([text for text, _, _ in parts], line.text)
            words = words_of((text, *part[1:]) for text, part in zip(texts, parts, strict=True))
            if words:
                starts = [word.start_ms for word in words if word.start_ms is not None]
                start_ms = line.start_ms if line.start_ms is not None or not starts else starts[0]
                line = replace(line, text=text_of(words), words=words, start_ms=start_ms)
            yield line


def write(lyrics: Lyrics, _options: WriteOptions) -> str:
    """The lyrics as a table with commas, times in whole ms with the offset applied; a cell is never a formula."""
    rows = _Rows()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, line in enumerate(moved_lines(lyrics), start=1):
        writer.writerow(_line_cells(number, line))
        writer.writerows(_word_cells(number, place, word) for place, word in enumerate(line.words, start=1))
    return "".join(rows)


class _Rows(list[str]):
    """Takes what a CSV writer writes."""

    def write(self, row: str) -> None:
        """Take one row."""
        self.append(row)


def _line_cells(number: int, line: Line) -> list[str | int | None]:
    sides = [guarded(one_row(getattr(line, side) or "")) for side in _SIDES]
    text = guarded(one_row(line.text))
    return [number, "", line.start_ms, line.end_ms, text, sides[0], "yes" if line.background else "", *sides[1:]]


def _word_cells(number: int, place: int, word: Word) -> list[str | int | None]:
    text = guarded(word.text.replace("\r", " ").replace("\n", " "))
    return [number, place, word.start_ms, word.end_ms, text, *[""] * 5]


def score(text: str) -> float:
    """How surely a text is such a table: its first row names a text and a time."""
    try:
        first = next((cells for cells in table_of(text[:_SCORED_CHARS]) if any(cells)), [])
    except InputError:
        return 0.0
    columns = columns_of(first) if len(first) > 1 else None
    return 0.95 if columns and {"start", "start_ms"} & columns.keys() else 0.0


CSV = Format(
    id="csv",
    label="Table (CSV)",
    suffixes=(".csv", ".tsv"),
    read=read,
    write=write,
    score=score,
    keeps=frozenset(
        {
            *("lines", "ends", "words", "word_ends", "untimed", "voices", "background", "sections"),
            *("translations", "romanizations", "blanks"),
        }
    ),
    unit_ms=1,
    about="A row a line, for spreadsheets",
)
