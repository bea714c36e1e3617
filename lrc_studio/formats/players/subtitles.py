"""What mpv and Chromium show of subtitles, SubRip and WebVTT; both show all cues that last, one above the other."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lrc_studio.formats.players.base import Player, Shown, number_ms
from lrc_studio.formats.players.markup import drawn, untagged

_SRT_TIME = r"([0-9]+):([0-9]{1,2}):([0-9]{1,2})[,.]([0-9]{1,9})"
_SRT_TIMES = re.compile(rf"[ \t]*{_SRT_TIME}[ \t]*-->[ \t]*{_SRT_TIME}")
_VTT_TIME = r"(?:([0-9]{2,}):)?([0-9]{2}):([0-9]{2})\.([0-9]{3})"
_VTT_TIMES = re.compile(rf"[ \t]*{_VTT_TIME}[ \t]*-->[ \t]*{_VTT_TIME}(?:[ \t]|$)")
_STYLE = re.compile(r"(?m)^STYLE[ \t]*$")
_VTT_TAG = re.compile(r"<[^>]*>?")
_FEW_ENTITIES = {"&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0", "&lrm;": "\u200e", "&rlm;": "\u200f", "&amp;": "&"}
_HOUR_MS = 3_600_000


def srt_in_mpv(text: str) -> list[Shown]:
    """The cues of SubRip as mpv shows them.

    A cue's text goes up to the next row of times, blank rows too. A fraction is a number of ms, whatever its digits.
    Tags go, known ones or not, and what stands in braces; a cue without text is left out.
    """
    found = _cues(text, _SRT_TIMES, blank_ends=False)
    return _in_time(_shown(times, number, drawn(untagged("\n".join(rows)))) for number, times, rows in found)


def vtt_in_mpv(text: str) -> list[Shown]:
    """The cues of WebVTT as mpv shows them: tags and marks of time go, six entities are decoded, braces are text.

    A file with a STYLE block gives no cue (ffmpeg 5.1), one without its head is not WebVTT.
    """
    if not text.startswith("WEBVTT") or _STYLE.search(text):
        return []
    found = _cues(text, _VTT_TIMES)
    return _in_time(_shown(times, number, _vtt_drawn("\n".join(rows))) for number, times, rows in found)


def vtt_in_chromium(text: str) -> list[Shown]:
    """The cues of WebVTT as Chromium shows them: tags and marks of time go, every entity is decoded."""
    if not text.startswith(("WEBVTT", "\ufeffWEBVTT")):
        return []
    found = _cues(text, _VTT_TIMES)
    return _in_time(
        _shown(times, number, html.unescape(_VTT_TAG.sub("", "\n".join(rows))).strip()) for number, times, rows in found
    )


def _vtt_drawn(text: str) -> str:
    text = _VTT_TAG.sub("", text)
    for entity, sign in _FEW_ENTITIES.items():
        text = text.replace(entity, sign)
    return drawn(text.replace("{", "\\{").replace("}", "\\}"))


def _cues(text: str, times: re.Pattern[str], blank_ends: bool = True) -> Iterator[tuple[int, re.Match[str], list[str]]]:
    """(number of the first row of text, its times, rows of text) of each cue; a number above the times is no text."""
    begun: tuple[int, re.Match[str], list[str]] | None = None
    for number, row in enumerate(text.lstrip("\ufeff").replace("\r\n", "\n").split("\n"), start=1):
        match = times.match(row)
        if match:
            if begun and begun[2] and begun[2][-1].strip().isdigit() and not blank_ends:
                begun[2].pop()
            if begun:
                yield begun
            begun = number + 1, match, []
        elif begun and blank_ends and not row.strip():
            yield begun
            begun = None
        elif begun:
            begun[2].append(row)
    if begun:
        yield begun


def _shown(times: re.Match[str], row: int, text: str) -> Shown | None:
    start, end = times.groups()[:4], times.groups()[4:]
    start_ms, end_ms = _ms(start), _ms(end)
    return Shown(start_ms, text, row, end_ms) if text and end_ms > start_ms else None


def _ms(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return int(hours) * _HOUR_MS + number_ms(minutes, seconds) + int(fraction)


def _in_time(found: Iterator[Shown | None]) -> list[Shown]:
    return sorted((shown for shown in found if shown), key=lambda shown: shown.start_ms)


MPV_SRT = Player("mpv-srt", "mpv", frozenset({"srt"}), srt_in_mpv)
MPV_VTT = Player("mpv-vtt", "mpv", frozenset({"vtt"}), vtt_in_mpv)
CHROMIUM = Player("chromium", "Chromium", frozenset({"vtt"}), vtt_in_chromium)
