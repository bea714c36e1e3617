"""Edits of which lines there are: insert, delete, move."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lrc_studio.core.edits.rows import rows_in, with_all_lines, without_lost_sections
from lrc_studio.core.lyrics import Line, Lyrics


def insert_line(lyrics: Lyrics, index: int, line: Line | None = None) -> Lyrics:
    """Put a line (empty and not timed by default) before row `index`; past the end it goes last."""
    at = min(max(index, 0), len(lyrics.lines))
    return lyrics.with_lines((*lyrics.lines[:at], line or Line(""), *lyrics.lines[at:]))


def delete_lines(lyrics: Lyrics, rows: Iterable[int]) -> Lyrics:
    """Take the lines out; a section label among them moves on to the next line of its section."""
    gone = set(rows_in(lyrics, rows))
    if not gone:
        return lyrics
    return lyrics.with_lines(without_lost_sections((line, row not in gone) for row, line in enumerate(lyrics.lines)))


def moved_order(count: int, rows: Iterable[int], by: int) -> list[int]:
    """The old row at each new place when `rows` of `count` move by `by` places, stopping at either end."""
    order = list(range(count))
    chosen = {row for row in rows if 0 <= row < count}
    step = 1 if by > 0 else -1
    places = range(count - 1, -1, -1) if by > 0 else range(count)
    for _ in range(min(abs(by), count) if chosen else 0):
        for place in places:
            other = place + step
            if 0 <= other < count and order[place] in chosen and order[other] not in chosen:
                order[place], order[other] = order[other], order[place]
    return order


def move_lines(lyrics: Lyrics, rows: Iterable[int], by: int) -> Lyrics:
    """Move the lines up (negative) or down with their times; gaps between them stay, at an end they stop.

    Section labels stay at their place in the song, so a line that crosses one joins the other section.
    """
    order = moved_order(len(lyrics.lines), rows, by)
    sections = [line.section for line in lyrics.lines]
    moved = (lyrics.lines[row] for row in order)
    return with_all_lines(
        lyrics,
        [
            line if line.section == section else replace(line, section=section)
            for line, section in zip(moved, sections, strict=True)
        ],
    )
