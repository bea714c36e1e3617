"""What a singer sees at a moment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.karaoke import AHEAD_MS, FADE_MS, LINGER_MS, MOST_TOGETHER, Scene, Sung, Wait, scene_at
from lrc_studio.core.lyrics import Line, Lyrics, Word

WORDS = (Word("Hold ", 1000, 1400), Word("on ", 1400, None), Word("tight", 2000, 3000))
SONG = Lyrics(
    (
        Line("Hold on tight", 1000, 3000, WORDS),
        Line("we go", 3000, 4000),
        Line("", 4000),
        Line("home", 20_000),
        Line("x"),
    )
)

times = st.none() | st.integers(0, 60_000)
some_lines = st.builds(
    Line, st.sampled_from(("la la", "so", "", " ")), times, times, st.just(()), st.sampled_from((None, "A", "B")),
    st.booleans(),
)  # fmt: skip
songs = st.lists(some_lines, max_size=12).map(lambda lines: Lyrics(tuple(lines)))


def test_the_line_that_is_sung_stands_between_the_last_and_the_next() -> None:
    assert scene_at(SONG, 1200) == Scene(None, (Sung(0, 2.5, 1.0),), 1)
    assert scene_at(SONG, 3500) == Scene(0, (Sung(1, None, 1.0),), 3)


def test_a_line_without_words_lights_up_as_one() -> None:
    (sung,) = scene_at(SONG, 3000 + FADE_MS / 2).current
    assert sung.chars is None
    assert sung.lit == pytest.approx(0.5)


def test_a_break_clears_the_stage_and_counts_down_to_the_next_line() -> None:
    assert scene_at(SONG, 4000 + LINGER_MS).current[0].row == 1
    assert scene_at(SONG, 8000) == Scene(next=3, wait=Wait(12_000, 0.75))
    near = 20_000 - AHEAD_MS
    assert scene_at(SONG, near) == Scene(current=(Sung(3),), wait=Wait(AHEAD_MS, 0.25))
    assert scene_at(SONG, 20_000) == Scene(current=(Sung(3),))


def test_a_long_beginning_is_a_break_too_and_a_short_one_is_not() -> None:
    late = Lyrics((Line("at last", 10_000, 12_000),))
    assert scene_at(late, 0) == Scene(next=0, wait=Wait(10_000, 1.0))
    assert scene_at(SONG, 0) == Scene(current=(Sung(0, 0.0),), next=1)


def test_after_a_short_pause_the_next_line_stands_ready() -> None:
    song = Lyrics((Line("one", 1000, 2000), Line("two", 6000, 6500)))
    assert scene_at(song, 2500).current == (Sung(0, None, 1.0),)
    assert scene_at(song, 3000) == Scene(0, (Sung(1),), None)
    assert scene_at(song, 12_000) == Scene(1)


def test_voices_that_sing_at_once_stand_together_the_ones_behind_below() -> None:
    behind = Line("ooh", 900, 2500, background=True)
    song = Lyrics((behind, Line("one", 1000, 3000), Line("two", 2950, 5000)))
    first = scene_at(song, 950)
    assert [sung.row for sung in first.current] == [1, 0]
    assert first.next == 2
    assert [sung.lit > 0 for sung in first.current] == [False, True]
    assert scene_at(song, 3000).last == 1


def test_two_lines_of_one_stamp_stand_together() -> None:
    song = Lyrics((Line("one", 1000), Line("eins", 1000), Line("two", 3000)))
    assert [sung.row for sung in scene_at(song, 1500).current] == [0, 1]
    assert [sung.row for sung in scene_at(song, 3500, 9000).current] == [2]


def test_no_lyrics_no_scene() -> None:
    assert scene_at(Lyrics(), 100) == Scene()
    assert scene_at(Lyrics((Line("not timed"),)), 100) == Scene()


@given(songs, st.floats(0, 70_000), times)
def test_only_lines_with_words_and_times_are_shown_and_none_twice(song: Lyrics, ms: float, song_ms: int | None) -> None:
    scene = scene_at(song, ms, song_ms)
    rows = [sung.row for sung in scene.current]
    rows += [row for row in (scene.last, scene.next) if row is not None]
    assert len(rows) == len(set(rows))
    assert len(scene.current) <= MOST_TOGETHER
    assert all(song.lines[row].text.strip() and song.lines[row].start_ms is not None for row in rows)
    assert all(0 <= sung.lit <= 1 for sung in scene.current)
    if scene.wait:
        assert scene.wait.left_ms > 0
        assert 0 <= scene.wait.share <= 1


@given(songs, st.floats(0, 60_000))
def test_what_begins_to_be_sung_is_on_the_stage(song: Lyrics, ms: float) -> None:
    begun = [row for row, line in enumerate(song.lines) if line.start_ms is not None and line.text.strip()]
    for row in begun:
        start_ms = song.lines[row].start_ms or 0
        shown = [sung.row for sung in scene_at(song, start_ms, 70_000).current]
        same = [other for other in begun if song.lines[other].start_ms == start_ms]
        assert row in shown or len(same) > 1
