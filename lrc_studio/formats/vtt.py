"""WebVTT subtitles: cues for the web, in which words may light up one after another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
from lrc_studio.formats.lrc_tags import tag_rows, tags_of
from lrc_studio.formats.lrc_writing import joined
from lrc_studio.formats.quick import collector_paused, quick_line
from lrc_studio.formats.sung import untimed_rows
from lrc_studio.formats.vtt_text import CueText, escaped, payload, unescaped

_TIME = rf"{CLOCK}\.([0-9]{{1,9}})"
_TIMES = re.compile(rf"(?m)^[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t][^\n]*)?$")
_NOT_SUNG = re.compile(r"(?:STYLE|REGION)[ \t]*(?:\n|$)")
_NOTE = re.compile(r"NOTE(?=[ \t\n]|$)")
_LONGEST_TAG = 2000  # signs
_UNTIMED = "Some text stands in no cue with times that WebVTT knows; it was kept as untimed lines."


def read(text: str) -> Reading:
    """Lyrics from WebVTT: each cue is a line with its end, marks inside it are word times, `<v Ann>` is the voice.

    Settings, styles, regions and comments are passed over, but for comments that hold an id tag as `write` writes
    them. Times with a comma are none (Chromium, ffmpeg, pysubs2 and webvtt-py drop them): their text stays untimed.
    Raises `InputError` for too many rows.
    """
    text = with_plain_ends(text.lstrip("\ufeff\u200b"))
    aside = _Aside()
    with collector_paused():
        head, found = parted(text, _TIMES)
        aside.take_head(head, len(head) < len(text))
        lines = list(_lines(found, aside))
    warnings = [_UNTIMED] if lines and aside.untimed else []
    if any(line.end_ms is None for line in lines):
        warnings.append(BACKWARDS)
    return reading_of([*aside.untimed, *lines], tuple(aside.tags.items()), warnings)


class _Aside:
    """What stands outside the cues: id tags in comments, and text without times."""

    def __init__(self) -> None:
        self.tags: dict[str, str] = {}
        self.untimed: list[Line] = []

    def take_head(self, text: str, cues: bool) -> None:
        """The file's head, of which the first block is no text; a cue's name may be the last row."""
        self.take(text.partition("\n\n")[2] if text.startswith("WEBVTT") else text, cues)

    def take(self, text: str, before_cue: bool) -> None:
        """Blocks between cues; the row right above a cue's times is its name."""
        if before_cue and not text.endswith("\n\n"):
            text = text.removesuffix("\n").rpartition("\n")[0]
        place = 0
        while place < len(text):
            end = text.find("\n\n", place)
            end = len(text) if end < 0 else end
            self._take_block(text[place:end].strip("\n"))
            place = end + 2

    def _take_block(self, block: str) -> None:
        note = _NOTE.match(block)
        if note:
            rows = [row.strip() for row in block[note.end() :].split("\n")]
            pairs = [pair for row in rows if len(row) < _LONGEST_TAG for pair in tags_of(unescaped(row))]
            self.tags |= {key: value for key, value in pairs if value and key != "offset"}
        elif block and not _NOT_SUNG.match(block):
            add_untimed(self.untimed, (unescaped(row) for row in rows_without_times(block) if "-->" not in row))


def _lines(found: Iterable[tuple[re.Match[str], str, bool]], aside: _Aside) -> Iterator[Line]:
    """A line for each row of times: its text goes up to the first empty row, the rest is `aside`."""
    for match, body, more in found:
        raw, _, rest = body.partition("\n\n")
        if rest:
            aside.take(rest, more)
        yield _line(raw, *times_of(match))


def _line(raw: str, start_ms: int, end_ms: int | None) -> Line:
    raw = one_line(raw)
    if "<" not in raw:
        return replace(quick_line(unescaped(raw).strip(), start_ms), end_ms=end_ms)
    cue = CueText(raw, start_ms, end_ms)
    words = cue.words()
    text = "".join([word.text for word in words]) if words else cue.text
    line = quick_line(text, start_ms, words)
    return replace(line, end_ms=end_ms, voice=cue.voice, background=cue.background)


def write(lyrics: Lyrics, options: WriteOptions) -> str:
    """The lyrics as WebVTT, a cue for each timed line with text, the offset applied.

    Id tags are a comment before the first cue, as pysubs2 takes later ones for text; there is no STYLE block, as
    ffmpeg 5.1 gives no cue of a file with one. Where nothing is timed, the plain text is written below the head.
    """
    blocks = ["WEBVTT\n"]
    tags = tag_rows(lyrics, keep_offset=False)
    if tags:
        blocks.append("NOTE\n" + joined([escaped(row) for row in tags]))
    if not lyrics.timed and not cues_of(lyrics):
        return "\n".join([*blocks, joined([escaped(row) for row in untimed_rows(lyrics)])])
    blocks += [
        f"{format_clock(cue.start_ms)} --> {format_clock(cue.end_ms)}\n{payload(cue, options.words)}\n"
        for cue in cues_of(lyrics)
    ]
    return "\n".join(blocks)


def score(text: str) -> float:
    """How surely a text is WebVTT: its first word says it."""
    return 1.0 if re.match(r"[\ufeff\u200b]?WEBVTT(?:[ \t\r\n]|$)", text) else 0.0


VTT = Format(
    id="vtt",
    label="WebVTT",
    suffixes=(".vtt",),
    read=read,
    write=write,
    score=score,
    keeps=frozenset({"lines", "ends", "words", "word_ends", "voices", "background", "tags"}),
    choices=frozenset({"words"}),
    unit_ms=1,
    about="Web subtitles, words light up in turn",
)
