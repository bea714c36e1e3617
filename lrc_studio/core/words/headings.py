"""The rows of a lyric text: what is sung, and headings and directions, which name a section and are not sung."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lrc_studio.core.sections import heading_of

_MOST_ROWS_OF_A_HEADING = 3
_MARKUP = re.compile(r"^[\s*_#>]+|[\s*_]+$")
_STRAY = re.compile(r"[\s()\[\]{}（）【】*_#]*")
_BRACKETS = re.compile(r"\[[^\[\]\n]{1,100}\]|【[^【】\n]{1,100}】")
_PARENTHESES = re.compile(r"[(（][^()（）\n]{1,100}[)）]")
# A service may end a row right after the sign that opens the next row's heading.
_EARLY_OPENER = re.compile(r"([(\[（【])([^\S\n]*\n\s*)(?=[^\s()\[\]（）【】][^\n()\[\]（）【】]*[)\]）】])")
_INSTRUMENT = (
    "guitar|piano|drums?|bass|violin|strings?|synth|sax|saxophone|trumpet|brass|horns?|flute|harmonica|cello|organ|"
    "keys|keyboard|percussion|beat|music|instruments?|instrumental|fiddle|banjo|ukulele|accordion|choir|orchestra|"
    "гитара|гитарное|соло|проигрыш"
)
_KIND = "acoustic|electric|soft|gentle|slow|fast|heavy|solo|short|long|upbeat|lead|distorted|melodic|quiet|loud"
_DOING = (
    "solo|riff|intro|outro|interlude|break|breakdown|fill|strum|strumming|strums|pick|picking|plays?|playing|melody|"
    "chords?|fades?|fading|enters?|entering|builds?|building|swells?|continues?|comes?|starts?|stops?|drops?|kicks?|"
    "rolls?|hits?|only|alone|and|with|softly|gently|slowly|slow|soft|fast|loud|romantic|music|sounds?|tune|crescendo|"
    "section|lead|effects?|\\d+"
)
# What is done on the instrument has to follow its name, or a sign: "(Drums in my heart)" is sung.
_DIRECTION = re.compile(
    rf"[(（]\s*((?:(?:{_KIND})\s+){{0,3}}(?:{_INSTRUMENT})(?:(?:\s+(?:{_DOING})\b|\s?[,:;–—-])[^()（）]*)?)[)）]\s*:?",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"[(（]\s*(?:repeat|back to|double|again)\s+(?:the\s+)?([^()（）]+)[)）]\s*:?", re.IGNORECASE)
_EAST_ASIAN_NAME = (
    r"((?:主歌|副歌|前奏|间奏|間奏|尾奏|尾声|桥段|橋段|导歌|導歌|サビ|[ABC]メロ|イントロ|アウトロ|후렴|간주)\s*\d{0,2})"
)
_EAST_ASIAN = re.compile(rf"[(（]\s*{_EAST_ASIAN_NAME}\s*[)）]\s*[:：]?|{_EAST_ASIAN_NAME}\s*[:：]")
_MOST_NAME_WORDS, _LONGEST_NAME = 3, 40
_COLON = re.compile(r"(?<=\S):(?=\s|$)")
_WORD = re.compile(r"(?<!\S)\S+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the text from `start` to before `end`: sung where `heading` is None, else a heading of that label.

    An empty label is a row of brackets or markup alone, which names nothing.
    """

    start: int
    end: int
    heading: str | None = None


def with_openers_moved(text: str) -> str:
    """The text, as long as it was, with a bracket that opens at the end of a row moved to the row it opens."""
    return _EARLY_OPENER.sub(r"\2\1", text)


def label_of(row: str) -> str | None:
    """The label of a row that is only a heading or a direction, or None where it is sung.

    `[Anything]` is one; parentheses and `name:` are where they name a known section or instrument, else they are
    backing vocals and words.
    """
    bare = _MARKUP.sub("", row)
    if not _STRAY.sub("", bare):
        return ""
    again = _AGAIN.fullmatch(bare)
    if again and (heading_of(f"({again[1]})") or heading_of(f"({again[1].removesuffix('s')})")):
        return bare.rstrip(": ")[1:-1].strip()
    found = heading_of(bare.replace("【", "[").replace("】", "]"))
    if found is None and len(bare) <= 100:
        match = _DIRECTION.fullmatch(bare) or _EAST_ASIAN.fullmatch(bare)
        found = next(part for part in match.groups() if part).strip() if match else None
    return found


def rows_of(text: str) -> list[Row]:
    """The rows of the text in order, without the line ends between them; every other character is in one of them."""
    plain_rows = list(_rows(text))
    done: list[Row] = []
    place = 0
    while place < len(plain_rows):
        row = plain_rows[place]
        count = _rows_of_heading(text, plain_rows, place)
        if count:
            whole = Row(row.start, plain_rows[place + count - 1].end)
            done.append(Row(whole.start, whole.end, label_of(" ".join(text[whole.start : whole.end].split()))))
        else:
            done += cut_at(row, _known_brackets(text, row))
        place += max(count, 1)
    return done


def inline_headings(text: str, row: Row) -> Iterator[Row]:
    """The headings within a row of a text that lost its line ends: in brackets, in parentheses or before a colon."""
    free = 0
    part = text[row.start : row.end]
    for start, end in sorted(_marks(part), key=lambda span: (span[0], -span[1])):
        label = label_of(part[start:end])
        if label is not None and start >= free:
            yield Row(row.start + start, row.start + end, label)
            free = end


def cut_at(row: Row, headings: Iterator[Row]) -> list[Row]:
    """The row with the headings in it as rows of their own."""
    done, place = [], row.start
    for heading in headings:
        if place < heading.start:
            done.append(Row(place, heading.start))
        done.append(heading)
        place = heading.end
    return [*done, Row(place, row.end)] if place < row.end or not done else done


def _rows(text: str) -> Iterator[Row]:
    start = 0
    for part in text.split("\n"):
        yield Row(start, start + len(part))
        start += len(part) + 1


def _rows_of_heading(text: str, rows: list[Row], place: int) -> int:
    """How many rows from this one on are a heading together; 0 where the row is sung or blank."""
    first = text[rows[place].start : rows[place].end].strip()
    if not first:
        return 0
    if label_of(first) is not None:
        return 1
    if first[0] not in "([（【" or any(closer in first for closer in ")]）】"):
        return 0
    for count in range(2, min(_MOST_ROWS_OF_A_HEADING, len(rows) - place) + 1):
        joined = " ".join(text[rows[place].start : rows[place + count - 1].end].split())
        if any(closer in joined for closer in ")]）】"):
            return count if label_of(joined) else 0
    return 0


def _known_brackets(text: str, row: Row) -> Iterator[Row]:
    for match in _BRACKETS.finditer(text, row.start, row.end):
        label = match[0][1:-1]
        if label_of(f"({label})") is not None:
            yield Row(match.start(), match.end(), label.strip())


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """Where in the text a heading may be, as (start, end)."""
    for pattern in (_BRACKETS, _PARENTHESES):
        yield from (match.span() for match in pattern.finditer(text))
    for colon in _COLON.finditer(text):
        yield from _names_before(text, colon.end())


def _names_before(text: str, end: int) -> Iterator[tuple[int, int]]:
    """The one to three words that end with the colon before `end`, the longest first, if they are a heading."""
    begin = max(0, end - _LONGEST_NAME)
    words = [begin + match.start() for match in _WORD.finditer(text[begin:end])][-_MOST_NAME_WORDS:]
    yield from ((start, end) for start in words if label_of(text[start:end]) is not None)
