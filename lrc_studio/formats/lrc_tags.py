"""The id tags of LRC, `[key:value]`, and the offset among them."""

from __future__ import annotations

import re

from lrc_studio.core.lyrics import Lyrics

_KEY = re.compile(r"\[\s*([^\W\d][^\[\]:]{0,60}|#)\s*:")
_BRACKET = re.compile(r"[\[\]]")
_OFFSET = re.compile(r"([+-]?[0-9]{1,9})\s*(ms)?", re.IGNORECASE)
# Written files are UTF-8, so a tag that says otherwise would be untrue.
_NOT_WRITTEN = frozenset({"offset", "encoding"})


def tags_of(row: str) -> list[tuple[str, str]]:
    """The tags of a row as (lower-case key, value), or nothing if the row has text beside them.

    Several tags may share a row (Wikipedia's own example); a value may hold brackets and runs to the last one.
    """
    if not row.endswith("]"):
        return []
    parts = _groups(row)
    tags = [_tag(part) for part in parts]
    if any(tag is None for tag in tags):
        tags = [_tag(row)]
    return [tag for tag in tags if tag is not None]


def _groups(row: str) -> list[str]:
    """The bracketed groups of a row where nothing but blanks stands between them, else the row itself."""
    groups: list[str] = []
    depth, begin = 0, 0
    for match in _BRACKET.finditer(row):
        if depth == 0 and row[begin : match.start()].strip():
            return [row]
        if depth == 0:
            begin = match.start()
        depth += 1 if match[0] == "[" else -1
        if depth < 0:
            return [row]
        if depth == 0:
            groups.append(row[begin : match.end()])
            begin = match.end()
    return groups if depth == 0 else [row]


def _tag(part: str) -> tuple[str, str] | None:
    match = _KEY.match(part)
    return (match[1].strip().lower(), part[match.end() : -1].strip()) if match else None


def offset_of(value: str) -> tuple[int | None, str | None]:
    """The offset in ms (positive is earlier) and a remark; None for a value that is no number, without one if empty."""
    match = _OFFSET.fullmatch(value)
    if match is None:
        return None, "The offset is not a number and was left out." if value else None
    remark = "The offset has a unit; it was read as milliseconds." if match[2] else None
    return int(match[1]), remark


def tag_rows(lyrics: Lyrics, keep_offset: bool) -> list[str]:
    """The tag rows of a written file; the offset without plus sign and blank, as Kodi and OpenLyrics fail on them."""
    rows = [f"[{key}:{' '.join(value.split())}]" for key, value in lyrics.tags if key not in _NOT_WRITTEN]
    if keep_offset and lyrics.offset_ms:
        rows.append(f"[offset:{lyrics.offset_ms}]")
    return rows
