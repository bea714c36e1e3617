"""The proof of a written text: read again, it says the same in everything its format keeps."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats.base import Format, WriteOptions

Row = tuple[int, int | None, str, tuple[tuple[int | None, str], ...]]
"""What is compared of a line: its number, start (ms, offset applied), text, and its words' starts and texts."""


def first_difference(lyrics: Lyrics, text: str, fmt: Format, options: WriteOptions) -> int | None:
    """The number (from 1) of the first line that `text`, read again, says otherwise; None where all is the same.

    Compares what `fmt.keeps` names; times may differ by the rounding of the stamps, no more.
    """
    assert fmt.read is not None
    try:
        again = fmt.read(text).lyrics
    except InputError:
        return 1
    if fmt.id == "json":
        return _unequal_line(lyrics, again)
    tolerance_ms = 5 if options.digits < 3 else 0
    for meant, read in zip_longest(_rows(lyrics, fmt), _rows(again, fmt)):
        if meant is None or read is None or not _same(meant, read, tolerance_ms):
            return (meant or read)[0]
    return None


def _unequal_line(lyrics: Lyrics, again: Lyrics) -> int | None:
    if again == lyrics:
        return None
    for number, (meant, read) in enumerate(zip_longest(lyrics.lines, again.lines), start=1):
        if meant != read:
            return number
    return 1


def _rows(lyrics: Lyrics, fmt: Format) -> list[Row]:
    """The lines that the format is to hold, in the order of their times; blank lines are no text."""
    timed = "lines" in fmt.keeps
    kept = (
        (number, line)
        for number, line in enumerate(lyrics.lines, start=1)
        if line.text.strip() and (not timed or line.start_ms is not None)
    )
    rows = [_row(number, line, lyrics.offset_ms, fmt) for number, line in kept]
    return sorted(rows, key=lambda row: row[1] or 0) if timed else rows


def _row(number: int, line: Line, offset_ms: int, fmt: Format) -> Row:
    start_ms = _moved(line.start_ms, offset_ms) if "lines" in fmt.keeps else None
    words = _words(line.words, offset_ms) if "words" in fmt.keeps else ()
    return number, start_ms, " ".join(line.text.split()), words


def _words(words: Iterable[Word], offset_ms: int) -> tuple[tuple[int | None, str], ...]:
    return tuple((_moved(word.start_ms, offset_ms), word.text.strip()) for word in words if word.text.strip())


def _moved(ms: int | None, offset_ms: int) -> int | None:
    """A stamp with the offset applied: positive is earlier, never before 0."""
    return None if ms is None else max(0, ms - offset_ms)


def _same(meant: Row, read: Row, tolerance_ms: int) -> bool:
    if meant[2] != read[2] or not _near(meant[1], read[1], tolerance_ms):
        return False
    if not any(start_ms is not None for start_ms, _ in meant[3]):
        return True
    return len(meant[3]) == len(read[3]) and all(
        one[1] == other[1] and _near(one[0], other[0], tolerance_ms)
        for one, other in zip(meant[3], read[3], strict=True)
    )


def _near(one: int | None, other: int | None, tolerance_ms: int) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= tolerance_ms
