"""The grammar of LRC files, plain and enhanced: rows to lyrics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.core.sections import heading_of
from lrc_studio.formats.base import Reading
from lrc_studio.formats.lrc_plain import is_tidy, plain_line
from lrc_studio.formats.lrc_stamps import LINE_STAMP, WORD_MARK, Note, is_time_tagged, stamp_ms
from lrc_studio.formats.lrc_tags import offset_of, tags_of
from lrc_studio.formats.lrc_voices import with_voices
from lrc_studio.formats.lrc_words import marked_words
from lrc_studio.formats.quick import collector_paused, quick_line
from lrc_studio.formats.sung import in_time

_BLANKS = re.compile(r"[ \t]*")
# A byte order mark or a zero-width space may stand before a row where files were joined or pasted.
_INVISIBLE = " \t\ufeff\u200b"
_BACKGROUND = re.compile(r"\[bg:(.*)\]", re.IGNORECASE | re.DOTALL)

MAYBE_TRANSLATION = "a translation, perhaps."
"""How the remark on lines that begin together ends."""
# So many rows, times and words take less than 200 MB, however short they are.
MOST_ROWS = 250_000
MOST_RICH_ROWS = 200_000  # of formats in which a row takes more to hold
_MOST_TIMES = 1_000_000


def rows_of(text: str, most: int = MOST_ROWS) -> list[str]:
    """The rows of a text: LF, CR LF, CR and CR CR LF end a row, and nothing else does (`str.splitlines` knows more).

    Raises `InputError` for more than `most` rows, so that no file can fill the memory.
    """
    if "\r" in text:
        text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > most:
        raise InputError(f"This file has more than {most:,} rows; no song has so many.")
    return text.split("\n")


def is_section_key(key: str) -> bool:
    """Whether the part before a colon is a word for a section, as in `[Verse 2: Ann]`, and so no tag's key."""
    return heading_of(f"{key}:") is not None


def read_rows(text: str) -> Reading:
    """Lyrics from the decoded text of an LRC file, plain or enhanced.

    Lines are sorted stably by their written stamp; `offset_ms` is kept apart from the stamps (positive is earlier).
    Rows without a stamp stay as untimed lines after the row above. Nothing in a text raises but too many rows or times.
    """
    if text.count(":") > _MOST_TIMES:
        raise InputError(f"This file has more than {_MOST_TIMES:,} times; no song has so many.")
    reader = _RowReader()
    with collector_paused():
        reader.read(rows_of(text))
        lines = with_voices(in_time(reader.lines))
    tags = tuple((key, value) for key, value in reader.tags.items() if value)
    lyrics = Lyrics(tuple(lines), tags, reader.offset_ms)
    return Reading(lyrics, tuple(reader.warnings(lines)), reader.unsorted(lyrics))


