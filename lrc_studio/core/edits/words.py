"""Splitting one word in two and joining words (or syllables) into one; the text of the line stays."""

from __future__ import annotations

from dataclasses import replace

from lrc_studio.core.edits.moving import own_end
from lrc_studio.core.edits.rows import rows_in, with_rows
from lrc_studio.core.edits.units import cut_word, prepared
from lrc_studio.core.lyrics import Lyrics, Origin, Word


def split_word(lyrics: Lyrics, row: int, at_char: int, at_ms: int | None = None) -> Lyrics:
    """Split the word that holds the line's character `at_char` before it, for syllables of their own.

    The second part begins at `at_ms` (the playhead) where that lies within the word, else in proportion to the
    letters. Nothing happens between words.
    """
    if not rows_in(lyrics, [row]):
        return lyrics
    line = prepared(lyrics.lines[row], "word")
    place = 0
    for index, word in enumerate(line.words):
        cut = at_char - place
        if 0 < cut < len(word.text.rstrip()) and word.text[:cut].strip():
            after = line.words[index + 1].start_ms if index + 1 < len(line.words) else own_end(line)
            parts = _cut(word, cut, at_ms, word.end_ms if word.end_ms is not None else after)
            words = (*line.words[:index], *parts, *line.words[index + 1 :])
            return with_rows(lyrics, {row: replace(line, words=words)})
        place += len(word.text)
    return lyrics


def _cut(word: Word, cut: int, at_ms: int | None, end_ms: int | None) -> list[Word]:
    parts = cut_word(word, [word.text[:cut], word.text[cut:]], end_ms)
    inside = at_ms is not None and word.start_ms is not None and word.start_ms < at_ms < (end_ms or at_ms + 1)
    if not inside:
        return parts
    first = replace(parts[0], end_ms=None if parts[0].end_ms is None else at_ms)
    return [first, replace(parts[1], start_ms=at_ms, origin=Origin.TAPPED, confidence=None, locked=False)]


def join_words(lyrics: Lyrics, row: int, first: int, last: int) -> Lyrics:
    """Join the words from place `first` to `last` of a line into one, from the first start to the last end."""
    if not rows_in(lyrics, [row]):
        return lyrics
    line = prepared(lyrics.lines[row], "word")
    parts = line.words[max(first, 0) : last + 1]
    if len(parts) < 2:
        return lyrics
    starts = [part.start_ms for part in parts if part.start_ms is not None]
    sure = [part.confidence for part in parts if part.confidence is not None]
    joined = replace(
        parts[0],
        text="".join(part.text for part in parts),
        start_ms=starts[0] if starts else None,
        end_ms=parts[-1].end_ms,
        confidence=min(sure) if sure else None,
        locked=all(part.locked for part in parts),
    )
    words = (*line.words[: max(first, 0)], joined, *line.words[last + 1 :])
    return with_rows(lyrics, {row: replace(line, words=words)})
