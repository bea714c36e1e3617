"""What is to be found in the sound: the sung words of the lyrics with their phones, and the times a person fixed."""

from __future__ import annotations

from dataclasses import dataclass

from lrc_studio.align.language import guess_language
from lrc_studio.align.model import FRAME_MS
from lrc_studio.align.pronounce import pronounce
from lrc_studio.align.pronounce.rules import Phones
from lrc_studio.align.split import words_of
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.core.sections import heading_of, repeat_of


@dataclass(frozen=True, slots=True)
class Sung:
    """A word to find: where it stands, its phones, whether they are known, and whether its line ends with it."""

    line: int
    word: int
    phones: Phones
    sure: bool
    closing: bool


@dataclass(frozen=True, slots=True)
class Pin:
    """A time a person fixed: the sung word `word` starts (or, with `after`, ends) at frame `frame`."""

    word: int
    after: bool
    frame: int


@dataclass(frozen=True, slots=True)
class Plan:
    """`words` holds every line's words (none for a blank line), sung or not."""

    words: tuple[tuple[Word, ...], ...]
    sung: tuple[Sung, ...]
    pins: tuple[Pin, ...]


def plan_of(lyrics: Lyrics, language: str | None = None) -> Plan:
    """Pronounce `lyrics` in `language` (two letters; guessed from the text where None)."""
    tongue = language or guess_language("\n".join(line.text for line in lyrics.lines))
    words = tuple(words_of(line) for line in lyrics.lines)
    sung: list[Sung] = []
    for number, line in enumerate(lyrics.lines):
        sung += _sung_in(number, line, words[number], tongue[:2].lower())
    return Plan(words, tuple(sung), tuple(_pins(lyrics, words, sung)))


def _sung_in(number: int, line: Line, words: tuple[Word, ...], language: str) -> list[Sung]:
    if heading_of(line.text) is not None:
        return []
    sung_letters = len(repeat_of(line.text)[0])
    found: list[tuple[int, Phones, bool]] = []
    at = 0
    for place, word in enumerate(words):
        phones, sure = pronounce(word.text, language) if at < sung_letters else ((), True)
        at += len(word.text)
        if phones:
            found.append((place, phones, sure))
    last = found[-1][0] if found else -1
    return [Sung(number, place, phones, sure, place == last) for place, phones, sure in found]


def _pins(lyrics: Lyrics, words: tuple[tuple[Word, ...], ...], sung: list[Sung]) -> list[Pin]:
    pins: list[Pin] = []
    for index, item in enumerate(sung):
        line, word = lyrics.lines[item.line], words[item.line][item.word]
        opening = index == 0 or sung[index - 1].line != item.line
        if word.locked:
            pins += _edge(index, word.start_ms, False) + _edge(index, word.end_ms, True)
            continue
        pins += _edge(index, line.start_ms, False) if line.locked and opening else []
        pins += _edge(index, line.end_ms, True) if line.locked and item.closing else []
    return pins


def _edge(index: int, ms: int | None, after: bool) -> list[Pin]:
    return [] if ms is None else [Pin(index, after, round(ms / FRAME_MS))]
