"""Translations find the line they belong to."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.edits import seems_translation, take_pairs, translation_pairs, with_translation
from lrc_studio.core.edits.pairing import Pair
from lrc_studio.core.lyrics import Line, Lyrics

BOTH = Lyrics((Line("灯台の火", 1000), Line("The lighthouse", 1000), Line("波", 3000), Line("Waves", 3000)))
SONG = Lyrics(tuple(Line(f"Zeile {row}", 2000 * row) for row in range(10)))
OTHER = Lyrics(tuple(Line(f"Line {row}", 2000 * row + 90) for row in range(10)))


def test_the_second_of_one_stamp_is_the_translation() -> None:
    pairs = translation_pairs(BOTH)
    assert pairs == (Pair(0, 1), Pair(2, 3))
    paired = take_pairs(BOTH, pairs)
    assert [(line.text, line.translation) for line in paired.lines] == [("灯台の火", "The lighthouse"), ("波", "Waves")]
    assert translation_pairs(paired) == ()


def test_a_third_is_joined_and_none_is_lost() -> None:
    lyrics = Lyrics((Line("灯", 1000), Line("hi", 1000, section="A"), Line("light", 1000), Line("next", 2000)))
    paired = take_pairs(lyrics, translation_pairs(lyrics))
    assert paired.lines == (Line("灯", 1000, translation="hi / light"), Line("next", 2000, section="A"))


def test_only_the_pairs_that_are_confirmed() -> None:
    assert [line.text for line in take_pairs(BOTH, translation_pairs(BOTH)[1:]).lines] == [
        "灯台の火",
        "The lighthouse",
        "波",
    ]
    assert take_pairs(BOTH, [Pair(1, 0), Pair(0, 2), Pair(0, 9)]) is BOTH


def test_what_is_no_translation() -> None:
    first, second = BOTH.lines[:2]
    for other in (
        replace(second, locked=True),
        replace(second, voice="B"),
        replace(second, background=True),
        replace(second, start_ms=1010),
        replace(second, text=""),
        replace(second, text=first.text),
    ):
        assert translation_pairs(Lyrics((first, other))) == ()
    assert translation_pairs(Lyrics((replace(first, translation="kept"), second))) == ()
    assert translation_pairs(Lyrics((Line("a"), Line("b")))) == ()


def test_another_file_is_matched_by_time_after_both_offsets() -> None:
    matched = with_translation(SONG, replace(OTHER, offset_ms=90))
    assert matched.count == 10
    assert matched.left == ()
    assert [line.translation for line in matched.lyrics.lines] == [line.text for line in OTHER.lines]
    assert [line.start_ms for line in matched.lyrics.lines] == [line.start_ms for line in SONG.lines]
    late = with_translation(SONG, replace(OTHER, offset_ms=-900))
    assert late.count == 0
    assert len(late.left) == 10
    assert late.lyrics is SONG


def test_verified_lines_get_a_translation_and_keep_the_rest() -> None:
    locked = SONG.with_lines(replace(line, locked=True) for line in SONG.lines)
    for line, old in zip(with_translation(locked, OTHER).lyrics.lines, locked.lines, strict=True):
        assert replace(line, translation=None) == old


def test_without_times_by_place_if_there_are_as_many() -> None:
    plain = Lyrics(tuple(Line(text) for text in ("eins", "", "zwei")))
    assert with_translation(plain, Lyrics((Line("one"), Line("two")))).lyrics.lines == (
        Line("eins", translation="one"),
        Line(""),
        Line("zwei", translation="two"),
    )
    assert with_translation(plain, Lyrics((Line("one"),))).count == 0


def test_other_words_of_the_same_song_seem_a_translation() -> None:
    assert seems_translation(SONG, OTHER)
    assert not seems_translation(SONG, SONG)  # the same lyrics once more
    assert not seems_translation(SONG, Lyrics(tuple(Line(f"x{row}", 3100 * row + 777) for row in range(10))))
    assert not seems_translation(SONG, Lyrics(tuple(Line(line.text) for line in OTHER.lines)))


@given(
    st.lists(st.integers(0, 5000), max_size=12),
    st.lists(st.integers(0, 5000), max_size=12),
    st.integers(-600, 600),
)
def test_every_text_finds_the_nearest_line_or_is_told(ours: list[int], theirs: list[int], offset_ms: int) -> None:
    song = Lyrics(tuple(Line("a", ms) for ms in ours), offset_ms=offset_ms)
    matched = with_translation(song, Lyrics(tuple(Line(f"t{ms}", ms) for ms in theirs)))
    near = [ms for ms in theirs if ours and min(abs(one - offset_ms - ms) for one in ours) <= 500]
    if ours and theirs:
        given_ = [text for line in matched.lyrics.lines if line.translation for text in line.translation.split(" / ")]
        assert sorted(given_) == sorted(f"t{ms}" for ms in near)
        assert len(matched.left) == len(theirs) - len(near)
