"""Time stamps of LRC: what `[mm:ss.xx]` and `<mm:ss.xx>` may look like, and how they are written."""

from __future__ import annotations

import re
from enum import Enum

# Lengths are bounded, so that no run of digits or blanks costs more than one pass; ASCII digits only, as full-width
# ones are a trap (LRCGET never returns from them).
_TIME = r"[ \t]*(-?)([0-9]{1,6})[ \t]*:[ \t]*([0-9]{1,6})(?:[ \t]*([.:])[ \t]*([0-9]+)(?:\.([0-9]+))?)?[ \t]*"
LINE_STAMP = re.compile(rf"\[{_TIME}\]")
WORD_MARK = re.compile(rf"<{_TIME}>")


class Note(Enum):
    """Something worth telling about a file's stamps; the value is the sentence, told once a file."""

    COLON_FRACTION = "Stamps such as [01:02:50] were read as minutes, seconds and a fraction."
    SECONDS_OVER_59 = "Some stamps have 60 seconds or more; the surplus was carried into the minutes."
    NEGATIVE = "Some stamps are below zero; they were set to 0."
    BACKWARDS = "Some word times run backwards; the words keep their written order."


def stamp_ms(match: re.Match[str], notes: set[Note]) -> int | None:
    """The time in ms of a matched stamp or mark, or None if it is none after all; `notes` collects remarks.

    A fraction of any length is a decimal fraction, rounded half up to ms. Three parts with a dot are hours
    (OpenLyrics, OSD Lyrics, Navidrome), with colons only a fraction (Kodi, lrc-kit, lrc-maker, FeelUOwn, Gramophone).
    """
    sign, first, second, separator, third, fraction = match.groups()
    hours = 0
    if fraction is not None:
        if separator == ".":
            return None
        hours, first, second, third = int(first), second, third[-6:], fraction
    elif separator == ":":
        notes.add(Note.COLON_FRACTION)
    if int(second) > 59:
        notes.add(Note.SECONDS_OVER_59)
    if sign:
        notes.add(Note.NEGATIVE)
        return 0
    return hours * 3_600_000 + int(first) * 60_000 + int(second) * 1000 + fraction_ms(third)


def fraction_ms(digits: str | None) -> int:
    """The ms of a decimal fraction's digits, half up: "5" is 500, "1235" is 124."""
    if not digits:
        return 0
    return (int(f"{digits[:4]:0<4}") + 5) // 10


def is_dotted(match: re.Match[str]) -> bool:
    """Whether a stamp has a fraction after a dot, as word timing in square brackets has."""
    return match[4] == "." or match[6] is not None


def rounded_ms(ms: int, digits: int) -> int:
    """`ms` as a stamp with `digits` (2 or 3) fraction digits will say it: the nearest, half up."""
    return ms if digits == 3 else (ms + 5) // 10 * 10


_SCORED_CHARS = 20_000
_TAGGED = re.compile(r"(?im)^@(?:Ruby[0-9]+|Title|Artist|TaggingBy|Emoji[0-9]*)=")
_COLON_STAMP = r"\[[0-9]{1,3}:[0-9]{2}:[0-9]{2}\]"
_SUNG_ROW = re.compile(rf"{_COLON_STAMP}[^\[\]\r\n]+{_COLON_STAMP}")


def is_time_tagged(text: str) -> bool:
    """Whether a text has the time tags of Nicokara rather than LRC's stamps.

    It has some if a row begins with one of its `@` tags and another has a stamp, or if most rows have text between
    `[mm:ss:cc]` marks: in LRC such marks inside a row are lyrics.
    """
    head = text[:_SCORED_CHARS]
    if LINE_STAMP.search(head) is None:
        return False
    if _TAGGED.search(text):
        return True
    rows = [row for row in re.split("[\r\n]+", head) if row.strip()]
    return 2 * sum(_SUNG_ROW.search(row) is not None for row in rows) > len(rows)
