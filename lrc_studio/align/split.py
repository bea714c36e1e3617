"""Cuts a line into words that joined are the line again."""

from __future__ import annotations

import re

from lrc_studio.core.lyrics import Line, Word

_SIGN = r"[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_SMALL = "[ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー]"
_CLOSING = r"[^\w\s(\[{（「『“‘«¿¡]"
_WORD = re.compile(
    rf"\s*[^\w\s]*(?:{_SIGN}{_SMALL}*{_CLOSING}*|(?:(?!{_SIGN})\S)+)\s*",
)


def words_of(line: Line) -> tuple[Word, ...]:
    """The line's own words where they make up its text, else its text cut up, times left open.

    Words end at blanks and keep their trailing blank; han and kana are cut sign by sign, small kana and the long mark
    staying with the sign before; blank text has no words.
    """
    if line.words and "".join(word.text for word in line.words) == line.text:
        return line.words
    return tuple(Word(piece) for piece in split_words(line.text))


def split_words(text: str) -> list[str]:
    """`text` in pieces, one a sung word; `"".join` gives the text back. Blank text gives none."""
    if not text.strip():
        return []
    pieces = _WORD.findall(text)
    lost = len(text) - sum(map(len, pieces))
    return pieces if not lost else [text]
