"""Rules about words, and about what lines and words have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lrc_studio.core.checks.song import ROUNDING_MS, Problem, Song, last_ms, span_text, start_of, timed_words, word_name
from lrc_studio.core.edits.moving import own_end
from lrc_studio.core.lyrics import Word

_SHORTEST_WORD_MS = 30
_SHORTEST_LINE_MS = 100
_LONGEST_WORD_MS = 12_000
_LONGEST_LINE_MS = 60_000
# Aligners that lose the voice put the rest of a line on one spot; two words there may be an elision, three are not.
_PILE = 3
_PILE_MS = 20


def untimed_word(song: Song) -> Iterator[Problem]:
    """Warns of words without a time in a line whose other words have one."""
    for row, line in enumerate(song.lyrics.lines):
        missing = [place for place, word in enumerate(line.words) if word.start_ms is None and word.text.strip()]
        if not missing or len(missing) == len(line.words):
            continue
        for place in missing:
            message = f"{word_name(row, line, place)} has no time, but other words of the line have."
            yield Problem("untimed-word", "warning", row + 1, place + 1, message, "No time")


def word_order(song: Song) -> Iterator[Problem]:
    """Error for a word that starts before the one in front of it."""
    for row, line in enumerate(song.lyrics.lines):
        for (_, before), (place, word) in pairwise(timed_words(line)):
            if start_of(word) < start_of(before):
                message = f"{word_name(row, line, place)} starts before the word in front of it."
                yield Problem("out-of-order", "error", row + 1, place + 1, message, "Out of order")


def end_before_start(song: Song) -> Iterator[Problem]:
    """Error for a line or word that ends before it starts."""
    for row, line in enumerate(song.lyrics.lines):
        if line.end_ms is not None and line.start_ms is not None and line.end_ms < line.start_ms:
            message = f"Line {row + 1} ends {span_text(line.start_ms - line.end_ms)} before it starts."
            yield Problem("end-before-start", "error", row + 1, None, message, "Ends before start")
        for place, word in timed_words(line):
            if word.end_ms is not None and word.end_ms < start_of(word):
                message = (
                    f"{word_name(row, line, place)} ends {span_text(start_of(word) - word.end_ms)} before it starts."
                )
                yield Problem("end-before-start", "error", row + 1, place + 1, message, "Ends before start")


def word_overlap(song: Song) -> Iterator[Problem]:
    """Warns of a word that goes on into the next."""
    for row, line in enumerate(song.lyrics.lines):
        for (place, word), (_, after) in pairwise(timed_words(line)):
            over_ms = (word.end_ms or 0) - start_of(after)
            if over_ms > ROUNDING_MS and start_of(after) >= start_of(word):
                message = f"{word_name(row, line, place)} overlaps the next word by {span_text(over_ms)}."
                yield Problem("overlap", "warning", row + 1, place + 1, message, f"Overlap {span_text(over_ms)}")


def length(song: Song) -> Iterator[Problem]:
    """Warns of lines and words too short or too long to be sung."""
    for row, line in enumerate(song.lyrics.lines):
        if line.start_ms is not None and line.end_ms is not None and line.text.strip():
            long_ms = line.end_ms - line.start_ms
            yield from _length_problem(row, None, f"Line {row + 1}", long_ms, _SHORTEST_LINE_MS, _LONGEST_LINE_MS)
        for place, word in timed_words(line):
            if word.end_ms is not None:
                long_ms = word.end_ms - start_of(word)
                name = word_name(row, line, place)
                yield from _length_problem(row, place, name, long_ms, _SHORTEST_WORD_MS, _LONGEST_WORD_MS)


def _length_problem(
    row: int, place: int | None, name: str, long_ms: int, least_ms: int, most_ms: int
) -> Iterator[Problem]:
    word = None if place is None else place + 1
    if 0 <= long_ms < least_ms:
        message = f"{name} lasts only {span_text(long_ms)}."
        yield Problem("too-short", "warning", row + 1, word, message, f"Only {span_text(long_ms)}")
    elif long_ms > most_ms:
        message = f"{name} lasts {span_text(long_ms)}, longer than anybody sings."
        yield Problem("too-long", "warning", row + 1, word, message, f"Lasts {span_text(long_ms)}")


def pile(song: Song) -> Iterator[Problem]:
    """Warns of several words on one spot."""
    for row, line in enumerate(song.lyrics.lines):
        for spot in _spots(timed_words(line)):
            if len(spot) >= _PILE:
                message = f"{len(spot)} words of line {row + 1} start at the same time."
                yield Problem("pile", "warning", row + 1, spot[0] + 1, message, f"{len(spot)} words at once")


def _spots(words: Sequence[tuple[int, Word]]) -> Iterator[list[int]]:
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


def word_outside_line(song: Song) -> Iterator[Problem]:
    """Warns of a word outside its line's own times."""
    for row, line in enumerate(song.lyrics.lines):
        for place, word in timed_words(line):
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