class _RowReader:
    """What was read so far."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.tags: dict[str, str] = {}
        self.offset_ms = 0
        self.notes: set[Note] = set()
        self.remarks: dict[str, None] = {}  # in order, each once
        self._unused: list[str] = []
        self._offsets = 0
        self._repeats = False
        self._section: str | None = None

    def read(self, rows: Sequence[str]) -> None:
        """Take in all rows, those of the common shape by a short way."""
        append, tidy = self.lines.append, is_tidy(rows)
        for row in rows:
            line = None if self._section else plain_line(row, tidy)
            if line is None:
                self._read_any(row)
            else:
                append(line)
        self._drop_section()

    def _read_any(self, row: str) -> None:
        """Take in one row of whatever shape."""
        row = row.strip().lstrip(_INVISIBLE)
        if not row:
            return
        stamps, text = self._stamps(row)
        if stamps:
            self._add_timed(stamps, text)
        elif not (row.startswith("[") and self._read_bracketed(row)):
            words = marked_words(row, None, self.notes) if row.startswith("<") else None
            self._add(_line_of(words, words[0].start_ms) if words else quick_line(row, None))

    def _stamps(self, row: str) -> tuple[list[int], str]:
        """The stamps a row begins with, blanks between them allowed, and its text after them."""
        stamps: list[int] = []
        position = 0
        while match := LINE_STAMP.match(row, _blank_end(row, position)):
            ms = stamp_ms(match, self.notes)
            if ms is None:
                break
            stamps.append(ms)
            position = match.end()
        return stamps, row[position:]

    def _add_timed(self, stamps: list[int], text: str) -> None:
        """Add a line for each stamp; word times move along with the second and later ones (Navidrome, Gramophone)."""
        background = _BACKGROUND.fullmatch(text.strip())
        first = self._line(background[1] if background else text, stamps[0])
        if background:
            first = replace(first, background=True)
        section, self._section = (self._section, None) if first.text else (None, self._section)
        if section:
            first = replace(first, section=section)
        self.lines.extend(_moved(first, ms - stamps[0]) for ms in stamps)
        self._repeats = self._repeats or len(stamps) > 1

    def _line(self, text: str, start_ms: int) -> Line:
        """A line from the text after its stamp."""
        words = marked_words(text, start_ms, self.notes)
        return quick_line(text.strip(), start_ms) if words is None else _line_of(words, start_ms)

    def _add(self, line: Line) -> None:
        """Add a line that has words to sing, which opens the section named above it."""
        if self._section:
            line, self._section = replace(line, section=self._section), None
        self.lines.append(line)

    def _read_bracketed(self, row: str) -> bool:
        """Take in a row of background voices, a heading or id tags; False if it is none of them."""
        background = _BACKGROUND.fullmatch(row)
        if background:
            self._add_background(background[1].strip())
            return True
        tags = tags_of(row)
        heading = heading_of(row) if not tags or is_section_key(tags[0][0]) else None
        if heading is not None:
            self._drop_section()
            self._section = heading
            return True
        for key, value in tags:
            self._add_tag(key, value)
        return bool(tags)

    def _add_background(self, text: str) -> None:
        """Add a line of background voices; without marks it has no time of its own."""
        words = marked_words(text, None, self.notes)
        line = _line_of(words, words[0].start_ms) if words else quick_line(text, None)
        if line.text:
            self.lines.append(replace(line, background=True))

    def _drop_section(self) -> None:
        if self._section:
            self._unused.append(self._section)
            self._section = None

    def _add_tag(self, key: str, value: str) -> None:
        """Keep a tag in its first place; the last offset holds for the whole file (OSD Lyrics, lrc-kit, pylrc)."""
        if key != "offset":
            self.tags[key] = value
            return
        offset_ms, remark = offset_of(value)
        if remark:
            self.remarks[remark] = None
        if offset_ms is None:
            return
        self._offsets += 1
        self.offset_ms = offset_ms
        if self._offsets == 2:
            self.remarks["The file has several offsets; the last one was used for the whole file."] = None

    def unsorted(self, lyrics: Lyrics) -> Lyrics | None:
        """The lyrics in the order of the rows where it is not that of the times, else None.

        A file with several stamps on a row says by that that its rows are to be sorted (Navidrome's rule).
        """
        starts = [line.start_ms for line in self.lines if line.start_ms is not None]
        if self._repeats or starts == sorted(starts):
            return None
        return lyrics.with_lines(with_voices(self.lines))

    def warnings(self, lines: list[Line]) -> Iterable[str]:
        """A sentence for each thing a person should know about the file."""
        yield from (note.value for note in Note if note in self.notes)
        yield from self.remarks
        if self._unused:
            more = f" and {len(self._unused) - 1} more have" if self._unused[1:] else " has"
            yield f"The heading “{self._unused[0]}”{more} no lines below and was left out."
        starts = [line.start_ms for line in lines if line.start_ms is not None]
        if len(starts) > 1 and not any(starts):
            yield "All times are 0: the file holds lyrics that were never timed."
        elif doubled := sum(a == b for a, b in pairwise(starts)):
            how_many = "1 line begins" if doubled == 1 else f"{doubled} lines begin"
            yield f"{how_many} together with the line above: {MAYBE_TRANSLATION}"


def _blank_end(row: str, position: int) -> int:
    match = _BLANKS.match(row, position)
    return match.end() if match else position


def _line_of(words: tuple[Word, ...], start_ms: int | None) -> Line:
    return quick_line("".join([word.text for word in words]), start_ms, words)


def _moved(line: Line, by_ms: int) -> Line:
    """The line and its words moved, never below 0."""
    if not by_ms or line.start_ms is None:
        return line
    words = (
        replace(word, start_ms=_later(word.start_ms, by_ms), end_ms=_later(word.end_ms, by_ms)) for word in line.words
    )
    return replace(line, start_ms=_later(line.start_ms, by_ms), words=tuple(words))


def _later(ms: int | None, by_ms: int) -> int | None:
    return None if ms is None else max(0, ms + by_ms)


_SCORED_CHARS = 20_000
_STAMPED_ROW = re.compile(rf"(?m)^[ \t\ufeff\u200b]*(?:{LINE_STAMP.pattern}|{WORD_MARK.pattern})")


def line_score(text: str) -> float:
    """How surely a text is LRC, 0 to 1: certain (0.9) from half of its first rows with a stamp on, tags aside."""
    head = text[:_SCORED_CHARS]
    rows = [row for row in rows_of(head) if row.strip()]
    stamped = sum(_STAMPED_ROW.match(row) is not None for row in rows)
    tagged = sum(row.lstrip(_INVISIBLE).startswith("[") and bool(tags_of(row.strip())) for row in rows)
    if not stamped:
        return 0.4 if rows and tagged == len(rows) else 0.0
    share = stamped / max(stamped, len(rows) - tagged)
    return min(0.8 if is_time_tagged(text) else 0.9, 0.9 if 2 * share >= 1 else 0.3 + share)


def word_score(text: str) -> float:
    """How surely a text is enhanced LRC: LRC with a word mark in it is certain (0.95)."""
    lines = line_score(text)
    return 0.95 if lines >= 0.9 and WORD_MARK.search(text[:_SCORED_CHARS]) else lines / 2
