"""Singers named by a prefix in LRC text: `v1:` as in Apple-style files, `F:` `M:` `D:` as in Walaoke's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lrc_studio.core.lyrics import Line, Word

_FIRST_SIGNS = "vFMD"
_NUMBERED = re.compile(r"(v[1-9][0-9]{0,3}):\s*")
_LETTER = re.compile(r"([FMD]):\s*")


def with_voices(lines: list[Line]) -> list[Line]:
    """The lines with voice prefixes taken out of their text into `voice`.

    `v1:` counts on its own line (Gramophone, Accompanist). A letter counts only if two different ones occur, as
    "D: is a grade" may be lyrics, and holds until the next letter (Walaoke).
    """
    suspects = [line.text for line in lines if line.text[:1] in _FIRST_SIGNS]
    letters = {match[1] for text in suspects if (match := _LETTER.match(text))}
    if len(letters) > 1 or any(map(_NUMBERED.match, suspects)):
        return list(_voiced(lines, len(letters) > 1))
    return lines


def _voiced(lines: Iterable[Line], by_letter: bool) -> Iterator[Line]:
    held: str | None = None
    for line in lines:
        match = _NUMBERED.match(line.text)
        if match is None and by_letter:
            match = _LETTER.match(line.text)
            held = match[1] if match else held
        if match:
            yield replace(_without_prefix(line, match[0]), voice=match[1])
        else:
            yield replace(line, voice=held) if held and line.text else line


def _without_prefix(line: Line, prefix: str) -> Line:
    """The line less the prefix, which may be a part of the first word or a word of its own."""
    words: list[Word] = []
    left = len(prefix)
    for word in line.words:
        cut = word.text[left:]
        left = max(0, left - len(word.text))
        if cut:
            words.append(word if cut == word.text else replace(word, text=cut))
    return replace(line, text=line.text[len(prefix) :], words=tuple(words))
