"""What is wrong with lyrics: broken rules named for people, one small function a rule.

A new rule is one function and one entry in `SONG_RULES` or, where it looks at the words of one line, `LINE_RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lrc_studio.core.checks import lines, words
from lrc_studio.core.checks.song import Problem, Severity, Song, TimedWords, timed_words
from lrc_studio.core.lyrics import Line, Lyrics

__all__ = ["LINE_RULES", "SONG_RULES", "UNTIMED", "Problem", "Severity", "problems"]

SONG_RULES: tuple[Callable[[Song], Iterator[Problem]], ...] = (
    lines.no_times,
    lines.untimed_among_timed,
    lines.order,
    lines.end_before_start,
    lines.length,
    lines.beyond_song,
    lines.overlap,
    lines.same_start,
    lines.too_fast,
    words.over_silence,
)

LINE_RULES: tuple[Callable[[int, Line, TimedWords], Iterator[Problem]], ...] = (
    words.untimed_word,
    words.word_order,
    words.word_end_before_start,
    words.word_overlap,
    words.word_length,
    words.pile,
    words.word_outside_line,
)

UNTIMED = ("untimed-among-timed", "untimed-word")
"""The codes of problems that are no more than a time that is not there."""

# Lyrics are immutable and several views ask about the same ones, mostly with one line changed since the last time: so
# the last answers and the findings in each line are kept, and hold as long as the objects are the same.
_recent: tuple[tuple[Song, tuple[Problem, ...]], ...] = ()
_found_in: tuple[tuple[Line, tuple[Problem, ...]], ...] = ()


def problems(
    lyrics: Lyrics, duration_ms: int | None = None, voiced: Sequence[tuple[int, int]] | None = None
) -> tuple[Problem, ...]:
    """The problems of the lyrics by line, errors first within a line.

    `duration_ms` is the song's length (by default the one the lyrics know), `voiced` the spans (start, end) in ms
    where a voice was found, in order and apart; without them the rules that need them are left out. Errors are: out
    of order, end before start, beyond the song, an untimed line among timed ones; all others are warnings.
    """
    global _recent
    if duration_ms is None and lyrics.audio is not None:
        duration_ms = lyrics.audio.duration_ms
    spans = None if voiced is None else tuple(voiced)
    for song, known in _recent:
        if song.lyrics is lyrics and song.duration_ms == duration_ms and song.voiced == spans:
            return known
    song = Song(lyrics, duration_ms, spans)
    found = [problem for rule in SONG_RULES for problem in rule(song)]
    found += _in_lines(lyrics)
    answer = tuple(sorted(found, key=lambda item: (item.line, item.severity, item.word or 0, item.code)))
    _recent = ((song, answer), *_recent[:1])
    return answer


def _in_lines(lyrics: Lyrics) -> list[Problem]:
    global _found_in
    before, now = _found_in, []
    for row, line in enumerate(lyrics.lines):
        known = row < len(before) and before[row][0] is line
        now.append(before[row] if known else (line, _in_line(row, line)))
    _found_in = tuple(now)
    return [problem for _, found in now for problem in found]


def _in_line(row: int, line: Line) -> tuple[Problem, ...]:
    timed = timed_words(line)
    return tuple(problem for rule in LINE_RULES for problem in rule(row, line, timed)) if timed else ()
