"""Nicokara time tags: `[mm:ss:cc]` before each sign, `@Ruby` readings, as RhythmicaLyrics and Nicokara Maker use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats.base import Format, Reading
from lrc_studio.formats.lrc_rows import MOST_RICH_ROWS, rows_of
from lrc_studio.formats.lrc_stamps import LINE_STAMP, Note, is_time_tagged, stamp_ms
from lrc_studio.formats.lrc_tags import offset_of
from lrc_studio.formats.lrc_words import words_between
from lrc_studio.formats.quick import collector_paused, quick_line
from lrc_studio.formats.ruby import RUBY, Readings
from lrc_studio.formats.sung import in_time, text_of

_TAG = re.compile(r"@([A-Za-z][A-Za-z0-9_]{0,30})=(.*)", re.DOTALL)
_KEYS = {"title": "ti", "artist": "ar", "album": "al", "taggingby": "by"}
_SILENT = "emoji"  # pictures in place of signs, which are files of their own


def read(text: str) -> Reading:
    """Lyrics from time tags with `@` tags. Marks are word times; a mark at the end of a row ends its last sign.

    The reading of a line (`@Ruby`) is its romanization. Raises `InputError` where nothing is timed or tagged.
    """
    rows, readings, tags, notes = [], Readings(), {}, set[Note]()
    for row in rows_of(text, MOST_RICH_ROWS):
        row = row.strip("\ufeff\u200b")
        if ruby := RUBY.match(row):
            readings.add(ruby[1])
        elif tag := _TAG.match(row):
            tags[tag[1].lower()] = tag[2].strip()
        elif row.strip():
            rows.append(row)
    readings.settle()
    with collector_paused():
        lines = in_time(list(_lines(rows, readings, notes)))
    if not tags and not any(line.start_ms is not None for line in lines):
        raise InputError("This file holds no time tags; open it as another format.")
    offset_ms = offset_of(tags.pop("offset", ""))[0] or 0
    kept = tuple((_KEYS.get(key, key), value) for key, value in tags.items() if value and not key.startswith(_SILENT))
    told = tuple(note.value for note in Note if note in notes and note is not Note.COLON_FRACTION)
    return Reading(Lyrics(tuple(lines), tuple(dict(kept).items()), offset_ms), told)


def _lines(rows: list[str], readings: Readings, notes: set[Note]) -> Iterator[Line]:
    for row in rows:
        line = _line(row, notes)
        reading = readings.over(line)
        yield replace(line, romanization=reading) if reading else line


def _line(row: str, notes: set[Note]) -> Line:
    """The line of a row; text before its first mark begins with that mark, as nothing says when else."""
    texts, times, place = [], [], 0
    for match in LINE_STAMP.finditer(row):
        ms = stamp_ms(match, notes)
        if ms is not None:
            texts.append(row[place : match.start()])
            times.append(ms)
            place = match.end()
    if not times:
        return quick_line(row.strip(), None)
    words = words_between([*texts, row[place:]], [times[0], *times], notes)
    if not words:
        return quick_line("", times[0])
    if _is_plain(texts, row[place:]):
        return quick_line(text_of(words), times[0])
    return quick_line(text_of(words), times[0], words)


def _is_plain(texts: list[str], last: str) -> bool:
    """Whether the one mark stands at the row's beginning, so that only the line is timed."""
    return len(texts) == 1 and not texts[0].strip() and bool(last.strip())


def score(text: str) -> float:
    """How surely a text has Nicokara's time tags: `@` tags of its own, or marks with colons between most signs."""
    return 1.0 if is_time_tagged(text) else 0.0


NICOKARA = Format(id="nicokara", label="Nicokara", suffixes=(".kra",), read=read, write=None, score=score)
