"""What mpv, and whatever else reads with ffmpeg, shows of an LRC file.

The rules are those of ffmpeg's reader of LRC files, checked against ffprobe 5.1.9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lrc_studio.formats.players.base import Player, Shown, in_turn
from lrc_studio.formats.players.markup import drawn, untagged

_TAG = re.compile(r"[ \t]*\[[a-z]")
_OFFSET = re.compile(r"\[offset:\s*([+-]?[0-9]{1,15})")
_STAMP = re.compile(r"\[(-?)([0-9]{1,9}):([0-9]+(?:\.[0-9]*)?)[^\]]*\]?")
_LARGEST_S = 60


def play(text: str) -> list[Shown]:
    """The texts as mpv shows them: one at a time, each until the next begins.

    A row counts only if its stamp stands first, so the one after a byte order mark is lost. An offset counts in
    microseconds, from its tag on. Marks inside a row are text; a text that begins with a bracket loses it, and tags and
    braces go as in SubRip.
    """
    shown: list[Shown] = []
    offset_ms = 0.0
    for number, row in enumerate(text.replace("\r", "").split("\n"), start=1):
        if _TAG.match(row):
            found = _OFFSET.match(row.lstrip(" \t"))
            offset_ms = int(found[1]) / 1000 if found else offset_ms
            continue
        said = drawn(untagged(_text_of(row)))
        shown += [Shown(round(ms - offset_ms), said, number) for ms in _stamps(row)]
    if text and not text.endswith("\n") and shown and shown[-1].row == text.count("\n") + 1:
        shown[-1] = Shown(shown[-1].start_ms, f"{shown[-1].text}\0", shown[-1].row)  # ffmpeg reads one byte too many
    return in_turn(sorted(shown, key=lambda each: each.start_ms), covers=True)


def _stamps(row: str) -> Iterator[int]:
    place = 0
    while (match := _STAMP.match(row, place)) and float(match[3]) <= _LARGEST_S:
        ms = int(match[2]) * 60_000 + round(float(match[3]) * 1000)
        yield -ms if match[1] else ms
        place = match.end()


def _text_of(row: str) -> str:
    """What follows blanks, brackets and the signs of stamps in them, as ffmpeg counts them."""
    within = 0
    for place, sign in enumerate(row):
        if sign == "[":
            within += 1
        elif sign == "]" and within:
            within -= 1
        elif sign not in " \t" and not (within and sign in ":.-0123456789"):
            return row[place:].rstrip()
    return ""


FFMPEG = Player("mpv", "mpv", frozenset({"lrc", "elrc"}), play)
