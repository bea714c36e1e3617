"""Which verified times an edit would not leave as they were."""

from __future__ import annotations

from dataclasses import replace

from lrc_studio.core import edits
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.core.verified import disturbed

SONG = Lyrics(
    (
        Line("Hold on", 1000, 2000),
        Line("Harbour lights", 3000, 4000, locked=True),
        Line("Keep one", 5000, 6000, (Word("Keep ", 5000, 5400, locked=True), Word("one", 5400, 6000))),
    )
)


def test_what_moves_clears_or_deletes_a_verified_line_disturbs_it() -> None:
    assert disturbed(SONG, edits.shift(SONG, 100, range(3), True)) == (1, 2)
    assert disturbed(SONG, edits.clear_times(SONG, [1])) == (1,)
    assert disturbed(SONG, edits.delete_lines(SONG, [0, 1])) == (1,)
    assert disturbed(SONG, edits.join_lines(SONG, [0, 1])) == (1,)
    assert disturbed(SONG, SONG.with_lines(())) == (1, 2)


def test_a_verified_word_counts_and_the_one_beside_it_does_not() -> None:
    one, two = SONG.lines[2].words
    moved = replace(SONG.lines[2], words=(replace(one, start_ms=5010), two))
    assert disturbed(SONG, SONG.with_lines((*SONG.lines[:2], moved))) == (2,)
    moved = replace(SONG.lines[2], words=(one, replace(two, start_ms=5500)))
    assert disturbed(SONG, SONG.with_lines((*SONG.lines[:2], moved))) == ()


def test_other_lines_other_text_and_another_order_disturb_nothing() -> None:
    assert disturbed(SONG, edits.nudge(SONG, [0], 50)) == ()
    assert disturbed(SONG, edits.delete_lines(SONG, [0])) == ()
    assert disturbed(SONG, edits.insert_line(SONG, 1)) == ()
    assert disturbed(SONG, edits.set_text(SONG, 1, "Harbor lights")) == ()
    assert disturbed(SONG, edits.move_lines(SONG, [1], -1)) == ()
    assert disturbed(SONG, edits.verify(SONG, [1], False)) == ()
