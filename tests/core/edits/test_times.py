"""Edits of line and word times."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lrc_studio.core import edits
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word

SUNG = Line(
    "hold on tight",
    1000,
    2000,
    (Word("hold ", 1000, 1300), Word("on ", 1300, 1600), Word("tight", 1600, 2000, confidence=0.4)),
    confidence=0.4,
)
NEXT = Line("we go", 3000, 4000)
SONG = Lyrics((SUNG, NEXT))


def times(line: Line) -> list[int | None]:
    return [line.start_ms, line.end_ms, *(ms for word in line.words for ms in (word.start_ms, word.end_ms))]


def test_a_typed_start_takes_end_and_words_along() -> None:
    line = edits.set_start(SONG, 0, 1200).lines[0]
    assert times(line) == [1200, 2200, 1200, 1500, 1500, 1800, 1800, 2200]
    assert (line.confidence, line.words[2].confidence) == (None, None)


def test_a_start_for_a_line_that_had_none() -> None:
    line = edits.set_start(Lyrics((Line("new"),)), 0, 500).lines[0]
    assert (line.start_ms, line.end_ms, line.origin) == (500, None, Origin.TYPED)


def test_no_start_clears_the_line() -> None:
    assert times(edits.set_start(SONG, 0, None).lines[0]) == [None] * 8


def test_an_explicit_edit_of_a_verified_line_applies_and_takes_the_lock_off() -> None:
    verified = edits.verify(SONG, [0, 1])
    for edited in (
        edits.set_start(verified, 1, 3100),
        edits.stamp(verified, 1, 3100),
        edits.move_start(verified, 1, 3100),
        edits.nudge(verified, [1], 100),
    ):
        assert (edited.lines[1].start_ms, edited.lines[1].locked, edited.lines[0].locked) == (3100, False, True)


def test_an_end_takes_the_last_words_end_along_and_leaves_the_start_in_doubt() -> None:
    line = edits.set_end(SONG, 0, 2500).lines[0]
    assert times(line) == [1000, 2500, 1000, 1300, 1300, 1600, 1600, 2500]
    assert line.confidence == 0.4
    assert edits.set_end(SONG, 0, None).lines[0].end_ms is None


def test_a_stamp_ends_the_line_before_where_it_would_overlap() -> None:
    song = edits.stamp(SONG, 1, 1800)
    assert times(song.lines[0]) == [1000, 1800, 1000, 1300, 1300, 1600, 1600, 1800]
    assert (song.lines[1].start_ms, song.lines[1].end_ms, song.lines[1].origin) == (1800, 2800, Origin.TAPPED)
    assert edits.stamp(edits.verify(SONG, [0]), 1, 1800).lines[0].end_ms == 2000


def test_a_stamp_leaves_another_voice_alone() -> None:
    duet = edits.set_voice(SONG, [1], "Ana")
    assert edits.stamp(duet, 1, 1800).lines[0].end_ms == 2000


def test_a_dragged_start_moves_the_first_word_and_keeps_the_others() -> None:
    assert times(edits.move_start(SONG, 0, 900).lines[0]) == [900, 2000, 900, 1300, 1300, 1600, 1600, 2000]
    assert times(edits.move_start(SONG, 0, 1100).lines[0]) == [1100, 2000, 1100, 1300, 1300, 1600, 1600, 2000]


def test_a_start_dragged_into_the_line_keeps_the_words_in_order() -> None:
    assert times(edits.move_start(SONG, 0, 1500).lines[0]) == [1500, 2000, 1500, 1500, 1500, 1600, 1600, 2000]
    assert edits.move_start(SONG, 0, 1100).lines[0].words[2].confidence == 0.4


def test_a_nudge_stops_at_zero_with_durations_kept() -> None:
    song = edits.nudge(SONG, [0], -5000)
    assert times(song.lines[0]) == [0, 1000, 0, 300, 300, 600, 600, 1000]
    assert edits.nudge(song, [0], -10) is song


def with_verified_word(lyrics: Lyrics, row: int, place: int) -> Lyrics:
    line = lyrics.lines[row]
    words = tuple(replace(word, locked=word.locked or at == place) for at, word in enumerate(line.words))
    return lyrics.with_lines((*lyrics.lines[:row], replace(line, words=words), *lyrics.lines[row + 1 :]))


def test_a_nudge_of_many_leaves_verified_lines_and_words() -> None:
    song = with_verified_word(edits.verify(SONG, [1]), 0, 1)
    nudged = edits.nudge(song, [0, 1], 50)
    assert times(nudged.lines[0]) == [1050, 2050, 1050, 1350, 1300, 1600, 1650, 2050]
    assert nudged.lines[1] is song.lines[1]
    both = edits.nudge(song, [0, 1], 50, include_locked=True)
    assert (both.lines[1].start_ms, both.lines[1].locked) == (3050, True)
    assert (both.lines[0].words[1].start_ms, both.lines[0].words[1].locked) == (1350, True)


@pytest.mark.parametrize(
    ("part", "by_ms", "start_ms", "end_ms"),
    [("start", 100, 3100, 4000), ("start", 5000, 4000, 4000), ("end", 100, 3000, 4100), ("end", -5000, 3000, 3000)],
)
def test_one_edge_can_be_nudged_up_to_the_other(part: str, by_ms: int, start_ms: int, end_ms: int) -> None:
    line = edits.nudge(SONG, [1], by_ms, part).lines[1]  # type: ignore[arg-type]
    assert (line.start_ms, line.end_ms) == (start_ms, end_ms)


def test_a_shift_keeps_what_is_known_about_the_times() -> None:
    line = edits.shift(SONG, 250).lines[0]
    assert times(line) == [1250, 2250, 1250, 1550, 1550, 1850, 1850, 2250]
    assert (line.origin, line.confidence) == (SUNG.origin, 0.4)
    assert times(edits.shift(SONG, -1400).lines[0]) == [0, 600, 0, 0, 0, 200, 200, 600]
    assert edits.shift(SONG, 250, rows=[1]).lines[0] is SUNG


def test_a_shift_leaves_verified_lines_unless_asked() -> None:
    song = edits.verify(SONG, [0])
    assert edits.shift(song, 250).lines[0] is song.lines[0]
    assert edits.shift(song, 250, include_locked=True).lines[0].start_ms == 1250
    assert edits.shift(song, 250, include_locked=True).lines[0].locked


def test_only_timed_lines_can_be_verified_and_taking_it_back_frees_the_words() -> None:
    assert edits.verify(Lyrics((Line("a"),)), [0]).lines[0].locked is False
    song = edits.verify(with_verified_word(SONG, 0, 0), [0])
    freed = edits.verify(song, [0], locked=False).lines[0]
    assert (freed.locked, freed.words[0].locked) == (False, False)


def test_clearing_takes_locks_and_doubts_with_the_times() -> None:
    line = edits.clear_times(edits.verify(SONG, [0]), [0]).lines[0]
    assert (line.start_ms, line.locked, line.confidence, line.words[2].confidence) == (None, False, None, None)
