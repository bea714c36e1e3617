"""KRC, the word-timed lyrics of KuGou once deciphered: `[start,length]<offset,length,0>word`, side texts in a tag."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from typing import Any

from lrc_studio.core.lyrics import Line
from lrc_studio.formats.base import Format, Reading
from lrc_studio.formats.syllable_rows import LINE_SPAN, SyllableRows, parts_after, row_share, sung_line

_MARK = re.compile(r"<([0-9]{1,9}),([0-9]{1,9})(?:,-?[0-9]{1,9})?>")
_ROMANIZATION, _TRANSLATION = 0, 1


def read(text: str) -> Reading:
    """Lyrics from KRC text; word times count from their line, and the tag `language` holds translation and
    romanization of each line in order. Raises `InputError` where it holds no such row.
    """
    rows = SyllableRows(_line).take(text)
    packed = rows.tags.pop("language", "")
    sides = _sides(packed)
    if packed and sides is None:
        reading = rows.reading("KRC", ("The translation inside the file is damaged and was left out.",))
    else:
        rows.lines = _with_sides(rows.lines, sides or {})
        reading = rows.reading("KRC")
    return reading


def _line(row: str) -> Line | None:
    span = LINE_SPAN.match(row)
    if span is None:
        return None
    start_ms = int(span[1])
    return sung_line(parts_after(row[span.end() :], _MARK, start_ms), start_ms, int(span[2]))


def _sides(packed: str) -> dict[int, list[str]] | None:
    """The side texts by kind from the packed JSON, or None where it is damaged."""
    try:
        told = json.loads(base64.b64decode(packed, validate=False))
        return {int(each["type"]): [_joined(row) for row in each["lyricContent"]] for each in told["content"]}
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _joined(row: Any) -> str:
    return " ".join("".join(map(str, row if isinstance(row, list) else [row])).split())


def _with_sides(lines: list[Line], sides: dict[int, list[str]]) -> list[Line]:
    """The lines with their side texts, which stand in the order of the timed rows."""
    found = []
    number = 0
    for line in lines:
        if line.start_ms is not None:
            line = replace(
                line, translation=_at(sides, _TRANSLATION, number), romanization=_at(sides, _ROMANIZATION, number)
            )
            number += 1
        found.append(line)
    return found


def _at(sides: dict[int, list[str]], kind: int, number: int) -> str | None:
    texts = sides.get(kind, [])
    return texts[number] or None if number < len(texts) else None


def score(text: str) -> float:
    """How surely a text is KRC: half of its rows have a span and an angle mark in ms right after it."""
    return 0.95 if row_share(text, _fits) >= 0.5 else 0.0


def _fits(row: str) -> bool:
    span = LINE_SPAN.match(row)
    return span is not None and _MARK.match(row, span.end()) is not None


KRC = Format(id="krc", label="KRC (KuGou)", suffixes=(".krc",), read=read, write=None, score=score)
