"""The proof of a written text: read again, it says the same in everything its format keeps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from lrc_studio.core.edits.moving import own_start
from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.sections import heading_of
from lrc_studio.formats.base import KEEPS_ALL, Format, WriteOptions
from lrc_studio.formats.sung import risen
from lrc_studio.workflows.proof_rest import rest_differs

_ASIDE = re.compile(r"\[bg:(.*)\]", re.IGNORECASE)
_SINGER = re.compile(r"(?:v[1-9][0-9]{0,3}|[FMD]):\s*")
_CONTROLS = (*range(9), *range(14, 28), 0xFFFE, 0xFFFF)  # XML holds none of them
_INVISIBLE = dict.fromkeys((0xFEFF, 0x200B, *_CONTROLS))
_MARK = re.compile(r"[<\[][0-9]+:[0-9.:]+[>\]]")


@dataclass(frozen=True, slots=True)
class _Row:
    """What is compared of a line: its text as every reader takes it, its times in ms as they are heard.

    `stamp_ms` is the start without the offset; a format without times has 0.
    """

    number: int
    stamp_ms: int
    start_ms: int
    word_starts_ms: tuple[int, ...]
    text: str


_NOTHING = _Row(1, 0, 0, (), "")


def first_difference(lyrics: Lyrics, text: str, fmt: Format, options: WriteOptions) -> int | None:
    """The number (from 1) of the first line that `text`, read again, says otherwise; None where all is the same.

    Compares what `fmt.keeps` names; times may differ by the rounding of the stamps, no more.
    """
    assert fmt.read is not None
    begun = any(own_start(line) is not None for _, line in _sung(lyrics))
    if fmt.keeps != KEEPS_ALL and "lines" in fmt.keeps and not begun:
        return None  # without any time it is plain text for a player, which promises nothing
    try:
        again = fmt.read(text).lyrics
    except InputError:
        return 1
    if fmt.keeps == KEEPS_ALL:
        return _unequal_line(lyrics, again)
    if fmt.words_rise:
        lyrics = lyrics.with_lines(map(risen, lyrics.lines))
    tolerance_ms = fmt.step_ms(options) // 2
    pairs: list[tuple[_Row, _Row]] = []
    for meant, read in zip_longest(_rows(lyrics, fmt, options), _rows(again, fmt, options)):
        if meant is None or read is None:
            return (meant or read or _NOTHING).number
        if not _same(meant, read, tolerance_ms):
            return meant.number
        pairs.append((meant, read))
    alike = Counter(_place(meant, fmt, options) for meant, _ in pairs)
    told_apart = [
        (meant.number, lyrics.lines[meant.number - 1], again.lines[read.number - 1])
        for meant, read in pairs
        if alike[_place(meant, fmt, options)] == 1 or not fmt.starts_with_words
    ]
    return rest_differs(lyrics, again, told_apart, fmt, options)


def _place(row: _Row, fmt: Format, options: WriteOptions) -> tuple[int, str]:
    """Where a row stands in a format of parts, in which lines of one time and text may change places."""
    step_ms = fmt.step_ms(options)
    return (row.start_ms + step_ms // 2) // step_ms, row.text


def _unequal_line(lyrics: Lyrics, again: Lyrics) -> int | None:
    """The first line of a project that is not the same; what is empty and what is absent mean the same there."""
    for number, (meant, read) in enumerate(zip_longest(lyrics.lines, again.lines), start=1):
        if meant != read and (meant is None or _without_empties(meant) != read):
            return number
    tags = {key: value for key, value in lyrics.tags if value}
    return None if (tags, lyrics.offset_ms) == (dict(again.tags), again.offset_ms) else 1


def _without_empties(line: Line) -> Line:
    return replace(
        line,
        voice=line.voice or None,
        section=line.section or None,
        translation=line.translation or None,
        romanization=line.romanization or None,
    )


def _rows(lyrics: Lyrics, fmt: Format, options: WriteOptions) -> list[_Row]:
    """The lines that the format is to hold, in the order of their written times; blank lines are no text."""
    if "lines" in fmt.keeps:
        keeps = fmt.kept(options)
        begun = ((number, line) for number, line in _sung(lyrics) if own_start(line) is not None)
        rows = [_row(number, line, lyrics, keeps, fmt.starts_with_words) for number, line in begun]
        if fmt.starts_with_words:  # a part for each singer, so that lines of one time may change places
            return sorted(rows, key=lambda row: _place(row, fmt, options))
        by_stamp = options.keep_offset and "keep_offset" in fmt.choices
        return sorted(rows, key=lambda row: row.stamp_ms if by_stamp else row.start_ms)
    texts = ((number, _plain(line.text)) for number, line in _sung(lyrics) if heading_of(line.text.strip()) is None)
    return [_Row(number, 0, 0, (), text) for number, text in texts if heading_of(text) is None]


def _sung(lyrics: Lyrics) -> Iterator[tuple[int, Line]]:
    return ((number, line) for number, line in enumerate(lyrics.lines, start=1) if _plain(line.text))


def _row(number: int, line: Line, lyrics: Lyrics, keeps: frozenset[str], starts_with_words: bool) -> _Row:
    stamp_ms = own_start(line) or 0
    start_ms = _heard(stamp_ms, lyrics)
    starts_ms: list[int] = []
    if "words" in keeps and any(word.start_ms is not None for word in line.words):
        sung = [word for word in line.words if word.text.strip()]
        starts_ms = [_heard(word.start_ms, lyrics) for word in sung if word.start_ms is not None]
        if sung and sung[0].start_ms is None:  # what stands before the first mark starts with the line
            starts_ms.insert(0, start_ms)
        if starts_with_words and starts_ms:
            start_ms = starts_ms[0]
    return _Row(number, stamp_ms, start_ms, tuple(starts_ms), _plain(line.text))


def _heard(ms: int, lyrics: Lyrics) -> int:
    """A stamp with the offset applied: positive is earlier, never before 0."""
    return max(0, ms - lyrics.offset_ms)


def _plain(text: str) -> str:
    """The text without what readers take for a singer's name, an aside or a mark, and with single blanks."""
    bare = _ASIDE.sub(r"\1", " ".join(text.translate(_INVISIBLE).split()))
    return " ".join(_MARK.sub("", _SINGER.sub("", bare)).split())


def _same(meant: _Row, read: _Row, tolerance_ms: int) -> bool:
    if meant.text != read.text or not _near(meant.start_ms, read.start_ms, tolerance_ms):
        return False
    if not meant.word_starts_ms:  # a text that looks like a mark gives words that nobody meant
        return True
    pairs = zip(meant.word_starts_ms, read.word_starts_ms, strict=False)
    return len(meant.word_starts_ms) == len(read.word_starts_ms) and all(_near(*pair, tolerance_ms) for pair in pairs)


def _near(one_ms: int, other_ms: int, tolerance_ms: int) -> bool:
    return abs(one_ms - other_ms) <= tolerance_ms
