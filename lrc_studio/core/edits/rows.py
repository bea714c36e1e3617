"""Which rows an edit touches, and how their lines are put back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from lrc_studio.core.lyrics import Line, Lyrics


def rows_in(lyrics: Lyrics, rows: Iterable[int]) -> list[int]:
    """The rows that exist, once each and in order; a row of a view that is out of date is left out."""
    count = len(lyrics.lines)
    return sorted({row for row in rows if 0 <= row < count})


def with_rows(lyrics: Lyrics, changed: Mapping[int, Line]) -> Lyrics:
    """The lyrics with the lines of `changed` in place; the same object where every one is equal to the old one."""
    different = {row: line for row, line in changed.items() if line != lyrics.lines[row]}
    if not different:
        return lyrics
    lines = list(lyrics.lines)
    for row, line in different.items():
        lines[row] = line
    return lyrics.with_lines(lines)


def each_row(lyrics: Lyrics, rows: Iterable[int], change: Callable[[Line], Line]) -> Lyrics:
    """The lyrics with `change` done to the line of each row."""
    return with_rows(lyrics, {row: change(lyrics.lines[row]) for row in rows_in(lyrics, rows)})


def with_all_lines(lyrics: Lyrics, lines: Iterable[Line]) -> Lyrics:
    """The lyrics with these lines; the same object where they are equal to the old ones."""
    new = tuple(lines)
    return lyrics if new == lyrics.lines else lyrics.with_lines(new)


def without_lost_sections(lines: Iterable[tuple[Line, bool]]) -> list[Line]:
    """The lines whose flag says stay; the section label of one that goes moves on to the next line of its section."""
    stay: list[Line] = []
    label: str | None = None
    for line, stays in lines:
        if not stays:
            label = line.section or label
            continue
        stay.append(replace(line, section=label) if label and not line.section else line)
        label = None
    return stay
