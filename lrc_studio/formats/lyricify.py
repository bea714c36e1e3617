"""Lyricify Syllable: `[property]word(start,length)`, the property telling side of the duet and background."""

from __future__ import annotations

import re
from dataclasses import replace

from lrc_studio.core.lyrics import Line
from lrc_studio.formats.base import Format, Reading
from lrc_studio.formats.syllable_rows import AFTER_MARK, LINE_SPAN, SyllableRows, parts_before, row_share, sung_line

_PROPERTY = re.compile(r"\[([0-8]?)\]")
_SIDES = {1: "v1", 2: "v2"}  # of the property modulo 3: left, right; 0 says nothing
_FIRST_BACKGROUND = 6


def read(text: str) -> Reading:
    """Lyrics from Lyricify Syllable text (docs.lyricify.app, Lyrics Guide); the sides of a duet are voices where both
    occur. Raises `InputError` where it holds no such row.
    """
    rows = SyllableRows(_line).take(text)
    if not any(line.voice == _SIDES[2] for line in rows.lines):
        rows.lines = [replace(line, voice=None) if line.voice else line for line in rows.lines]
    return rows.reading("Lyricify")


def _line(row: str) -> Line | None:
    if not AFTER_MARK.search(row):
        return None
    match = _PROPERTY.match(row)
    said = int(match[1] or 0) if match else 0
    line = sung_line(parts_before(row[match.end() :] if match else row))
    side = _SIDES.get(said % 3)
    return replace(line, voice=side, background=said >= _FIRST_BACKGROUND) if said else line


def score(text: str) -> float:
    """How surely a text is Lyricify Syllable: half of its rows have marks after words and no span of the line."""
    return 0.95 if row_share(text, _fits) >= 0.5 else 0.0


def _fits(row: str) -> bool:
    return LINE_SPAN.match(row) is None and AFTER_MARK.search(row) is not None


LYRICIFY = Format(id="lys", label="Lyricify Syllable", suffixes=(".lys",), read=read, write=None, score=score)
