"""The lyrics as one text with stamps and headings, and that text, changed by hand, back into the lyrics.

Only what was changed in the text changes in the lyrics: a stamp that still stands keeps its line's exact time, its end
and its words, although the text has hundredths alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lrc_studio.core.edits.rows import with_rows
from lrc_studio.core.edits.text import replace_text
from lrc_studio.core.edits.times import set_start
from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.sections import heading_of
from lrc_studio.core.timecode import format_stamp, parse_time

_STAMPS = re.compile(r"\s*((?:\[\d[\d:.,]*\]\s*)+)(.*)", re.DOTALL)
_STAMP = re.compile(r"\[(\d[\d:.,]*)\]")
_BROKEN = re.compile(r"\s*\[\s*\d")
_TAG = re.compile(r"\s*\[(ti|ar|al|au|by|la|re|ve|length|tool|offset|lr)\s*:(.*)\]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as it stands in the text: its stamp as written, its time, its text, the heading above it."""

    text: str
    stamp: str | None = None
    ms: int | None = None
    section: str | None = None


def raw_rows(lyrics: Lyrics, digits: int = 2) -> list[tuple[str, int | None]]:
    """The rows of the text, each with the place of its line; None for the row of a heading."""
    rows: list[tuple[str, int | None]] = []
    for place, line in enumerate(lyrics.lines):
        if line.section:
            rows.append((f"[{line.section}]", None))
        stamp = "" if line.start_ms is None else f"[{format_stamp(line.start_ms, digits)}]"
        rows.append((f"{stamp}{line.text.strip()}", place))
    return rows


def raw_text(lyrics: Lyrics, digits: int = 2) -> str:
    """The lyrics as a text: `[mm:ss.xx]text`, headings in brackets, lines that are not timed without a stamp."""
    return "\n".join(row for row, _ in raw_rows(lyrics, digits))


def wrong_rows(text: str) -> list[int]:
    """The rows, from 0, that begin like a stamp and are none (yet): nothing is taken over while there are any."""
    return [number for number, row in enumerate(text.split("\n")) if _BROKEN.match(row) and not _readable(row)]


def _readable(row: str) -> bool:
    found = _STAMPS.fullmatch(row)
    if found is None:
        return False
    try:
        for stamp in _STAMP.findall(found[1]):
            parse_time(stamp)
    except InputError:
        return False
    return not _BROKEN.match(found[2])


def take_raw(base: Lyrics, text: str, digits: int = 2, verified_too: bool = True) -> Lyrics:
    """The lyrics that `base`, shown as text and changed to `text`, has become; the same object where nothing changed.

    A row with several stamps is sung that often. Tags such as `[ti:…]` become tags. The text has no `wrong_rows`.
    Without `verified_too` a verified line keeps its times, whatever its stamp says.
    """
    if text == raw_text(base, digits):
        return base
    rows = list(_parsed(base, text))
    taken = replace_text(base, "\n".join(row.text for row in rows) + "\n") if rows else base.with_lines(())
    for place, row in enumerate(rows):
        if verified_too or not taken.lines[place].locked:
            taken = _timed(taken, place, row, digits)
    sections = {
        place: replace(taken.lines[place], section=row.section)
        for place, row in enumerate(rows)
        if taken.lines[place].section != row.section
    }
    return _tagged(with_rows(taken, sections), text)


def _parsed(base: Lyrics, text: str) -> Iterator[_Row]:
    spoken = {line.text.strip() for line in base.lines}  # a line that looks like a heading stays a line
    section: str | None = None
    for row in text.split("\n"):
        heading = heading_of(row)
        if _TAG.fullmatch(row):
            continue
        if heading is not None and row.strip() not in spoken:
            section = heading
            continue
        found = _STAMPS.fullmatch(row)
        stamps = _STAMP.findall(found[1]) if found else []
        words = (found[2] if found else row).strip()
        for stamp in stamps or [None]:
            yield _Row(words, stamp, None if stamp is None else parse_time(stamp), section)
            section = None


def _timed(lyrics: Lyrics, place: int, row: _Row, digits: int) -> Lyrics:
    start_ms = lyrics.lines[place].start_ms
    if row.stamp is None or row.ms is None:
        return lyrics if start_ms is None else set_start(lyrics, place, None)
    if start_ms is not None and row.stamp == format_stamp(start_ms, digits):
        return lyrics
    return set_start(lyrics, place, row.ms)


def _tagged(lyrics: Lyrics, text: str) -> Lyrics:
    for row in text.split("\n"):
        found = _TAG.fullmatch(row)
        if found and found[1].lower() != "offset":
            lyrics = lyrics.with_tag(found[1].lower(), found[2].strip())
    return lyrics
