"""Edits of the times of single words, by a person: they apply to verified words too, and take the lock off."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from lrc_studio.core.edits.rows import each_row
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word


def set_word_start(lyrics: Lyrics, row: int, word: int, ms: int | None, origin: Origin = Origin.TYPED) -> Lyrics:
    """Start one word at `ms`; a shared edge stays shared and nothing overlaps that did not before.

    The word before ends at `ms` where it ended at the old start or would overlap; the word keeps its duration where
    its end would come first; the line's start follows where it was the word's or would come after it. None clears
    the word's times.
    """
    if ms is None:
        return each_row(lyrics, [row], lambda line: _with_word(line, word, _cleared))
    return each_row(lyrics, [row], lambda line: _word_started(line, word, max(ms, 0), origin))


def set_word_end(lyrics: Lyrics, row: int, word: int, ms: int | None, origin: Origin = Origin.TYPED) -> Lyrics:
    """End one word at `ms`, not before its start; the line's end follows where it would come before it."""
    if ms is None:
        return each_row(lyrics, [row], lambda line: _with_word(line, word, lambda old: replace(old, end_ms=None)))
    return each_row(lyrics, [row], lambda line: _word_ended(line, word, max(ms, 0), origin))


def verify_words(lyrics: Lyrics, row: int, words: Iterable[int], locked: bool = True) -> Lyrics:
    """Mark timed words of one line as verified by a person, or take that back."""
    chosen = set(words)

    def change(line: Line) -> Line:
        marked = tuple(
            replace(word, locked=locked) if index in chosen and word.start_ms is not None else word
            for index, word in enumerate(line.words)
        )
        return replace(line, words=marked)

    return each_row(lyrics, [row], change)


def _with_word(line: Line, index: int, change: Callable[[Word], Word]) -> Line:
    if not 0 <= index < len(line.words):
        return line
    return replace(line, words=(*line.words[:index], change(line.words[index]), *line.words[index + 1 :]))


def _cleared(word: Word) -> Word:
    return replace(word, start_ms=None, end_ms=None, confidence=None, locked=False)


def _word_started(line: Line, index: int, ms: int, origin: Origin) -> Line:
    if not 0 <= index < len(line.words) or line.words[index].start_ms == ms:
        return line
    old = line.words[index]
    end_ms = old.end_ms
    if end_ms is not None and end_ms < ms:
        end_ms = ms + max(end_ms - (old.start_ms or 0), 0)
    started = replace(old, start_ms=ms, end_ms=end_ms, origin=origin, confidence=None, locked=False)
    words = [*line.words[:index], started, *line.words[index + 1 :]]
    if index:
        words[index - 1] = _ended_at_edge(words[index - 1], old.start_ms, ms)
    is_first = all(word.start_ms is None for word in line.words[:index])
    return replace(line, words=tuple(words), start_ms=_line_start(line, old.start_ms if is_first else None, ms))


def _ended_at_edge(before: Word, old_edge_ms: int | None, ms: int) -> Word:
    end_ms, start_ms = before.end_ms, before.start_ms or 0
    shared = end_ms is not None and end_ms == old_edge_ms
    overlaps = end_ms is not None and end_ms > ms
    return replace(before, end_ms=ms) if (shared or overlaps) and start_ms <= ms else before


def _line_start(line: Line, first_word_ms: int | None, ms: int) -> int | None:
    follows = line.start_ms is None or line.start_ms == first_word_ms or line.start_ms > ms
    return ms if follows else line.start_ms


def _word_ended(line: Line, index: int, ms: int, origin: Origin) -> Line:
    if not 0 <= index < len(line.words):
        return line
    old = line.words[index]
    end_ms = max(ms, old.start_ms or 0)
    if end_ms == old.end_ms:
        return line
    longer = _with_word(line, index, lambda word: replace(word, end_ms=end_ms, origin=origin, locked=False))
    return replace(longer, end_ms=None if line.end_ms is None else max(line.end_ms, end_ms))
