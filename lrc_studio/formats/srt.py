"""SubRip subtitles (SRT): a number, a row of times and rows of text, as ffmpeg, VLC and every television read them."""

from __future__ import annotations

import re
from dataclasses import replace

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats.base import Format, Reading, WriteOptions
from lrc_studio.formats.cues import (
    BACKWARDS,
    CLOCK,
    add_untimed,
    cues_of,
    format_clock,
    one_line,
    parted,
    reading_of,
    rows_without_times,
    times_of,
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


def read(text: str) -> Reading:
    """Lyrics from SRT: each cue is a line with its end, its rows joined by a blank, styles taken out.

    Numbers may be missing, a fraction of any length is a decimal one (pysubs2; ffmpeg takes `,46` for 46 ms), a blank
    row may stand inside a cue. Rows before the first times stay as untimed lines. Raises `InputError` for too many.
    """
    text = with_plain_ends(text)
    lines: list[Line] = []
    with collector_paused():
        head, found = parted(text, _TIMES)
        add_untimed(lines, rows_without_times(_without_number(head) if len(head) < len(text) else head))
        for match, body, more in found:
            start_ms, end_ms = times_of(match)
            line = quick_line(_text(_without_number(body) if more else body), start_ms)
            lines.append(replace(line, end_ms=end_ms))
    backwards = any(line.end_ms is None and line.start_ms is not None for line in lines)
    return reading_of(lines, (), [BACKWARDS] if backwards else [])


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
