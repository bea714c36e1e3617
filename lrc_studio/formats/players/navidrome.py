"""What Navidrome shows of an LRC file; the rules are those of its own reader."""

from __future__ import annotations

import html
import re

from lrc_studio.formats.players.base import Player, Shown, in_turn, number_ms

_TIME = r"(?:([0-9]{1,2}):)?([0-9]{1,2}):([0-9]{1,2})(?:\.([0-9]{1,3}))?"
_STAMP = re.compile(rf"\[{_TIME}\]")
_MARK = re.compile(rf"<{_TIME}>")
_TAG = re.compile(r"\[(?:ar|ti|offset|lang):[^\]]+\]")
_ELEMENT = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->")
_HOUR_MS = 3_600_000


def play(text: str) -> list[Shown]:
    """The rows as Navidrome hands them to its players.

    Minutes have two digits at the most, so rows from 100 minutes on have no time. A row without a time goes on the row
    above. HTML is taken out. What stands before the first word mark of a row is lost. The offset is handed on, but not
    applied.
    """
    found: list[Shown] = []
    held: tuple[list[int], str, int] | None = None
    repeats = False
    rows = text.lstrip("\ufeff").replace("\r\n", "\n").split("\n")
    for number, row in enumerate(rows, start=1):
        row = html.unescape(_ELEMENT.sub("", row)).strip()
        if _TAG.search(row):
            continue
        repeats = repeats or len(_STAMP.findall(row)) > 1
        stamps, said = _cut(row)
        if stamps:
            found += _rows(held)
            held = stamps, said, number
        elif held is not None and row:
            held = held[0], f"{held[1]}\n{row}", held[2]
    found += _rows(held)
    return in_turn(sorted(found, key=lambda shown: shown.start_ms) if repeats else found)


def _cut(row: str) -> tuple[list[int], str]:
    """The stamps at the beginning of a row, and what follows them."""
    stamps: list[int] = []
    place = 0
    while match := _STAMP.match(row, place + len(row[place:]) - len(row[place:].lstrip())):
        stamps.append(_ms(match))
        place = match.end()
    return stamps, row[place:].strip()


def _ms(match: re.Match[str]) -> int:
    return int(match[1] or 0) * _HOUR_MS + number_ms(match[2], match[3], match[4] or "")


def _rows(held: tuple[list[int], str, int] | None) -> list[Shown]:
    if held is None:
        return []
    stamps, said, number = held
    marks = list(_MARK.finditer(said))
    if not marks:
        return [Shown(ms, said, number) for ms in stamps]
    ends = [*(mark.start() for mark in marks[1:]), len(said)]
    pieces = [(_ms(mark), said[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]
    words_ms = [ms for ms, piece in pieces if piece.strip()]
    line = "".join(piece for _, piece in pieces).strip()
    return [Shown(ms, line, number, words_ms=tuple(word_ms + ms - stamps[0] for word_ms in words_ms)) for ms in stamps]


NAVIDROME = Player("navidrome", "Navidrome", frozenset({"lrc", "elrc"}), play)
