"""What a singer sees at a moment."""

from __future__ import annotations

import pytest

from lrc_studio.core.karaoke import Scene, scene_at, sung_chars
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


@pytest.mark.parametrize(
    ("ms", "sung"), [(900, 0), (1000, 0), (1200, 2), (1400, 4), (1700, 6), (2500, 10.5), (3000, 13), (9000, 13)]
)
def test_the_wipe_goes_word_by_word(ms: int, sung: float) -> None:
    assert sung_chars(SONG.lines[0], ms, 3000) == pytest.approx(sung, abs=1)


def test_without_words_it_goes_evenly() -> None:
    assert sung_chars(SONG.lines[1], 3500, 4000) == 2.5
    assert sung_chars(SONG.lines[1], 3500, None) == 5


def test_the_line_that_is_sung_stands_between_the_last_and_the_next() -> None:
    assert scene_at(SONG, 1200) == Scene(None, 0, 1, pytest.approx(2))
    assert scene_at(SONG, 3500) == Scene(0, 1, 3, 2.5)


def test_a_blank_line_clears_the_stage_until_the_next_is_near() -> None:
    assert scene_at(SONG, 5000) == Scene(next=3)
    assert scene_at(SONG, 17_000) == Scene(current=3)
    assert scene_at(SONG, 0) == Scene(current=0, next=1)


def test_a_line_that_is_over_makes_room_for_the_next() -> None:
    song = Lyrics((Line("one", 1000, 2000), Line("two", 9000, 9500)))
    assert scene_at(song, 2500) == Scene(None, 0, 1, 3)
    assert scene_at(song, 3000) == Scene(0, None, 1)
    assert scene_at(song, 6000) == Scene(0, 1, None)
    assert scene_at(song, 12_000) == Scene(1)


def test_no_lyrics_no_scene() -> None:
    assert scene_at(Lyrics(), 100) == Scene()
    assert scene_at(Lyrics((Line("not timed"),)), 100) == Scene()
