"""Words as karaoke formats want them: each with a start, the last with an end, and blanks on the word before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from lrc_studio.core.edits.moving import own_start
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats.lrc_writing import one_row
from lrc_studio.formats.quick import quick_word

_LAST_WORD_MS = 1000  # how long a last word without an end is sung at the most


def runs_of(line: Line) -> list[Word]:
    """The line's words, each with a start: untimed ones join the word before, a leading one the line's start.

    Empty where no word has a time.
    """
    runs: list[Word] = []
    if any(word.start_ms is not None for word in line.words):
        for word in line.words:
            if not runs:
                start_ms = line.start_ms if word.start_ms is None else word.start_ms
                runs.append(Word(word.text, start_ms, word.end_ms))
            elif word.start_ms is None:
                runs[-1] = Word(runs[-1].text + word.text, runs[-1].start_ms, word.end_ms)
            else:
                runs.append(word)
    return runs


def risen(line: Line) -> Line:
    """The line as a format of lengths alone holds it: no word begins before the line or the word before it."""
    latest_ms = own_start(line) or 0
    words = []
    for word in line.words:
        if word.start_ms is not None:
            latest_ms = max(latest_ms, word.start_ms)
            end_ms = None if word.end_ms is None else max(latest_ms, word.end_ms)
            word = replace(word, start_ms=latest_ms, end_ms=end_ms)
        words.append(word)
    return line if tuple(words) == line.words else replace(line, words=tuple(words))


def closing_ms(line: Line, last: Word, after: Line | None) -> int:
    """Where a line's last word ends: as it says, else with its line, else with the next line but within a second."""
    start_ms = last.start_ms or 0
    known = last.end_ms if last.end_ms is not None else line.end_ms
    if known is not None:
        return max(start_ms, known)
    latest_ms = start_ms + _LAST_WORD_MS
    next_ms = after.start_ms if after else None
    return latest_ms if next_ms is None or next_ms < start_ms else min(latest_ms, next_ms)


def words_of(parts: Iterable[tuple[str, int | None, int | None]]) -> tuple[Word, ...]:
    """Words from (text, start, end) in their order, times in ms.

    Blanks around a text become one trailing blank on the word before; the first word begins and the last one ends with
    none. A text of nothing but blanks is a gap. An end before its start is left out.
    """
    words: list[Word] = []
    held: tuple[str, int | None, int | None] | None = None
    for text, start_ms, end_ms in parts:
        core = text.strip()
        if held is not None and text[:1] != core[:1]:
            held = (held[0].rstrip() + " ", *held[1:])
        if not core:
            continue
        if held is not None:
            words.append(quick_word(*held))
        if end_ms is not None and end_ms < (start_ms or 0):
            end_ms = None
        held = (core if text[-1] == core[-1] else f"{core} ", start_ms, end_ms)
    if held is not None:
        words.append(quick_word(held[0].rstrip(), *held[1:]))
    return tuple(words)


def text_of(words: Iterable[Word]) -> str:
    """The text of a line from its words."""
    return "".join([word.text for word in words])


def untimed_rows(lyrics: Lyrics) -> list[str]:
    """The texts of lyrics in which nothing is timed, a row each, for formats that hold times alone."""
    return [text for line in lyrics.lines if (text := one_row(line.text))]


def in_time(lines: Sequence[Line]) -> list[Line]:
    """The lines by time, those of equal time in file order, untimed ones after the line they followed."""
    if all(line.start_ms is not None for line in lines):
        return sorted(lines, key=attrgetter("start_ms"))
    keyed: list[tuple[int, Line]] = []
    key_ms = -1
    for line in lines:
        key_ms = key_ms if line.start_ms is None else line.start_ms
        keyed.append((key_ms, line))
    return [line for _, line in sorted(keyed, key=lambda pair: pair[0])]


def fitted(texts: Sequence[str], text: str) -> list[str]:
    """The texts of words with the blanks they have in the line's text, where they are that text but for its blanks."""
    if "".join(texts).strip() == text.strip():
        return list(texts)
    found: list[str] = []
    place = 0
    for core in (each.strip() for each in texts):
        while text[place : place + 1].isspace():
            place += 1
        if not text.startswith(core, place):
            return list(texts)
        place += len(core)
        found.append(f"{core} " if text[place : place + 1].isspace() else core)
    return found if not text[place:].strip() else list(texts)
