"""What is wrong with lyrics: broken rules named for people, one small function a rule.

A new rule is one function and one entry in `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lrc_studio.core.checks import lines, words
from lrc_studio.core.checks.song import Problem, Severity, Song
from lrc_studio.core.lyrics import Lyrics

__all__ = ["RULES", "Problem", "Severity", "problems"]

RULES: tuple[Callable[[Song], Iterator[Problem]], ...] = (
    lines.no_times,
    lines.untimed_among_timed,
    lines.order,
    lines.end_before_start,
    lines.length,
    lines.beyond_song,
    lines.overlap,
    lines.same_start,
    lines.too_fast,
    words.untimed_word,
    words.word_order,
    words.word_end_before_start,
    words.word_overlap,
    words.word_length,
    words.pile,
    words.word_outside_line,
    words.over_silence,
)


def problems(
    lyrics: Lyrics, duration_ms: int | None = None, voiced: Sequence[tuple[int, int]] | None = None
) -> tuple[Problem, ...]:
    """The problems of the lyrics by line, errors first within a line.

    `duration_ms` is the song's length (by default the one the lyrics know), `voiced` the spans (start, end) in ms
    where a voice was found, in order and apart; without them the rules that need them are left out. Errors are what
    the command line's contract calls so: out of order, end before start, beyond the song, an untimed line among
    timed ones.
    """
    if duration_ms is None and lyrics.audio is not None:
        duration_ms = lyrics.audio.duration_ms
    song = Song(lyrics, duration_ms, voiced)
    found = [problem for rule in RULES for problem in rule(song)]
    return tuple(sorted(found, key=lambda item: (item.line, item.severity, item.word or 0, item.code)))
