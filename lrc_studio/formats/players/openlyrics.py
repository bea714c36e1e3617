"""What OpenLyrics in foobar2000 shows of an LRC file; the rules are those of its own reader."""

from __future__ import annotations

import re

from lrc_studio.formats.players.base import Player, Shown, in_turn, number_ms

_STAMP = re.compile(r"\[(?:([0-9]{1,3}):)?([0-9]{1,6}):([0-9]{1,2})\.([0-9]{1,6})\]")
_OFFSET = re.compile(r"\[offset:[ \t]*(-?[0-9]{1,9})[ \t]*\]")
_HOUR_MS = 3_600_000


def play(text: str) -> list[Shown]:
    """The rows as OpenLyrics lights them up; those that begin together are one.

    A stamp needs its fraction. Rows without a stamp are never the current ones, so they are not among these. An offset
    counts above the first row of lyrics only, and not with a plus sign. Word marks are text.
    """
    found: list[Shown] = []
    offset_ms = 0
    for number, row in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        row = row.removeprefix("\ufeff")
        stamps, place = [], 0
        while match := _STAMP.match(row, place):
            stamps.append(int(match[1] or 0) * _HOUR_MS + number_ms(match[2], match[3], match[4]))
            place = match.end()
        offset = _OFFSET.fullmatch(row)
        if offset and not found:
            offset_ms = int(offset[1])
        found += [Shown(ms - offset_ms, row[place:], number) for ms in stamps]
    return in_turn(_joined(sorted(found, key=lambda shown: shown.start_ms)))


def _joined(rows: list[Shown]) -> list[Shown]:
    found: list[Shown] = []
    for shown in rows:
        if found and found[-1].start_ms == shown.start_ms:
            found[-1] = Shown(shown.start_ms, f"{found[-1].text}\n{shown.text}", found[-1].row)
        else:
            found.append(shown)
    return found


OPENLYRICS = Player("foobar", "OpenLyrics", frozenset({"lrc", "elrc"}), play)
