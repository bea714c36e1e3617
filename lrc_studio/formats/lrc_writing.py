"""Rows of LRC files from lyrics, in the one shape that all of 14 compared players read alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.timecode import format_stamp
from lrc_studio.formats.base import WriteOptions
from lrc_studio.formats.lrc_tags import tag_rows

LineText = Callable[[Line, Line | None], str]
_LAST_LINE_MS = 4000  # how long a last line without an end stays before the final empty row
_GAP_MS = 3000  # a shorter silence needs no empty screen
_NUMBERED = re.compile(r"v[1-9][0-9]{0,3}")


def write_rows(lyrics: Lyrics, options: WriteOptions, text_of: LineText) -> str:
    """The text of an LRC file: tags, then one stamp a row, sorted stably by time; `text_of` gives what follows it.

    `text_of` takes a line and the timed line after it, with times that already hold the offset. Untimed lines are left
    out, as players would drop or misplace them; if no line has a time, the plain text is written without stamps.
    """
    rows = tag_rows(lyrics, options.keep_offset)
    timed = sorted_timed(lyrics, moved=not options.keep_offset)
    if timed:
        followers = [*timed[1:], None]
        names = singer_names(lyrics) if options.prefixes else {}
        texts = [text_of(line, after) for line, after in zip(timed, followers, strict=True)]
        if options.prefixes:
            texts = [_prefixed(line, text, names) for line, text in zip(timed, texts, strict=True)]
        rows += _stamped(timed, texts, options)
        if options.final_empty and timed[-1].text.strip():
            rows.append(f"[{format_stamp(_over_ms(timed[-1]), options.digits)}]")
    else:
        rows += [text for line in lyrics.lines if (text := one_row(line.text))]
    return joined(rows)


def _stamped(timed: list[Line], texts: list[str], options: WriteOptions) -> Iterator[str]:
    """A row for each line; with `compact` the stamps of a repeated line share one, with `gap_rows` gaps have their own.

    Lines that begin together keep their rows, so that their order stays.
    """
    stamps = [format_stamp(line.start_ms or 0, options.digits) for line in timed]
    alone = Counter(stamps)
    together: dict[str, list[str]] = {}
    if options.compact:
        for stamp, text in zip(stamps, texts, strict=True):
            if text and alone[stamp] == 1:
                together.setdefault(text, []).append(stamp)
    for place, (line, stamp, text) in enumerate(zip(timed, stamps, texts, strict=True)):
        shared = together.get(text, [stamp]) if alone[stamp] == 1 else [stamp]
        if shared[0] == stamp:
            yield "".join(f"[{each}]" for each in shared) + text
        after = timed[place + 1] if place + 1 < len(timed) else None
        if options.gap_rows and after is not None and text and _ends_early(line, after):
            yield f"[{format_stamp(_over_ms(line), options.digits)}]"


def has_gaps(lyrics: Lyrics) -> bool:
    """Whether any line is over so long before the next one that an empty row could clear the screen."""
    timed = sorted_timed(lyrics, moved=True)
    return any(line.text.strip() and _ends_early(line, after) for line, after in pairwise(timed))


def _ends_early(line: Line, after: Line) -> bool:
    known = line.end_ms is not None or any(word.end_ms is not None for word in line.words)
    return known and (after.start_ms or 0) - _over_ms(line) >= _GAP_MS


def singer_names(lyrics: Lyrics) -> dict[str, str]:
    """The prefix of each voice: its own name where that is one (`v1`), else the next that is free."""
    voices = list(dict.fromkeys(line.voice for line in lyrics.lines if line.voice))
    taken = {voice for voice in voices if _NUMBERED.fullmatch(voice)}
    free = (f"v{number}" for number in range(1, 2 * len(voices) + 2) if f"v{number}" not in taken)
    return {voice: voice if voice in taken else next(free) for voice in voices}


def _prefixed(line: Line, text: str, names: dict[str, str]) -> str:
    """The text with its singer and as background, as Gramophone and Accompanist read them."""
    said = f"{names[line.voice]}: {text}" if line.voice and text else text
    return f"[bg:{said}]" if line.background and text else said


def sorted_timed(lyrics: Lyrics, moved: bool) -> list[Line]:
    """The lines that have a time, by time, those of equal time in their order.

    A line without a start of its own begins with its first timed word. With `moved` the offset is applied to lines and
    words (positive is earlier) and held at 0.
    """
    by_ms = lyrics.offset_ms if moved else 0
    lines = [_earlier(line, start_ms, by_ms) for line in lyrics.lines if (start_ms := _start_of(line)) is not None]
    return sorted(lines, key=lambda line: line.start_ms or 0)


def _start_of(line: Line) -> int | None:
    if line.start_ms is not None:
        return line.start_ms
    return next((word.start_ms for word in line.words if word.start_ms is not None), None)


def moved_lines(lyrics: Lyrics) -> list[Line]:
    """All lines in their order, timed or not, with the offset applied (positive is earlier) and held at 0."""
    return [_earlier(line, line.start_ms, lyrics.offset_ms) for line in lyrics.lines]


def _earlier(line: Line, start_ms: int | None, by_ms: int) -> Line:
    """The line at `start_ms`, it and its words earlier by `by_ms`."""
    words = line.words
    if by_ms:
        words = tuple(
            replace(word, start_ms=_minus(word.start_ms, by_ms), end_ms=_minus(word.end_ms, by_ms)) for word in words
        )
    return replace(line, start_ms=_minus(start_ms, by_ms), end_ms=_minus(line.end_ms, by_ms), words=words)


def _minus(ms: int | None, by_ms: int) -> int | None:
    return None if ms is None else max(0, ms - by_ms)


def joined(rows: list[str]) -> str:
    """The rows as one text, each with its line end."""
    return "".join(f"{row}\n" for row in rows)


def one_row(text: str) -> str:
    """A text that fits in a row: no line breaks, no blanks around it."""
    return text.replace("\r", " ").replace("\n", " ").strip()


def _over_ms(line: Line) -> int:
    """Where a line is over: its end, its last word's end, or a while after its start; never before its start."""
    start_ms = line.start_ms or 0
    ends = [end for end in (line.end_ms, *(word.end_ms for word in line.words)) if end is not None]
    return max(start_ms, *ends) if ends else start_ms + _LAST_LINE_MS
