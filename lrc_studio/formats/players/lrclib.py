"""What LRCGET, the program of LRCLIB, shows of an LRC file; the rules are those of its own reader."""

from __future__ import annotations

import re

from lrc_studio.formats.players.base import Player, Shown, in_turn, number_ms

_STAMP = re.compile(r"\[([0-9]{1,2}):([0-9]{1,2})\.([0-9]{1,3})\]")


def play(text: str) -> list[Shown]:
    """The rows as LRCGET lights them up.

    Minutes have two digits at the most and a fraction is needed; rows of other shapes are left out, so are those after
    a byte order mark. Word marks are text, an offset is not applied.
    """
    found: list[Shown] = []
    for number, row in enumerate(text.split("\n"), start=1):
        row = row.strip()
        stamps, place = [], 0
        while match := _STAMP.match(row, place):
            stamps.append(number_ms(*match.groups()))
            place = match.end()
        said = row[place:].strip()
        found += [Shown(ms, said, number) for ms in stamps]
    return in_turn(sorted(found, key=lambda shown: shown.start_ms))


LRCGET = Player("lrclib", "LRCGET", frozenset({"lrc", "elrc"}), play)
