"""Writes what was found back into the lyrics: times that only rise, in whole milliseconds, locked ones untouched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lrc_studio.align.plan import Plan
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word

UNHEARD = 0.3
"""Confidence of a time put between others, for text that is not sung or has no sounds."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a sung word was found, and how sure that is (0..1)."""

    start_ms: int
    end_ms: int
    confidence: float


def timed(lyrics: Lyrics, plan: Plan, found: Sequence[Found], line_confidence: dict[int, float], end_ms: int) -> Lyrics:
    """`lyrics` with the times of `found` (one for each sung word of `plan`); `end_ms` is the end of the song."""
    places: dict[int, dict[int, Found]] = {}
    for item, where in zip(plan.sung, found, strict=True):
        places.setdefault(item.line, {})[item.word] = where
    lines = [
        _line(line, plan.words[number], places[number], line_confidence[number]) if number in places else line
        for number, line in enumerate(lyrics.lines)
    ]
    return lyrics.with_lines(_unsung_between(lines, set(places), end_ms))


def _line(line: Line, words: tuple[Word, ...], places: dict[int, Found], confidence: float) -> Line:
    done = tuple(_words(words, places))
    first, last = places[min(places)], places[max(places)]
    if line.locked:
        start_ms = first.start_ms if line.start_ms is None else line.start_ms
        end_ms = last.end_ms if line.end_ms is None else line.end_ms
        return replace(line, words=done, start_ms=start_ms, end_ms=max(start_ms, end_ms))
    start_ms = next((word.start_ms for word in done if word.start_ms is not None), first.start_ms)
    end_ms = max(word.end_ms or start_ms for word in done)
    return replace(
        line, words=done, start_ms=start_ms, end_ms=end_ms, origin=Origin.ALIGNED, confidence=round(confidence, 3)
    )


def _words(words: tuple[Word, ...], places: dict[int, Found]) -> list[Word]:
    """Every word with a time; one without sounds (a dash, say) stands at the end of the word before it."""
    done: list[Word] = []
    at_ms = places[min(places)].start_ms
    for number, word in enumerate(words):
        where = places.get(number, Found(at_ms, at_ms, UNHEARD))
        at_ms = where.end_ms
        if word.locked and word.start_ms is not None:
            done.append(word if word.end_ms is not None else replace(word, end_ms=max(word.start_ms, where.end_ms)))
        else:
            done.append(
                Word(word.text, where.start_ms, where.end_ms, Origin.ALIGNED, round(where.confidence, 3), word.locked)
            )
    return done


def _unsung_between(lines: list[Line], sung: set[int], end_ms: int) -> list[Line]:
    """Lines with text that nobody sings (headings, signs) share the room between their neighbours evenly."""
    at = 0
    while at < len(lines):
        stop = at
        while stop < len(lines) and stop not in sung:
            stop += 1
        before_ms = (lines[at - 1].end_ms or lines[at - 1].start_ms or 0) if at else 0
        after_ms = lines[stop].start_ms if stop < len(lines) else end_ms
        lines[at:stop] = _spread(lines[at:stop], before_ms, max(before_ms, after_ms or before_ms))
        at = stop + 1
    return lines


def _spread(lines: list[Line], before_ms: int, after_ms: int) -> list[Line]:
    given = [number for number, line in enumerate(lines) if line.text.strip() and not line.locked]
    edges = [before_ms + (after_ms - before_ms) * (step + 1) // (len(given) + 1) for step in range(len(given) + 1)]
    for step, number in enumerate(given):
        lines[number] = replace(
            lines[number],
            start_ms=edges[step],
            end_ms=edges[step + 1],
            origin=Origin.INTERPOLATED,
            confidence=UNHEARD / 2,
        )
    return lines
