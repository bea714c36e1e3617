"""Splitting one line in two and joining lines into one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lrc_studio.core.edits.moving import own_end, own_start
from lrc_studio.core.edits.rows import rows_in
from lrc_studio.core.edits.tokens import pieces_of
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word


def split_line(lyrics: Lyrics, row: int, at_char: int, at_ms: int | None = None) -> Lyrics:
    """Split a line before its character `at_char`; nothing happens where one half would be blank.

    The second half starts with its first word where a word begins there, else at `at_ms` (the playhead) where that
    lies within the line, else in proportion to the characters, marked as interpolated. Section and side texts stay
    with the first half.
    """
    if not rows_in(lyrics, [row]):
        return lyrics
    line = lyrics.lines[row]
    if at_char <= 0 or not line.text[:at_char].strip() or not line.text[at_char:].strip():
        return lyrics
    end_ms = own_end(line)
    if end_ms is None:
        end_ms = _start_after(lyrics, row)
    halves = _halves(line, at_char, at_ms, end_ms)
    return lyrics.with_lines((*lyrics.lines[:row], *halves, *lyrics.lines[row + 1 :]))


def _start_after(lyrics: Lyrics, row: int) -> int | None:
    start_ms = own_start(lyrics.lines[row])
    later = (line.start_ms for line in lyrics.lines[row + 1 :])
    return next((ms for ms in later if ms is not None and start_ms is not None and ms >= start_ms), None)


def _halves(line: Line, at_char: int, at_ms: int | None, end_ms: int | None) -> tuple[Line, Line]:
    before, after = _cut_words(line.words, at_char, at_ms, end_ms)
    start = _second_start(line, after, at_char, at_ms, end_ms)
    first_end_ms = line.end_ms
    if first_end_ms is not None:
        first_end_ms = before[-1].end_ms if before and before[-1].end_ms is not None else start.start_ms
    first = replace(line, text=line.text[:at_char].rstrip(), words=_trimmed(before), end_ms=first_end_ms)
    second = Line(
        line.text[at_char:].strip(),
        start.start_ms,
        line.end_ms,
        _trimmed(after),
        voice=line.voice,
        background=line.background,
        origin=start.origin,
        confidence=start.confidence,
    )
    return first, second


def _cut_words(
    words: Sequence[Word], at_char: int, at_ms: int | None, end_ms: int | None
) -> tuple[list[Word], list[Word]]:
    before: list[Word] = []
    after: list[Word] = []
    place = 0
    for index, word in enumerate(words):
        cut = at_char - place
        place += len(word.text)
        if cut <= 0 or not word.text[:cut].strip():
            after.append(word)
        elif cut >= len(word.text) or not word.text[cut:].strip():
            before.append(word)
        else:
            next_ms = words[index + 1].start_ms if index + 1 < len(words) else end_ms
            left, right = _cut_word(word, cut, at_ms, word.end_ms if word.end_ms is not None else next_ms)
            before.append(left)
            after.append(right)
    return before, after


def _cut_word(word: Word, cut: int, at_ms: int | None, end_ms: int | None) -> tuple[Word, Word]:
    middle = _between(word, len(word.text.rstrip()), cut, at_ms, end_ms)
    left_end_ms = None if word.end_ms is None else middle.start_ms
    left = replace(word, text=word.text[:cut], end_ms=left_end_ms)
    return left, replace(middle, text=word.text[cut:], end_ms=word.end_ms)


def _second_start(line: Line, after: Sequence[Word], at_char: int, at_ms: int | None, end_ms: int | None) -> Word:
    if after and after[0].start_ms is not None:
        return after[0]
    first_timed_ms = next((word.start_ms for word in after if word.start_ms is not None), end_ms)
    return _between(line, len(line.text.rstrip()), at_char, at_ms, first_timed_ms)


def _between(part: Line | Word, length: int, cut: int, at_ms: int | None, end_ms: int | None) -> Word:
    """A word with the start of the second part: the playhead if it lies within, else in proportion, else no time."""
    start_ms = part.start_ms
    if start_ms is None or end_ms is None or end_ms < start_ms:
        inside = at_ms is not None and start_ms is not None and at_ms > start_ms
        return Word("", at_ms, origin=Origin.TAPPED) if inside else Word("", origin=Origin.INTERPOLATED)
    if at_ms is not None and start_ms < at_ms < end_ms:
        return Word("", at_ms, origin=Origin.TAPPED)
    return Word("", start_ms + (end_ms - start_ms) * cut // max(length, 1), origin=Origin.INTERPOLATED)


def _trimmed(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words without the blanks at the front of the first and at the back of the last."""
    trimmed = list(words)
    if trimmed:
        trimmed[0] = replace(trimmed[0], text=trimmed[0].text.lstrip())
        trimmed[-1] = replace(trimmed[-1], text=trimmed[-1].text.rstrip())
    return tuple(trimmed)


def join_lines(lyrics: Lyrics, rows: Iterable[int]) -> Lyrics:
    """Join each run of adjacent rows into one line, with a blank between the texts; a row alone stays as it is.

    The line starts with the first timed one, ends where the last one ends, is as sure as the least sure of them and
    verified only if all were. The section and the voice of the first stay.
    """
    known = set(rows_in(lyrics, rows))
    lines: list[Line] = []
    for row, line in enumerate(lyrics.lines):
        if row in known and row - 1 in known:
            lines[-1] = _joined(lines[-1], line)
        else:
            lines.append(line)
    return lyrics if len(lines) == len(lyrics.lines) else lyrics.with_lines(lines)


def _joined(first: Line, second: Line) -> Line:
    text = " ".join(part for part in (first.text.rstrip(), second.text.lstrip()) if part)
    timed = first if first.start_ms is not None or second.start_ms is None else second
    sure = [line.confidence for line in (first, second) if line.confidence is not None]
    return replace(
        first,
        text=text,
        words=_joined_words(first, second),
        start_ms=timed.start_ms,
        end_ms=second.end_ms if second.text.strip() or second.end_ms is not None else first.end_ms,
        origin=timed.origin,
        confidence=min(sure, default=None),
        locked=first.locked and second.locked,
        section=first.section or second.section,
        translation=_both(first.translation, second.translation),
        romanization=_both(first.romanization, second.romanization),
    )


def _both(first: str | None, second: str | None) -> str | None:
    return " ".join(text for text in (first, second) if text) or None


def _joined_words(first: Line, second: Line) -> tuple[Word, ...]:
    if not first.words and not second.words:
        return ()
    head, tail = _words_or_pieces(first), _words_or_pieces(second)
    if head and tail:
        head[-1] = replace(head[-1], text=head[-1].text.rstrip() + " ")
        tail[0] = replace(tail[0], text=tail[0].text.lstrip())
    return (*head, *tail)


def _words_or_pieces(line: Line) -> list[Word]:
    """The line's words; a line without has its text cut in words of which the first carries the line's start."""
    if line.words or not line.text.strip():
        return list(line.words)
    words = [Word(piece) for piece in pieces_of(line.text)]
    words[0] = replace(words[0], start_ms=line.start_ms, origin=line.origin, confidence=line.confidence)
    return words
