"""What is timed one by one: the lines, their words, or the syllables of their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lrc_studio.core.edits.moving import own_end, own_start
from lrc_studio.core.lyrics import Line, Origin, Word
from lrc_studio.core.pieces import sign_at, split_words, syllables

Level = Literal["line", "word", "syllable"]
LEVELS: tuple[Level, ...] = ("line", "word", "syllable")


@dataclass(frozen=True, slots=True)
class Unit:
    """A line's words from place `first` to `last` (both included) that are timed as one."""

    first: int
    last: int
    text: str
    start_ms: int | None
    end_ms: int | None
    locked: bool


def units(line: Line, level: Level, language: str = "") -> tuple[Unit, ...]:
    """The units of a line; a line without words has those it would be cut into, not timed. Blank text has none.

    At the level of lines the line is its own only unit. At the level of words neighbours without a blank between them
    are one, unless one is a han or kana sign.
    """
    if not line.text.strip():
        return ()
    words = prepared(line, level, language).words
    if level == "line":
        return (Unit(0, max(len(words) - 1, 0), line.text, own_start(line), own_end(line), line.locked),)
    groups = _groups(words) if level == "word" else ((at, at) for at in range(len(words)))
    return tuple(_unit(words, first, last, line.locked) for first, last in groups)


def _unit(words: Sequence[Word], first: int, last: int, locked: bool) -> Unit:
    parts = words[first : last + 1]
    text = "".join(word.text for word in parts)
    locked = locked or any(word.locked for word in parts)
    return Unit(first, last, text, parts[0].start_ms, parts[-1].end_ms, locked)


def _groups(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    first = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or _apart(words[at - 1].text, words[at].text):
            yield first, at - 1
            first = at


def _apart(one: str, other: str) -> bool:
    """Whether two pieces of a line are two words."""
    blank = one[-1:].isspace() or other[:1].isspace()
    return blank or not (one and other) or sign_at(one, -1) or sign_at(other, 0)


def prepared(line: Line, level: Level, language: str = "") -> Line:
    """The line cut as finely as `level` asks; what has times keeps them, syllables share their word's by letters."""
    if level == "line":
        return line
    words = line.words or tuple(Word(piece) for piece in split_words(line.text))
    if level == "syllable":
        words = tuple(_in_syllables(words, language))
    return line if words == line.words else replace(line, words=words)


def _in_syllables(words: Sequence[Word], language: str) -> Iterator[Word]:
    for first, last in _groups(words):
        if first == last:
            yield from cut_word(words[first], syllables(words[first].text, language), _end_of(words, first))
        else:
            yield from words[first : last + 1]  # cut by somebody already


def _end_of(words: Sequence[Word], at: int) -> int | None:
    """A word's end, else the start of the next one."""
    if words[at].end_ms is not None or at + 1 >= len(words):
        return words[at].end_ms
    return words[at + 1].start_ms


def cut_word(word: Word, texts: Sequence[str], end_ms: int | None = None) -> list[Word]:
    """The word in several with these texts; they share its time by letters, the first keeps its start and its lock."""
    if len(texts) < 2:
        return [word]
    start_ms, length = word.start_ms, sum(len(text.strip()) for text in texts)
    known = start_ms is not None and end_ms is not None and end_ms > start_ms and length
    starts: list[int | None] = [start_ms]
    done = 0
    for text in texts[:-1]:
        done += len(text.strip())
        starts.append(round(start_ms + (end_ms - start_ms) * done / length) if known else None)  # type: ignore[operator]
    ends = [*(None if word.end_ms is None else after for after in starts[1:]), word.end_ms]
    parts = [
        replace(word, text=text, start_ms=start, end_ms=end)
        for text, start, end in zip(texts, starts, ends, strict=True)
    ]
    guessed = [replace(part, origin=Origin.INTERPOLATED, locked=False, confidence=None) for part in parts[1:]]
    return [parts[0], *(guessed if known else parts[1:])]
