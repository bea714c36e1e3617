"""Rules about lines, their order and their place in the song."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from lrc_studio.core.checks.song import ROUNDING_MS, Problem, Song, span_text
from lrc_studio.core.edits.moving import own_end, own_start, times_of

# Decoders disagree by an encoder's delay and padding about a song's length.
_LENGTH_SLACK_MS = 100
# Faster than the fastest rap on record (about 11 syllables of 3 letters a second); such a line is misplaced.
_MOST_LETTERS_PER_S = 35.0
# One sign of Chinese, Japanese or Korean is a syllable.
_LETTERS_PER_SIGN = 3.0
_SHORTEST_LINE_MS = 100
_LONGEST_LINE_MS = 60_000


def no_times(song: Song) -> Iterator[Problem]:
    """Warns once where no line has a time."""
    row = next((row for row, line in enumerate(song.lyrics.lines) if line.text.strip()), None)
    if row is not None and all(own_start(line) is None for line in song.lyrics.lines):
        yield Problem("no-times", "warning", row + 1, None, "No line has a time yet.", "Not timed yet")


def untimed_among_timed(song: Song) -> Iterator[Problem]:
    """Error for a line of text without a time where others have one."""
    if all(own_start(line) is None for line in song.lyrics.lines):
        return
    for row, line in enumerate(song.lyrics.lines):
        if line.text.strip() and own_start(line) is None:
            message = f"Line {row + 1} has no time, but other lines have."
            yield Problem("untimed-among-timed", "error", row + 1, None, message, "No time")


def order(song: Song) -> Iterator[Problem]:
    """Error for a line that starts before the timed line above it."""
    # Background lines stand below the line they go with and may start before it.
    in_front = [item for item in song.timed_rows if not item[1].background]
    for (above, _, above_ms), (row, _, start_ms) in pairwise(in_front):
        if start_ms < above_ms:
            message = f"Line {row + 1} starts {span_text(above_ms - start_ms)} before line {above + 1} above it."
            yield Problem("out-of-order", "error", row + 1, None, message, "Out of order")


def end_before_start(song: Song) -> Iterator[Problem]:
    """Error for a line that ends before it starts."""
    for row, line, start_ms in song.timed_rows:
        if line.end_ms is not None and line.end_ms < start_ms:
            message = f"Line {row + 1} ends {span_text(start_ms - line.end_ms)} before it starts."
            yield Problem("end-before-start", "error", row + 1, None, message, "Ends before start")


def length(song: Song) -> Iterator[Problem]:
    """Warns of lines too short or too long to be sung."""
    for row, line, start_ms in song.timed_rows:
        if line.end_ms is None or not line.text.strip():
            continue
        long_ms = line.end_ms - start_ms
        if 0 <= long_ms < _SHORTEST_LINE_MS:
            message = f"Line {row + 1} lasts only {span_text(long_ms)}."
            yield Problem("too-short", "warning", row + 1, None, message, f"Only {span_text(long_ms)}")
        elif long_ms > _LONGEST_LINE_MS:
            message = f"Line {row + 1} lasts {span_text(long_ms)}, longer than anybody sings."
            yield Problem("too-long", "warning", row + 1, None, message, f"Lasts {span_text(long_ms)}")


def beyond_song(song: Song) -> Iterator[Problem]:
    """Error for a line that goes on past the end of the song, where its length is known."""
    if song.duration_ms is None:
        return
    for row, line in enumerate(song.lyrics.lines):
        latest_ms = song.heard_ms(max(times_of(line), default=song.lyrics.offset_ms))
        if latest_ms > song.duration_ms + _LENGTH_SLACK_MS:
            over = span_text(latest_ms - song.duration_ms)
            message = f"Line {row + 1} goes on {over} past the end of the song."
            yield Problem("beyond-song", "error", row + 1, None, message, f"Past the end {over}")


def overlap(song: Song) -> Iterator[Problem]:
    """Warns of a line that goes on into the next one of the same voice."""
    in_front = [item for item in song.timed_rows if not item[1].background]
    for (row, line, start_ms), (below, next_line, next_ms) in pairwise(in_front):
        end_ms = own_end(line)
        if end_ms is None or line.voice != next_line.voice or next_ms <= start_ms:
            continue
        if end_ms - next_ms > ROUNDING_MS:
            by = span_text(end_ms - next_ms)
            message = f"Line {row + 1} overlaps line {below + 1} by {by}."
            yield Problem("overlap", "warning", row + 1, None, message, f"Overlap {by}")


def same_start(song: Song) -> Iterator[Problem]:
    """Warns of two sung lines of one voice at one time."""
    sung = [item for item in song.timed_rows if item[1].text.strip() and not item[1].background]
    for (above, line, above_ms), (row, this, start_ms) in pairwise(sung):
        if start_ms == above_ms and line.voice == this.voice:
            message = f"Line {row + 1} starts at the same time as line {above + 1}."
            yield Problem("same-start", "warning", row + 1, None, message, "Same start")


def too_fast(song: Song) -> Iterator[Problem]:
    """Warns of a line with more letters than anybody sings in its time."""
    for place, (row, line, start_ms) in enumerate(song.timed_rows):
        next_ms = song.timed_rows[place + 1][2] if place + 1 < len(song.timed_rows) else None
        own_ms = own_end(line)
        end_ms = next_ms if own_ms is None else own_ms
        letters = _letters(line.text)
        if end_ms is None or end_ms <= start_ms or not letters or line.background:
            continue
        if letters * 1000 > _MOST_LETTERS_PER_S * max(end_ms - start_ms, 200):
            message = f"Line {row + 1} would have to be sung in {span_text(end_ms - start_ms)}, which is too fast."
            yield Problem("too-fast", "warning", row + 1, None, message, "Too fast")


@lru_cache(maxsize=8192)
def _letters(text: str) -> float:
    """How much there is to sing, in letters; a sign of Chinese, Japanese or Korean counts as a syllable."""
    signs = sum(_is_sign(char) for char in text)
    return signs * _LETTERS_PER_SIGN + sum(char.isalnum() for char in text) - signs


def _is_sign(char: str) -> bool:
    return "\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3"
