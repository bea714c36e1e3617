"""Singers named by a prefix in LRC text: `v1:` as in Apple-style files, `F:` `M:` `D:` as in Walaoke's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lrc_studio.core.lyrics import Line, Word

_HINT = re.compile(r"v[1-9][0-9]{0,3}:|[FMD]:")
_NUMBERED = re.compile(r"(v[1-9][0-9]{0,3}):\s*")
_LETTER = re.compile(r"([FMD]):\s*")


def may_have_voices(text: str) -> bool:
    """Whether a file's text holds anything like a voice prefix, so that most files are not looked at line by line."""
    return _HINT.search(text) is not None


def with_voices(lines: Sequence[Line]) -> list[Line]:
    """The lines with voice prefixes taken out of their text into `voice`.

    `v1:` counts on its own line (Gramophone, Accompanist). A letter counts only if two different ones occur, as
    "D: is a grade" may be lyrics, and holds until the next letter (Walaoke).
    """
    letters = {match[1] for line in lines if (match := _LETTER.match(line.text))}
    held: str | None = None
    given: list[Line] = []
    for line in lines:
        match = _NUMBERED.match(line.text)
        if match is None and len(letters) > 1:
            match = _LETTER.match(line.text)
            held = match[1] if match else held
        if match:
            line = replace(_without_prefix(line, match[0]), voice=match[1])
        elif held and line.text:
            line = replace(line, voice=held)
        given.append(line)
    return given


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
