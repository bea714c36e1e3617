"""Writing LRC and enhanced LRC in the shape that all players read alike."""

from __future__ import annotations

import pytest

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import WriteOptions, by_id


def write(lyrics: Lyrics, fmt_id: str = "lrc", **options: bool | int) -> str:
    writer = by_id(fmt_id).write
    assert writer is not None
    return writer(lyrics, WriteOptions(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ms", "digits", "stamp"),
    [
        *((0, 2, "00:00.00"), (4, 2, "00:00.00"), (5, 2, "00:00.01"), (994, 2, "00:00.99"), (995, 2, "00:01.00")),
        *((59_994, 2, "00:59.99"), (59_995, 2, "01:00.00"), (3_599_995, 2, "60:00.00"), (5_999_999, 2, "100:00.00")),
        *((5, 3, "00:00.005"), (59_999, 3, "00:59.999"), (3_600_000, 3, "60:00.000"), (360_000_000, 3, "6000:00.000")),
    ],
)
def test_stamps_are_rounded_half_up_with_carry(ms: int, digits: int, stamp: str) -> None:
    assert write(Lyrics((Line("x", ms),)), digits=digits) == f"[{stamp}]x\n"


def test_rows_are_sorted_one_stamp_each_with_tags_first_and_nothing_players_trip_over() -> None:
    lyrics = Lyrics(
        lines=(Line("late", 2000), Line("one ", 1000), Line("untimed"), Line("", 1500), Line("two\nrows", 1000)),
        tags=(("ti", "A  b"), ("x", "y"), ("encoding", "gbk")),
    )
    assert write(lyrics) == "[ti:A b]\n[x:y]\n[00:01.00]one\n[00:01.00]two rows\n[00:01.50]\n[00:02.00]late\n"


def test_the_offset_is_applied_and_held_at_0() -> None:
    lyrics = Lyrics((Line("a", 300), Line("b", 10_000)), offset_ms=500)
    assert write(lyrics) == "[00:00.00]a\n[00:09.50]b\n"
    assert write(lyrics, keep_offset=True) == "[offset:500]\n[00:00.30]a\n[00:10.00]b\n"
    assert write(Lyrics((Line("a", 300),), offset_ms=-500)) == "[00:00.80]a\n"


def test_the_offset_moves_words_too() -> None:
    lyrics = Lyrics(
        (Line("a b", 10_000, words=(Word("a ", 10_000, 10_500), Word("b", 10_500, 11_000))),), offset_ms=500
    )
    assert write(lyrics, "elrc") == "[00:09.50]<00:09.50>a <00:10.00>b<00:10.50>\n"


@pytest.mark.parametrize("fmt_id", ["lrc", "elrc"])
def test_wholly_untimed_lyrics_are_written_as_text(fmt_id: str) -> None:
    assert write(Lyrics((Line("one"), Line(""), Line("two"))), fmt_id) == "one\ntwo\n"
    assert write(Lyrics(), fmt_id) == ""


def test_a_final_empty_row_closes_the_song() -> None:
    assert write(Lyrics((Line("x", 1000, 3000),)), final_empty=True) == "[00:01.00]x\n[00:03.00]\n"
    assert write(Lyrics((Line("x", 1000),)), final_empty=True) == "[00:01.00]x\n[00:05.00]\n"
    assert write(Lyrics((Line("x", 1000), Line("", 2000))), final_empty=True) == "[00:01.00]x\n[00:02.00]\n"


@pytest.mark.parametrize(
    ("line", "row"),
    [
        (
            Line("a b", 900, words=(Word("a ", 1000, 1500), Word("b", 1500, 2000))),
            "[00:00.90]<00:01.00>a <00:01.50>b<00:02.00>",
        ),
        (
            Line("a b", None, words=(Word("a ", 1000, 1500), Word("b", 1500, 2000))),
            "[00:01.00]<00:01.00>a <00:01.50>b<00:02.00>",
        ),
        (
            Line("ab", 1000, words=(Word("a", 1000, 1200), Word("b", 1500, 2000))),
            "[00:01.00]<00:01.00>a<00:01.20><00:01.50>b<00:02.00>",
        ),
        (
            Line("ab", 1000, words=(Word("a", 1000, 1900), Word("b", 1500, 2000))),
            "[00:01.00]<00:01.00>a<00:01.50>b<00:02.00>",
        ),
        (
            Line("ab", 1000, words=(Word("a", 1000, 1497), Word("b", 1500, 2000))),
            "[00:01.00]<00:01.00>a<00:01.50>b<00:02.00>",
        ),
        (Line("a b", 1000, words=(Word("a "), Word("b", 1500, 2000))), "[00:01.00]<00:01.00>a <00:01.50>b<00:02.00>"),
        (
            Line("a b c", 1000, words=(Word("a ", 1000), Word("b "), Word("c", 1500, 2000))),
            "[00:01.00]<00:01.00>a b <00:01.50>c<00:02.00>",
        ),
        (Line("a", 1000, 1800, words=(Word("a", 1000),)), "[00:01.00]<00:01.00>a<00:01.80>"),
        (Line("a", 1000, words=(Word("a", 1000),)), "[00:01.00]<00:01.00>a<00:02.00>"),
        (Line("plain", 1000, 2000), "[00:01.00]plain"),
        (Line("a b", 1000, words=(Word("a "), Word("b"))), "[00:01.00]a b"),
    ],
)
def test_enhanced_rows(line: Line, row: str) -> None:
    assert write(Lyrics((line,)), "elrc") == f"{row}\n"


def test_a_last_word_without_an_end_closes_with_the_next_line() -> None:
    lyrics = Lyrics((Line("a", 1000, words=(Word("a", 1000),)), Line("b", 1400)))
    assert write(lyrics, "elrc") == "[00:01.00]<00:01.00>a<00:01.40>\n[00:01.40]b\n"


def test_plain_lrc_writes_no_word_marks_voices_or_sections() -> None:
    line = Line("a b", 1000, words=(Word("a ", 1000), Word("b", 1500)), voice="v1", section="Verse", background=True)
    assert write(Lyrics((line,))) == "[00:01.00]a b\n"
