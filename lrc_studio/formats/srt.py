"""SubRip subtitles (SRT): a number, a row of times and rows of text, as ffmpeg, VLC and every television read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats.base import Format, Reading, WriteOptions
from lrc_studio.formats.cues import (
    CLOCK,
    add_untimed,
    clock_ms,
    cues_of,
    format_clock,
    one_line,
    reading_of,
    rows_without_times,
    with_next,
    with_plain_ends,
)
from lrc_studio.formats.lrc_writing import joined, one_row
from lrc_studio.formats.quick import collector_paused, quick_line
from lrc_studio.formats.sung import untimed_rows

_TIME = rf"{CLOCK}(?:[.,:]([0-9]{{1,9}}))?"
# `->` instead of `-->` and missing blanks occur (pysubs2 reads them); what stands after the times are places on screen.
_TIMES = re.compile(rf"(?m)^[ \t\ufeff\u200b]*{_TIME}[ \t]*--?-?>[ \t]*{_TIME}[^\n]*$")
_STYLE = re.compile(r"</?(?:[bius]|font)(?:[ \t][^<>]*)?>|\{\\[^{}]*\}", re.IGNORECASE)
# What somebody takes for a tag: ffmpeg any name right after the bracket, and pysubs2 even one behind blanks.
_OPENING = re.compile(r"<(?=(?:[ /]*[A-Za-z0-9_][^<>]*|/?)>)|\{(?=\\[^{}]*\})")
_BREAKER = "\u200b"  # after a bracket that would open a style: SRT knows no other way to say that it is text
_SCORED_CHARS = 20_000
_BACKWARDS = "Some cues end before they begin; their ends were left out."


def read(text: str) -> Reading:
    """Lyrics from SRT: each cue is a line with its end, its rows joined by a blank, styles taken out.

    Numbers may be missing, a fraction of any length is a decimal one (pysubs2; ffmpeg takes `,46` for 46 ms), a blank
    row may stand inside a cue. Rows before the first times stay as untimed lines. Raises `InputError` for too many.
    """
    text = with_plain_ends(text)
    lines: list[Line] = []
    with collector_paused():
        found = _TIMES.finditer(text)
        first = next(found, None)
        add_untimed(lines, rows_without_times(text if first is None else _without_number(text[: first.start()])))
        lines += [] if first is None else _lines(text, chain([first], found))
    backwards = any(line.end_ms is None and line.start_ms is not None for line in lines)
    return reading_of(lines, (), [_BACKWARDS] if backwards else [])


def _lines(text: str, found: Iterable[re.Match[str]]) -> Iterator[Line]:
    """A line for each row of times, with the text up to the next one."""
    for match, after in with_next(found):
        body = text[match.end() :] if after is None else _without_number(text[match.end() : after.start()])
        start_ms, end_ms = clock_ms(match.group(1, 2, 3, 4)), clock_ms(match.group(5, 6, 7, 8))
        line = quick_line(_text(body), start_ms)
        yield replace(line, end_ms=end_ms if end_ms >= start_ms else None)


def _without_number(body: str) -> str:
    """The text before a row of times without the cue's number, which stands on the row right above them."""
    head, _, last = body.removesuffix("\n").rpartition("\n")
    number = last.strip(" \t\ufeff\u200b")
    return head if number.isdigit() and number.isascii() else body


def _text(body: str) -> str:
    if "<" in body or "{" in body:
        body = _STYLE.sub("", body).replace(f"<{_BREAKER}", "<").replace(f"{{{_BREAKER}", "{")
    return one_line(body)


def write(lyrics: Lyrics, _options: WriteOptions) -> str:
    """The lyrics as SRT, a cue for each timed line with text, the offset applied, three digits always.

    Two digits would be hundredths for pysubs2 and milliseconds for ffmpeg. Where nothing is timed, the plain text is
    written.
    """
    cues = cues_of(lyrics)
    if not cues:
        return joined([] if lyrics.timed else untimed_rows(lyrics))
    blocks = (
        f"{number}\n{format_clock(cue.start_ms, ',')} --> {format_clock(cue.end_ms, ',')}\n{_escaped(cue.line.text)}\n"
        for number, cue in enumerate(cues, start=1)
    )
    return "\n".join(blocks)


def _escaped(text: str) -> str:
    return _OPENING.sub(lambda match: match[0] + _BREAKER, one_row(text))


def score(text: str) -> float:
    """How surely a text is SRT, 0 to 1: certain where a row of times stands at its beginning."""
    head = text[:_SCORED_CHARS].replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff\u200b \t\n")
    found = None if head.startswith("WEBVTT") else _TIMES.search(head)
    if found is None:
        return 0.0
    return 0.95 if not any(rows_without_times(_without_number(head[: found.start()]))) else 0.5


SRT = Format(
    id="srt",
    label="SubRip",
    suffixes=(".srt",),
    read=read,
    write=write,
    score=score,
    keeps=frozenset({"lines", "ends"}),
    unit_ms=1,
    about="Subtitles, a cue for each line",
)
