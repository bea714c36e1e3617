"""Many times put in order at once, and what is verified left as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from lrc_studio.core import edits
from lrc_studio.core.fit import fit
from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word

WORDS = (Word("hold ", 1000, 1290), Word("on ", 1300, 1340), Word("tight", 1600, 2000))
SONG = Lyrics(
    (Line("hold on tight", 1000, 2000, WORDS), Line("we go", 2080, 2100), Line("home", 4000), Line("now", 6000))
)


def lines(lyrics: Lyrics) -> list[tuple[int | None, int | None]]:
    return [(line.start_ms, line.end_ms) for line in lyrics.lines]


def words(lyrics: Lyrics, row: int = 0) -> list[tuple[int | None, int | None]]:
    return [(word.start_ms, word.end_ms) for word in lyrics.lines[row].words]


def locked(lyrics: Lyrics, *rows: int) -> Lyrics:
    return edits.verify(lyrics, rows)


def test_lines_end_where_the_next_begins() -> None:
    new = edits.end_at_next(SONG, range(4))
    assert lines(new) == [(1000, 2080), (2080, 4000), (4000, 6000), (6000, None)]
    assert words(new)[2] == (1600, 2080)
    assert new.lines[0].origin is Origin.IMPORTED


def test_only_small_gaps_are_closed_of_lines_and_of_words() -> None:
    new = edits.close_gaps(SONG, range(4), 100)
    assert lines(new)[:2] == [(1000, 2080), (2080, 2100)]
    assert words(new) == [(1000, 1300), (1300, 1340), (1600, 2080)]


def test_short_lines_and_words_last_longer_as_far_as_there_is_room() -> None:
    new = edits.lengthen(SONG, range(4), 300)
    assert lines(new)[1] == (2080, 2380)
    assert words(new) == [(1000, 1300), (1300, 1600), (1600, 2000)]


def test_words_are_spread_by_syllables_or_by_letters() -> None:
    song = Lyrics((Line("Harbour lights", 1000, 4000), Line("next", 5000)))
    assert words(edits.distribute(song, [0], "word", language="en")) == [(1000, 3000), (3000, 4000)]
    assert words(edits.distribute(song, [0], "syllable", language="en")) == [(1000, 2000), (2000, 3000), (3000, 4000)]
    by_letters = edits.distribute(song, [0], "word", by_letters=True)
    assert words(by_letters) == [(1000, 2615), (2615, 4000)]
    assert by_letters.lines[0].words[0].origin is Origin.INTERPOLATED


def test_a_line_without_an_end_is_spread_to_the_next_start_or_the_songs_end() -> None:
    assert words(edits.distribute(SONG, [2], "word"), 2) == [(4000, 6000)]
    assert words(edits.distribute(SONG, [3], "word", song_ms=8000), 3) == [(6000, 8000)]
    assert edits.distribute(SONG, [3], "word") is SONG


def test_verified_words_are_anchors_of_an_even_spread() -> None:
    line = replace(
        SONG.lines[0], words=(WORDS[0], replace(WORDS[1], start_ms=1800, end_ms=1900, locked=True), WORDS[2])
    )
    new = edits.distribute(Lyrics((line,)), [0], "word")
    assert words(new) == [(1000, 1800), (1800, 1900), (1900, 2000)]


def test_starts_go_to_the_nearest_beginning_in_the_sound() -> None:
    new = edits.snap(SONG, range(4), [1030, 2300, 3970, 6500], 100)
    assert [line.start_ms for line in new.lines] == [1030, 2080, 3970, 6000]
    assert new.lines[0].words[0].start_ms == 1030


def test_words_snap_in_order_and_never_two_to_one_place() -> None:
    new = edits.snap(SONG, [0], [990, 1320, 1650], 60, "word")
    assert words(new) == [(990, 1320), (1320, 1340), (1650, 2000)]
    assert new.lines[0].start_ms == 990
    one = edits.snap(SONG, [0], [1450], 200, "word")
    assert [start for start, _ in words(one)] == [1000, 1450, 1600]


def test_times_between_two_points_are_stretched() -> None:
    new = edits.stretch(SONG, [0, 1, 2], fit([(1000, 1000), (4000, 7000)]))
    assert lines(new)[:3] == [(1000, 3000), (3160, 3200), (7000, None)]
    assert words(new)[0] == (1000, 1580)


@pytest.mark.parametrize(
    "change",
    [
        lambda song, all_: edits.end_at_next(song, range(4), all_),
        lambda song, all_: edits.close_gaps(song, range(4), 100, all_),
        lambda song, all_: edits.lengthen(song, range(4), 300, all_),
        lambda song, all_: edits.distribute(song, [0, 1], "word", include_locked=all_),
        lambda song, all_: edits.snap(song, range(4), [1030, 2050], 100, "line", all_),
        lambda song, all_: edits.snap(song, range(4), [1030, 2050], 100, "word", all_),
        lambda song, all_: edits.stretch(song, range(4), fit([(0, 0), (1000, 2000)]), all_),
    ],
)
def test_verified_lines_stay_unless_asked_and_stay_verified_then(
    change: Callable[[Lyrics, bool], Lyrics],
) -> None:
    song = locked(SONG, 0, 1)
    assert change(song, False).lines[:2] == song.lines[:2]
    moved = change(song, True)
    assert moved.lines[:2] != song.lines[:2]
    assert moved.lines[0].locked
    assert moved.lines[1].locked


def test_a_word_is_split_at_the_playhead_or_in_proportion_and_joined_again() -> None:
    song = Lyrics((Line("Harbour lights", 1000, 3000, (Word("Harbour ", 1000, 2000), Word("lights", 2000, 3000))),))
    assert words(edits.split_word(song, 0, 3)) == [(1000, 1429), (1429, 2000), (2000, 3000)]
    split = edits.split_word(song, 0, 3, at_ms=1500)
    assert words(split) == [(1000, 1500), (1500, 2000), (2000, 3000)]
    assert [word.text for word in split.lines[0].words] == ["Har", "bour ", "lights"]
    assert edits.join_words(split, 0, 0, 1) == song
    assert edits.split_word(song, 0, 8) is song
    assert edits.join_words(song, 0, 1, 1) is song
    assert edits.split_word(song, 4, 3) is song
