"""Word times inside an LRC row: `<mm:ss.xx>` marks, or dotted square ones, to words and back to one text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lrc_studio.core.lyrics import Word
from lrc_studio.formats.lrc_stamps import LINE_STAMP, WORD_MARK, Note, is_dotted, stamp_ms
from lrc_studio.formats.quick import quick_word


def marked_words(text: str, start_ms: int | None, notes: set[Note]) -> tuple[Word, ...] | None:
    """The words of a row's text (after its stamps), or None where it has no usable marks.

    Angle marks count wherever they stand. Square ones count only if all of them are dotted, none is before the line's
    stamp and none runs backwards; otherwise they are lyrics (the rule that tells AMLL, ESLyric and lrc-kit files from
    text). With no `start_ms` the row must begin with a mark.
    """
    texts, times, _ = _cut(WORD_MARK, text, notes)
    if not times and start_ms is not None:
        texts, times = _cut_square(text, start_ms, notes)
    if not times:
        return None
    if start_ms is None:
        if texts[0].strip():
            return None
        start_ms = times[0]
    return words_between(texts, [start_ms, *times], notes)


def _cut(pattern: re.Pattern[str], text: str, notes: set[Note]) -> tuple[list[str], list[int], bool]:
    """The texts around the marks of `pattern`, their times, and whether all of them have a dot.

    The marks themselves are not kept: a row may hold a million.
    """
    texts: list[str] = []
    times: list[int] = []
    place, dotted = 0, True
    for match in pattern.finditer(text):
        ms = stamp_ms(match, notes)
        if ms is not None:
            texts.append(text[place : match.start()])
            times.append(ms)
            place, dotted = match.end(), dotted and is_dotted(match)
    texts.append(text[place:])
    return texts, times, dotted


def _cut_square(text: str, start_ms: int, notes: set[Note]) -> tuple[list[str], list[int]]:
    """The same for square marks if they are word timing, else nothing."""
    kept: set[Note] = set()
    texts, times, dotted = _cut(LINE_STAMP, text, kept)
    if not dotted or any(a > b for a, b in pairwise([start_ms, *times])):
        return [], []
    notes |= kept
    return texts, times


def words_between(texts: Sequence[str], times: Sequence[int], notes: set[Note]) -> tuple[Word, ...]:
    """Words from the texts that follow each time: a blank text is a gap, a word ends at the next time.

    Blanks around a mark become one trailing blank on the word before it. The last word has no end; an end before its
    start is left out.
    """
    words: list[Word] = []
    held: str | None = None  # the last word, written when the next text has shown whether a blank follows it
    held_ms, end_ms = 0, None
    for text, ms in zip(texts, times, strict=True):
        core = text.strip()
        if held is not None and end_ms is None:
            end_ms = ms
        if not core:
            if text and held is not None and held[-1] != " ":
                held += " "
            continue
        if held is not None:
            words.append(_ended(held if held[-1] == " " or text[0] == core[0] else held + " ", held_ms, end_ms, notes))
        held, held_ms, end_ms = (core if text[-1] == core[-1] else core + " "), ms, None
    if held is not None:
        words.append(_ended(held.rstrip(), held_ms, end_ms, notes))
    return tuple(words)


def _ended(text: str, start_ms: int, end_ms: int | None, notes: set[Note]) -> Word:
    """A word whose end is left out where it comes before its start."""
    if end_ms is not None and end_ms < start_ms:
        notes.add(Note.BACKWARDS)
        end_ms = None
    return quick_word(text, start_ms, end_ms)
