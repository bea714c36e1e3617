"""Cuts a line into words that joined are the line again."""

from __future__ import annotations

from lrc_studio.core.lyrics import Line, Word
from lrc_studio.core.pieces import split_words


def words_of(line: Line) -> tuple[Word, ...]:
    """The line's own words where they make up its text, else its text cut up, times left open.

    Words are cut as `split_words` does; blank text has no words.
    """
    if line.words and "".join(word.text for word in line.words) == line.text:
        return line.words
    return tuple(Word(piece) for piece in split_words(line.text))
