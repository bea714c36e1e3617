"""Where lines begin in a text that lost its line ends: by the lyric text, else by what is left in it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lrc_studio.core.words.doubts import BREAKS_GUESSED, BREAKS_MISSING, BREAKS_TAKEN
from lrc_studio.core.words.headings import Row, cut_at, inline_headings, rows_of
from lrc_studio.core.words.matching import letter_places, matched

_LONGEST_MEAN = 100
"""Signs; where rows are longer on average they are no lines (they have 20 to 50)."""

_LONGEST_LINE = 40
_SHORTEST_LOST = 60
_SHORTEST_LINE = 10
_LEAST_ALIKE = 0.6
_FEWEST_WORDS = 3
_PAUSE_MS = 300
_LONG_PAUSE_MS = 700
_MOST_CAPITALS = 0.35
_MOST_LETTERS = 400_000

_WIDE_GAP = re.compile(r"[^\S\n]{2,}(?=\S)|\t+(?=\S)")
_WORD = re.compile(r"[^\s，。！？；]*[，。！？；]+|[^\s，。！？；]+")
_OPENERS = "([{（“‘\"'«¿¡"
_CLOSED = re.compile(r"[,.!?;:…。，、！？；—–)\]）”»]['\"”»)]*$")
_ALWAYS_CAPITAL = re.compile(r"I(?:['’].*|[,.!?;:…]*)$")

Pauses = dict[int, int]
"""How long nothing is sung before the sign at a place of the text, in ms."""


def without_lost_ends(text: str, pauses: Pauses, lyric_text: str | None) -> tuple[list[Row], list[str]]:
    """The rows of the text, cut into lines where it lost its line ends, and the doubt that this leaves."""
    rows = rows_of(text)
    if not has_lost_ends(text, rows, lyric_text is not None and "\n" in lyric_text.strip()):
        return rows, []
    inner = [
        part for row in rows for part in ([row] if row.heading is not None else cut_at(row, inline_headings(text, row)))
    ]
    taken = _by_lyric_text(text, inner, lyric_text) if lyric_text else None
    if taken is not None:
        return taken, [BREAKS_TAKEN]
    guessed = [part for row in inner for part in ([row] if row.heading is not None else _guessed(text, row, pauses))]
    return guessed, [BREAKS_GUESSED if len(guessed) > len(rows) else BREAKS_MISSING]


def has_lost_ends(text: str, rows: Sequence[Row], known: bool) -> bool:
    """Whether the rows are far longer than lines are; with `known` line ends to be had, one row alone is enough."""
    sung = [text[row.start : row.end] for row in rows if row.heading is None and text[row.start : row.end].strip()]
    width = sum(map(_width, sung))
    if width > _LONGEST_MEAN * len(sung):
        return True
    return bool(sung) and "\n" not in text.strip() and (known or width > _SHORTEST_LOST)


def _width(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text)


# ---- by the lyric text ----------------------------------------------------------------------------------------------


def _by_lyric_text(text: str, rows: Sequence[Row], lyric_text: str) -> list[Row] | None:
    """The rows cut where the lines of the lyric text begin, its headings too where the text has none.

    None where the lyric text does not say the same, as a description of the song does not.
    """
    sheet = rows_of(lyric_text)
    lines = [row for row in sheet if row.heading is None and lyric_text[row.start : row.end].strip()]
    ours, places = letter_places(text, [(row.start, row.end) for row in rows if row.heading is None])
    theirs, their_places = letter_places(lyric_text, [(row.start, row.end) for row in lines])
    if not ours or len(lines) < 2 or max(len(ours), len(theirs)) > _MOST_LETTERS:
        return None
    pairs = matched(ours, theirs)
    if sum(place >= 0 for place in pairs) < _LEAST_ALIKE * len(ours):
        return None
    cuts = _cuts(lines, their_places, pairs)
    begins = {line: _start_of_word(text, places[cut]) for line, cut in cuts.items() if cut < len(places)}
    headings = {} if any(row.heading for row in rows) else _headings(sheet, begins)
    inner = sorted(set(begins.values()))
    return [part for row in rows for part in _cut(row, inner, headings)]


def _cuts(lines: Sequence[Row], their_places: Sequence[int], pairs: Sequence[int]) -> dict[Row, int]:
    """For each line of the lyric text the place, among our letters, where it begins, as far as it is known.

    That is where its first letter is, else behind the last letter of the line before it.
    """
    found: dict[Row, int] = {}
    for line in lines:
        at = bisect_left(their_places, line.start)
        if at < len(pairs) and pairs[at] >= 0:
            found[line] = pairs[at]
        elif 0 < at < len(pairs) and pairs[at - 1] >= 0:
            found[line] = pairs[at - 1] + 1
    return found


def _headings(sheet: Sequence[Row], begins: dict[Row, int]) -> dict[int, str]:
    """The lyric text's headings by the place in our text where the line after each begins."""
    rows = [row for row in sheet if row.heading or row in begins]
    return {begins[after]: row.heading for row, after in pairwise(rows) if row.heading and after in begins}


