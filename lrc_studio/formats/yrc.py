"""YRC, the word-timed lyrics of NetEase Cloud Music: `[start,length](start,length,0)word`, credits as JSON rows."""

from __future__ import annotations

import json

from lrc_studio.core.lyrics import Line
from lrc_studio.formats.base import Format, Reading
from lrc_studio.formats.quick import quick_line
from lrc_studio.formats.syllable_rows import BEFORE_MARK, LINE_SPAN, SyllableRows, parts_after, row_share, sung_line

_CREDIT = '{"t":'


def read(text: str) -> Reading:
    """Lyrics from YRC text; a row of credits is a line of its own. Raises `InputError` where it holds no such row."""
    return SyllableRows(_line).take(text).reading("YRC")


def _line(row: str) -> Line | None:
    span = LINE_SPAN.match(row)
    if span:
        return sung_line(parts_after(row[span.end() :], BEFORE_MARK), int(span[1]), int(span[2]))
    return _credit(row) if row.startswith(_CREDIT) else None


def _credit(row: str) -> Line | None:
    """The line of a row such as `{"t":0,"c":[{"tx":"Lyrics: "},{"tx":"Ann"}]}`."""
    try:
        said = json.loads(row)
        text = "".join(str(part["tx"]) for part in said["c"])
        start_ms = said["t"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    known = type(start_ms) is int and 0 <= start_ms < 10**9
    return quick_line(" ".join(text.split()), start_ms if known else None)


def score(text: str) -> float:
    """How surely a text is YRC: half of its rows have a span and a mark before the first word, or are credits."""
    sung = row_share(text, lambda row: not row.startswith(_CREDIT))
    return 0.95 if sung and row_share(text, _fits) >= 0.5 else 0.0


def _fits(row: str) -> bool:
    span = LINE_SPAN.match(row)
    return BEFORE_MARK.match(row, span.end()) is not None if span else row.startswith(_CREDIT)


YRC = Format(id="yrc", label="YRC (NetEase)", suffixes=(".yrc",), read=read, write=None, score=score)
