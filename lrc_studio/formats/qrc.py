"""QRC, the word-timed lyrics of QQ Music once deciphered: `[start,length]word(start,length)`, bare or in XML."""

from __future__ import annotations

import re

from lrc_studio.core.lyrics import Line
from lrc_studio.formats.base import Format, Reading
from lrc_studio.formats.syllable_rows import (
    AFTER_MARK,
    BEFORE_MARK,
    LINE_SPAN,
    SyllableRows,
    parts_before,
    row_share,
    sung_line,
)

# The content is cut out by hand: an XML parser would turn the line breaks of an attribute into blanks.
_CONTENT = re.compile(r"""\bLyricContent\s*=\s*(?:"([^"]*)|'([^']*))""")
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_WRAPPER = re.compile(r"<(?:QrcInfos|LyricInfo|Lyric_[0-9])\b")


def read(text: str) -> Reading:
    """Lyrics from QRC text, in its XML wrapper or without. Raises `InputError` where it holds no such row."""
    if _WRAPPER.search(text):
        found = [quoted or single for quoted, single in _CONTENT.findall(text)]
        text = "\n".join(_ENTITY.sub(_sign, content) for content in found)
    return SyllableRows(_line).take(text).reading("QRC")


def _sign(entity: re.Match[str]) -> str:
    """The sign of one of XML's own entities or of a number; no other entity exists here."""
    if entity[1]:
        return _NAMED[entity[1]]
    code = int(entity[2]) if entity[2] else int(entity[3], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _line(row: str) -> Line | None:
    span = LINE_SPAN.match(row)
    return sung_line(parts_before(row[span.end() :]), int(span[1]), int(span[2])) if span else None


def score(text: str) -> float:
    """How surely a text is QRC: its wrapper, or half of its rows with a span and marks after words."""
    if _WRAPPER.search(text[:2000]):
        return 1.0
    return 0.95 if row_share(text, _fits) >= 0.5 else 0.0


def _fits(row: str) -> bool:
    span = LINE_SPAN.match(row)
    return (
        span is not None and not BEFORE_MARK.match(row, span.end()) and AFTER_MARK.search(row, span.end()) is not None
    )


QRC = Format(id="qrc", label="QRC (QQ Music)", suffixes=(".qrc",), read=read, write=None, score=score)
