"""Dragging lines and words: shared edges, what follows, what is verified."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lrc_studio.core.edits.dragging import drag_unit, unit_spans
from lrc_studio.core.edits.rolling import drag_line, drag_lines
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word

WORDS = (Word("hold ", 1000, 1300, confidence=0.4), Word("on ", 1300, 1600), Word("tight", 1700, 2000))
SUNG = Line("hold on tight", 1000, 2000, WORDS)
SONG = Lyrics((SUNG, Line("we go", 2000, 3000), Line("home", 4000, 5000), Line("now", 6000, 6500)))
OPEN = Lyrics((Line("hold on tight", 1000, None, tuple(replace(word, end_ms=None) for word in WORDS)),))


def times(lyrics: Lyrics, row: int = 0) -> list[tuple[int | None, int | None]]:
    return [(word.start_ms, word.end_ms) for word in lyrics.lines[row].words]


def lines(lyrics: Lyrics) -> list[tuple[int | None, int | None]]:
    return [(line.start_ms, line.end_ms) for line in lyrics.lines]


def test_a_shared_edge_of_words_moves_on_both_sides_from_either() -> None:
    for moved, came_to in (
        drag_unit(SONG, 0, 1, "word", "start", 1400),
        drag_unit(SONG, 0, 0, "word", "end", 1400),
    ):
        assert came_to == 1400
        assert times(moved) == [(1000, 1400), (1400, 1600), (1700, 2000)]
        assert moved.lines[0].words[1].origin is Origin.DRAGGED
    assert drag_unit(SONG, 0, 1, "word", "start", 5000)[1] == 1590


def test_one_side_alone_leaves_a_gap_and_passes_nobody() -> None:
    moved, _ = drag_unit(SONG, 0, 1, "word", "start", 1400, linked=False)
    assert times(moved)[:2] == [(1000, 1300), (1400, 1600)]
    assert drag_unit(SONG, 0, 1, "word", "start", 1100, linked=False) == (SONG, 1300)
    assert times(drag_unit(SONG, 0, 0, "word", "end", 1200, linked=False)[0])[0] == (1000, 1200)


def test_a_word_without_an_end_goes_on_to_the_next_unless_one_side_is_moved() -> None:
    assert times(drag_unit(OPEN, 0, 1, "word", "start", 1400)[0]) == [(1000, None), (1400, None), (1700, None)]
    alone, _ = drag_unit(OPEN, 0, 1, "word", "start", 1400, linked=False)
    assert times(alone) == [(1000, 1300), (1400, None), (1700, None)]


def test_what_follows_moves_along() -> None:
    moved, _ = drag_unit(SONG, 0, 1, "word", "start", 1350, ripple=True)
    assert times(moved) == [(1000, 1350), (1350, 1650), (1750, 2050)]
    assert moved.lines[0].end_ms == 2050
    assert times(drag_unit(SONG, 0, 0, "word", "end", 1350, ripple=True)[0])[1:] == [(1350, 1650), (1750, 2050)]


def test_a_whole_word_moves_between_its_neighbours_and_takes_shared_edges_along() -> None:
    moved, _ = drag_unit(SONG, 0, 1, "word", "both", 1350)
    assert times(moved) == [(1000, 1350), (1350, 1650), (1700, 2000)]
    assert drag_unit(SONG, 0, 1, "word", "both", 5000)[1] == 1400


def test_the_first_start_and_the_last_end_are_the_lines() -> None:
    assert drag_unit(SONG, 0, 0, "word", "start", 900)[0].lines[0].start_ms == 900
    assert drag_unit(SONG, 0, 2, "word", "end", 1900)[0].lines[0].end_ms == 1900


def test_syllables_stretch_with_their_word() -> None:
    parts = (Word("Har", 1000, None), Word("bour ", 1500, None), Word("lights", 2000, 3000))
    song = Lyrics((Line("Harbour lights", 1000, 3000, parts),))
    moved, _ = drag_unit(song, 0, 0, "word", "start", 1200)
    assert times(moved) == [(1200, None), (1600, None), (2000, 3000)]
    assert times(drag_unit(song, 0, 1, "syllable", "start", 1600)[0])[:2] == [(1000, None), (1600, None)]


def test_a_verified_neighbour_stays() -> None:
    held = Lyrics((replace(SUNG, words=(replace(WORDS[0], locked=True), *WORDS[1:])),))
    moved, came_to = drag_unit(held, 0, 1, "word", "start", 1200)
    assert (times(moved)[0], came_to) == ((1000, 1300), 1300)


def test_spans_end_where_the_next_begins_or_the_line_ends() -> None:
    assert [span.end_ms for span in unit_spans(OPEN.lines[0], "word")] == [1300, 1700, None]
    assert [span.end_ms for span in unit_spans(replace(OPEN.lines[0], end_ms=2500), "word")][-1] == 2500


@pytest.mark.parametrize(("row", "part"), [(1, "start"), (0, "end")])
def test_a_shared_edge_of_lines_moves_on_both_sides_from_either(row: int, part: str) -> None:
    moved, came_to = drag_line(SONG, row, part, 2200)  # type: ignore[arg-type]
    assert (lines(moved)[:2], came_to) == ([(1000, 2200), (2200, 3000)], 2200)


def test_one_side_of_lines_alone() -> None:
    assert lines(drag_line(SONG, 1, "start", 2200, linked=False)[0])[:2] == [(1000, 2000), (2200, 3000)]
    assert lines(drag_line(SONG, 0, "end", 1900, linked=False)[0])[:2] == [(1000, 1900), (2000, 3000)]


def test_later_lines_move_along_up_to_a_verified_one() -> None:
    song = SONG.with_lines([*SONG.lines[:3], replace(SONG.lines[3], locked=True)])
    assert lines(drag_line(song, 1, "start", 2100, ripple=True)[0])[1:] == [(2100, 3100), (4100, 5100), (6000, 6500)]
    assert lines(drag_line(song, 1, "end", 3100, ripple=True)[0])[1:] == [(2000, 3100), (4100, 5100), (6000, 6500)]


def test_whole_lines_move_together_and_stop_at_zero() -> None:
    moved = drag_lines(SONG, [0, 2], -3000)
    assert lines(moved) == [(0, 2000), (2000, 3000), (3000, 4000), (6000, 6500)]
    assert times(moved)[0] == (0, 300)
    assert drag_line(SONG, 2, "both", 4500) == (drag_lines(SONG, [2], 500), 4500)
