"""Rows of LRC files from lyrics, in the one shape that all of 14 compared players read alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.timecode import format_stamp
from lrc_studio.formats.base import WriteOptions
from lrc_studio.formats.lrc_tags import tag_rows

LineText = Callable[[Line, Line | None], str]
_LAST_LINE_MS = 4000  # how long a last line without an end stays before the final empty row


def write_rows(lyrics: Lyrics, options: WriteOptions, text_of: LineText) -> str:
    """The text of an LRC file: tags, then one stamp a row, sorted stably by time; `text_of` gives what follows it.

    `text_of` takes a line and the timed line after it, with times that already hold the offset. Untimed lines are left
    out, as players would drop or misplace them; if no line has a time, the plain text is written without stamps.
    """
    rows = tag_rows(lyrics, options.keep_offset)
    timed = sorted_timed(lyrics, moved=not options.keep_offset)
    if timed:
        followers = [*timed[1:], None]
        rows += [_row(line, after, options, text_of) for line, after in zip(timed, followers, strict=True)]
        if options.final_empty and timed[-1].text.strip():
            rows.append(f"[{format_stamp(_last_ms(timed), options.digits)}]")
    else:
        rows += [text for line in lyrics.lines if (text := one_row(line.text))]
    return joined(rows)


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


def _row(line: Line, after: Line | None, options: WriteOptions, text_of: LineText) -> str:
    return f"[{format_stamp(line.start_ms or 0, options.digits)}]{text_of(line, after)}"


def _last_ms(timed: list[Line]) -> int:
    """Where the last line is over: its end, its last word's end, or a while after its start; never before its start."""
    last = timed[-1]
    start_ms = last.start_ms or 0
    ends = [end for end in (last.end_ms, *(word.end_ms for word in last.words)) if end is not None]
    return max(start_ms, *ends) if ends else start_ms + _LAST_LINE_MS
