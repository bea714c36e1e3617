"""Lines that touch stay in touch when a hand moves one of them."""

from __future__ import annotations

import pytest

from lrc_studio.core import edits
from lrc_studio.core.checks import problems
from lrc_studio.core.lyrics import Line, Lyrics, Word


def line(text: str, start_ms: int, end_ms: int) -> Line:
    middle = (start_ms + end_ms) // 2
    words = (Word(f"{text} ", start_ms, middle), Word("end", middle, end_ms))
    return Line(f"{text} end", start_ms, end_ms, words)


SONG = Lyrics((line("one", 1000, 2000), line("two", 2000, 3000), line("three", 3000, 4000), line("far", 5000, 6000)))


@pytest.mark.parametrize("by_ms", [-100, -10, 10, 100])
def test_a_nudge_between_touching_lines_makes_no_overlap_and_comes_back(by_ms: int) -> None:
    there = edits.nudge(SONG, [1], by_ms)
    assert there.lines[0].end_ms == 2000 + by_ms == there.lines[1].start_ms
    assert there.lines[0].words[-1].end_ms == 2000 + by_ms
    assert there.lines[1].end_ms == 3000 == there.lines[1].words[-1].end_ms
    assert there.lines[2:] == SONG.lines[2:]
    assert problems(there) == problems(SONG)
    back = edits.nudge(there, [1], -by_ms)
    times = [(part.start_ms, part.end_ms) for row in back.lines for part in (row, *row.words)]
    assert times == [(part.start_ms, part.end_ms) for row in SONG.lines for part in (row, *row.words)]


def test_touching_lines_nudged_together_move_as_one() -> None:
    moved = edits.nudge(SONG, [1, 2], 50)
    assert [(row.start_ms, row.end_ms) for row in moved.lines] == [
        (1000, 2050),
        (2050, 3050),
        (3050, 4050),
        (5000, 6000),
    ]


def test_lines_apart_and_verified_lines_are_left_alone() -> None:
    assert edits.nudge(SONG, [3], -100).lines[:3] == SONG.lines[:3]
    verified = edits.verify(SONG, [0])
    assert edits.nudge(verified, [1], -10).lines[0] is verified.lines[0]


def test_a_dragged_start_takes_the_end_above_along() -> None:
    assert edits.move_start(SONG, 1, 2200).lines[0].end_ms == 2200
