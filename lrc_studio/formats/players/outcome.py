"""What a player makes of a written file, beside what was meant: rows it drops, shows otherwise, or at other times."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lrc_studio.core.edits.moving import own_start
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats.lrc_writing import one_row
from lrc_studio.formats.players.base import Shown

LONG_MS = 5000
"""A row that stays this much longer than it is sung is worth a word."""
_NEAR_MS = 10  # a rounded time
_FAR_MS = 1000  # a dropped fraction
_MARK = re.compile(r"<[0-9:.]+>")
_EDGES = " ()（）"
_UNSEEN = str.maketrans("", "", "\u200b\u2060")  # writers put them where a sign would be taken for markup
KINDS = ("untimed", "dropped", "covered", "marks", "text", "time", "long")


@dataclass(frozen=True, slots=True)
class Meant:
    """A row of the document as it is heard: `line` counts from 1, `end_ms` is None where nothing says it."""

    line: int
    start_ms: int
    end_ms: int | None
    text: str
    background: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong with `count` rows, `kind` being one of `KINDS`.

    `line` is the first of them in the document (from 1), `most_ms` the largest difference of times (negative: early),
    or how long a row stays (0: nobody knows).
    """

    kind: str
    count: int
    line: int
    most_ms: int = 0


Pair = tuple[Meant, Shown | None]


def meant_rows(lyrics: Lyrics) -> list[Meant]:
    """The timed rows with text, in the order of their times, the offset applied."""
    timed = ((number, line, own_start(line)) for number, line in enumerate(lyrics.lines, start=1) if line.text.strip())
    rows = [
        Meant(number, max(0, start_ms - lyrics.offset_ms), _end_of(line, lyrics), one_row(line.text), line.background)
        for number, line, start_ms in timed
        if start_ms is not None
    ]
    return sorted(rows, key=lambda row: row.start_ms)


def _end_of(line: Line, lyrics: Lyrics) -> int | None:
    ends = [ms for ms in (line.end_ms, *(word.end_ms for word in line.words[-1:])) if ms is not None]
    return max(0, max(ends) - lyrics.offset_ms) if ends else None


def pairs_of(meant: Sequence[Meant], shown: Sequence[Shown]) -> list[Pair]:
    """Each meant row with the one a player shows for it, else None.

    It is one that says the same, and each stands for one row alone: the nearest in time, else the next of those left;
    else one of that time that says what no row was meant to say.
    """
    wanted: dict[str, list[Meant]] = defaultdict(list)
    for row in meant:
        wanted[_bare(row.text)].append(row)
    said: dict[str, list[Shown]] = defaultdict(list)
    for each in sorted(shown, key=_start_of):
        parts = each.text.split("\n")
        for part in [each.text, *(parts if parts[1:] else [])]:
            said[_bare(part)].append(each)
    found: dict[int, Shown] = {}
    for text, rows in wanted.items():
        found |= _matched(rows, said.get(text, []))
    strange = sorted((each for text in said.keys() - wanted.keys() - {""} for each in said[text]), key=_start_of)
    return [(row, found.get(row.line) or _then(row, strange)) for row in meant]


def _matched(rows: list[Meant], shown: list[Shown]) -> dict[int, Shown]:
    """For the rows of one text, by their line, what is shown for each of them."""
    if len(rows) == len(shown):
        return {row.line: each for row, each in zip(rows, shown, strict=True)}
    found: dict[int, Shown] = {}
    left = list(shown)
    for row in rows:
        place = _nearest(row.start_ms, left)
        if place is not None and abs(left[place].start_ms - row.start_ms) <= _FAR_MS:
            found[row.line] = left.pop(place)
    others = [row for row in rows if row.line not in found]
    return found | {row.line: each for row, each in zip(others, left, strict=False)}


def _then(row: Meant, strange: list[Shown]) -> Shown | None:
    place = _nearest(row.start_ms, strange)
    return None if place is None or abs(strange[place].start_ms - row.start_ms) > _NEAR_MS else strange[place]


def _nearest(ms: int, found: list[Shown]) -> int | None:
    """The place of the one that begins nearest to `ms`."""
    if not found:
        return None
    place = bisect_left(found, ms, key=_start_of)
    return min(range(max(0, place - 1), min(len(found), place + 1)), key=lambda at: abs(found[at].start_ms - ms))


def _start_of(shown: Shown) -> int:
    return shown.start_ms


def _bare(text: str) -> str:
    """A text without marks, brackets around it and blanks, to find it again."""
    return "".join(_MARK.sub("", _visible(text)).strip(_EDGES).split())


def _visible(text: str) -> str:
    return text.translate(_UNSEEN)


def troubles_of(pairs: Sequence[Pair], song_ms: int | None = None) -> tuple[Trouble, ...]:
    """What goes wrong, most telling first, each kind once with its count; `song_ms` is the song's length."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, shown in pairs:
        for kind, ms in _troubles(row, shown, song_ms):
            found[kind].append((row.line, ms))
    if not pairs:
        found["untimed"].append((1, 0))
    return tuple(
        Trouble(kind, len(found[kind]), found[kind][0][0], max((ms for _, ms in found[kind]), key=abs))
        for kind in KINDS
        if found[kind]
    )


def _troubles(row: Meant, shown: Shown | None, song_ms: int | None) -> Iterator[tuple[str, int]]:
    if shown is None:
        yield "dropped", 0
        return
    if _MARK.search(shown.text) and not _MARK.search(row.text):
        yield "marks", 0
    elif not row.background and not _says(shown.text, row.text):
        yield "text", 0
    if abs(shown.start_ms - row.start_ms) > _NEAR_MS:
        yield "time", shown.start_ms - row.start_ms
    if shown.covered:
        yield "covered", 0
    elif stays_long(row, shown, song_ms):
        end_ms = song_ms if shown.end_ms is None else shown.end_ms
        yield "long", 0 if end_ms is None else end_ms - shown.start_ms


def _says(shown: str, text: str) -> bool:
    """Whether a text, or a row of it, is seen as the one that was meant."""
    return shown == text or _visible(text) in (_visible(shown), *_visible(shown).split("\n"))


def stays_long(row: Meant, shown: Shown, song_ms: int | None = None) -> bool:
    """Whether a player shows a row much longer than it is sung; to the end of the song where nothing follows."""
    end_ms = song_ms if shown.end_ms is None else shown.end_ms
    return row.end_ms is not None and (end_ms is None or end_ms - row.end_ms >= LONG_MS)
