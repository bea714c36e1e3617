"""What CU LRC Lyrics, Kodi's lyrics add-on, shows of an LRC file; the rules are those of its own reader."""

from __future__ import annotations

import re

from lrc_studio.formats.players.base import Player, Shown, in_turn, number_ms

_STAMP = re.compile(r"\[([0-9]+):([0-9]{2})[.:]([0-9]{2})\]")
_OTHER_STAMP = re.compile(r"\[([0-9]+):([0-9]{2})(?:[.:][0-9]+)?\]")
_OFFSET = re.compile(r"\[offset:\s?(-?[0-9]+)\]")
# Rows that look like credits or advertising are left out, wherever in the row the sign of it stands.
_LEFT_OUT = re.compile(r"@|www\..*?\.|QQ.*?[1-9]|(?:artist|album|title|song|by) ?: ?.", re.IGNORECASE)


def play(text: str) -> list[Shown]:
    """The rows as Kodi lights them up, sorted by time and text.

    Stamps stand first in their row; a fraction of other than two digits is dropped. The first offset of the file counts
    everywhere. Rows that look like credits (an @, “by:”) are left out, lyrics among them.
    """
    offset = _OFFSET.search(text)
    offset_ms = int(offset[1][:10]) if offset else 0
    found: list[Shown] = []
    for number, row in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if _LEFT_OUT.search(row):
            continue
        pattern, stamps, place = (_STAMP if _STAMP.match(row) else _OTHER_STAMP), [], 0
        while match := pattern.match(row, place):
            stamps.append(number_ms(match[1][:9], match[2], match[3] if pattern is _STAMP else ""))
            place = match.end()
        found += [Shown(ms - offset_ms, row[place:], number) for ms in stamps]
    return in_turn(sorted(found, key=lambda shown: (shown.start_ms, shown.text)))


KODI = Player("kodi", "Kodi", frozenset({"lrc", "elrc"}), play)
