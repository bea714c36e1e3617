"""Rules about the words of one line (row from 0, line, its timed words), and the one about where the voice is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lrc_studio.core.checks.song import (
    ROUNDING_MS,
    Problem,
    Song,
    TimedWords,
    last_ms,
    span_text,
    start_of,
    timed_words,
    word_name,
)
from lrc_studio.core.doubt import needs_ear
from lrc_studio.core.edits.moving import own_end
from lrc_studio.core.lyrics import Line

_SHORTEST_WORD_MS = 30
_LONGEST_WORD_MS = 12_000
# Aligners that lose the voice put the rest of a line on one spot; two words there may be an elision, three are not.
_PILE = 3
_PILE_MS = 20


def untimed_word(row: int, line: Line, words: TimedWords) -> Iterator[Problem]:
    """Warns of words without a time in a line whose other words have one."""
    timed = {place for place, _ in words}
    for place, word in enumerate(line.words):
        if timed and place not in timed and word.text.strip():
            message = f"{word_name(row, line, place)} has no time, but other words of the line have."
            yield Problem("untimed-word", "warning", row + 1, place + 1, message, "No time")


def word_order(row: int, line: Line, words: TimedWords) -> Iterator[Problem]:
    """Error for a word that starts before the one in front of it."""
    for (_, before), (place, word) in pairwise(words):
        if start_of(word) < start_of(before):
            message = f"{word_name(row, line, place)} starts before the word in front of it."
            yield Problem("out-of-order", "error", row + 1, place + 1, message, "Out of order")


def word_end_before_start(row: int, line: Line, words: TimedWords) -> Iterator[Problem]:
    """Error for a word that ends before it starts."""
    for place, word in words:
        long_ms = last_ms(word) - start_of(word)
        if long_ms < 0:
            message = f"{word_name(row, line, place)} ends {span_text(-long_ms)} before it starts."
            yield Problem("end-before-start", "error", row + 1, place + 1, message, "Ends before start")


def word_overlap(row: int, line: Line, words: TimedWords) -> Iterator[Problem]:
    """Warns of a word that goes on into the next."""
    for (place, word), (_, after) in pairwise(words):
        over_ms = (word.end_ms or 0) - start_of(after)
        if over_ms > ROUNDING_MS and start_of(after) >= start_of(word):
            message = f"{word_name(row, line, place)} overlaps the next word by {span_text(over_ms)}."
            yield Problem("overlap", "warning", row + 1, place + 1, message, f"Overlap {span_text(over_ms)}")


def word_length(row: int, line: Line, words: TimedWords) -> Iterator[Problem]:
    """Warns of words too short or too long to be sung; one whose time is in doubt anyway is not named twice."""
    for place, word in words:
        if needs_ear(word.confidence):
            continue
        long_ms = _SHORTEST_WORD_MS if word.end_ms is None else word.end_ms - start_of(word)
        if 0 <= long_ms < _SHORTEST_WORD_MS:
            message = f"{word_name(row, line, place)} lasts only {span_text(long_ms)}."
            yield Problem("too-short", "warning", row + 1, place + 1, message, f"Only {span_text(long_ms)}")
        elif long_ms > _LONGEST_WORD_MS:
            message = f"{word_name(row, line, place)} lasts {span_text(long_ms)}, longer than anybody sings."
            yield Problem("too-long", "warning", row + 1, place + 1, message, f"Lasts {span_text(long_ms)}")


def pile(row: int, _line: Line, words: TimedWords) -> Iterator[Problem]:
    """Warns of several words on one spot."""
    for spot in _spots(words) if len(words) >= _PILE else ():
        if len(spot) >= _PILE:
            message = f"{len(spot)} words of line {row + 1} start at the same time."
            yield Problem("pile", "warning", row + 1, spot[0] + 1, message, f"{len(spot)} words at once")


def _spots(words: TimedWords) -> Iterator[list[int]]:
    """The words, by place, in runs that start as good as together."""
    spot: list[int] = []
    spot_ms = 0
    for place, word in words:
        if spot and not 0 <= start_of(word) - spot_ms < _PILE_MS:
            yield spot
            spot = []
        if not spot:
            spot_ms = start_of(word)
        spot.append(place)
    yield spot


def word_outside_line(row: int, line: Line, words: TimedWords) -> Iterator[Problem]:
    """Warns of a word outside its line's own times."""
    for place, word in words:
        early = line.start_ms is not None and start_of(word) < line.start_ms - ROUNDING_MS
        late = line.end_ms is not None and last_ms(word) > line.end_ms + ROUNDING_MS
        if early or late:
            how = "starts before its line does" if early else "goes on after its line's end"
            message = f"{word_name(row, line, place)} {how}."
            yield Problem("word-outside-line", "warning", row + 1, place + 1, message, "Outside the line")


def over_silence(song: Song) -> Iterator[Problem]:
    """Warns of lines and words where no voice was found, where that is known."""
    if song.voiced is None:
        return
    for row, line, start_ms in song.timed_rows:
        words = timed_words(line)
        silent = [place for place, word in words if song.is_silent(start_of(word), last_ms(word))]
        if line.text.strip() and len(silent) == len(words):
            # Without word times the end may be far off in an interlude; a line's first second is enough to judge.
            end_ms = own_end(line) if words else start_ms + 1000
            if song.is_silent(start_ms, start_ms if end_ms is None else end_ms):
                message = f"Line {row + 1} lies where no voice was found."
                yield Problem("over-silence", "warning", row + 1, None, message, "No voice here")
                continue
        for place in silent:
            message = f"{word_name(row, line, place)} lies where no voice was found."
            yield Problem("over-silence", "warning", row + 1, place + 1, message, "No voice here")