def _start_of_word(text: str, place: int) -> int:
    """The place where opening brackets and quotes right before a letter begin."""
    while place and text[place - 1] in _OPENERS and (place < 2 or not text[place - 2].isalnum()):
        place -= 1
    return place


def _cut(row: Row, cuts: Sequence[int], headings: dict[int, str]) -> Iterator[Row]:
    """The row in parts that begin at the cuts, which rise; a heading's empty row goes before the part it begins."""
    if row.heading is not None:
        yield row
        return
    inner = cuts[bisect_right(cuts, row.start) : bisect_left(cuts, row.end)]
    for start, end in pairwise([row.start, *inner, row.end]):
        if start in headings:
            yield Row(start, start, headings[start])
        yield Row(start, end)


# ---- by what is left ------------------------------------------------------------------------------------------------


def _guessed(text: str, row: Row, pauses: Pauses) -> Iterator[Row]:
    """The row cut at runs of blanks, and where that leaves it long at capitals, stops and pauses."""
    wide = [row.start + match.end() for match in _WIDE_GAP.finditer(text[row.start : row.end])]
    for start, end in pairwise([row.start, *wide, row.end]):
        part = Row(start, end)
        yield from _by_capitals(text, part, pauses) if _width(text[start:end]) > _LONGEST_LINE else (part,)


def _by_capitals(text: str, row: Row, pauses: Pauses) -> Iterator[Row]:
    words = [(row.start + match.start(), match[0]) for match in _WORD.finditer(text[row.start : row.end])]
    capitals = sum(_is_capital(word) for _, word in words)
    if capitals:
        cuts = _cuts_at_capitals(words, pauses, needs_sign=capitals > _MOST_CAPITALS * len(words))
    else:
        cuts = _cuts_at_stops(words, pauses)
    for start, end in pairwise([row.start, *cuts, row.end]):
        yield Row(start, end)


def _cuts_at_capitals(words: Sequence[tuple[int, str]], pauses: Pauses, needs_sign: bool) -> list[int]:
    """Before words with a capital, three words apart; where half of all have one, only after a stop or a pause."""
    cuts: list[int] = []
    since = 0
    for (_, before), (place, word) in pairwise(words):
        since += 1
        sign = bool(_CLOSED.search(before)) or pauses.get(place, 0) >= _PAUSE_MS
        if _is_capital(word) and since >= _FEWEST_WORDS and (sign or not needs_sign):
            cuts.append(place)
            since = 0
    return cuts


def _cuts_at_stops(words: Sequence[tuple[int, str]], pauses: Pauses) -> list[int]:
    """After stops and long pauses, for writing without capitals; lines of a few signs are not made."""
    cuts: list[int] = []
    since = 0
    for (_, before), (place, _) in pairwise(words):
        since += _width(before)
        if since >= _SHORTEST_LINE and (_CLOSED.search(before) or pauses.get(place, 0) >= _LONG_PAUSE_MS):
            cuts.append(place)
            since = 0
    return cuts


def _is_capital(word: str) -> bool:
    bare = word.lstrip(_OPENERS)
    return bare[:1].isupper() and not _ALWAYS_CAPITAL.match(bare)
