"""What mpv, and whatever else draws with libass, shows of ASS karaoke; the rules were read off pictures it drew."""

from __future__ import annotations

import re

from lrc_studio.formats.players.base import Player, Shown, number_ms
from lrc_studio.formats.players.markup import drawn

_TIME = re.compile(r"[ \t]*([0-9]+):([0-9]{1,2}):([0-9]{1,2})\.([0-9]{1,2})[ \t]*")
_KARAOKE = re.compile(r"\\(?:k[fo]?|K)([0-9]+)")
_BLOCK = re.compile(r"(?<!\\)\{([^}]*)\}")
_FIELDS = 10
_HOUR_MS = 3_600_000


def play(text: str) -> list[Shown]:
    r"""The events as libass draws them, each from its start to its end, all that last at once.

    Comments and braces are not seen. A karaoke tag begins its syllable where the one before it ended, and an empty
    one is a pause; the hundredths are added up from the event's start.
    """
    found = []
    for number, row in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        kind, _, fields = row.partition(":")
        parts = fields.split(",", _FIELDS - 1)
        if kind != "Dialogue" or len(parts) < _FIELDS:
            continue
        start, end = _TIME.fullmatch(parts[1]), _TIME.fullmatch(parts[2])
        said = drawn(parts[-1])
        if start and end and said and _ms(start) < _ms(end):
            found.append(Shown(_ms(start), said, number, _ms(end), _words_ms(parts[-1], _ms(start))))
    return sorted(found, key=lambda shown: shown.start_ms)


def _words_ms(text: str, start_ms: int) -> tuple[int, ...]:
    """Where each syllable with something to see begins."""
    found: list[int] = []
    now_ms = next_ms = start_ms
    pieces = _BLOCK.split(text)  # text and what stood in braces take turns
    for block, said in zip(pieces[1::2], pieces[2::2], strict=True):
        lengths = _KARAOKE.findall(block)
        for hundredths in lengths:
            now_ms, next_ms = next_ms, next_ms + int(hundredths[:7]) * 10
        if lengths and said.strip():
            found.append(now_ms)
    return tuple(found)


def _ms(time: re.Match[str]) -> int:
    hours, minutes, seconds, fraction = time.groups()
    return int(hours) * _HOUR_MS + number_ms(minutes, seconds, fraction)


MPV_ASS = Player("mpv-ass", "mpv", frozenset({"ass"}), play)
