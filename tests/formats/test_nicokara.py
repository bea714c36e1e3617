"""Nicokara's time tags and the readings over words."""

from __future__ import annotations

import pytest

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Word
from lrc_studio.formats import detect
from lrc_studio.formats.nicokara import read

SONG = (
    "[00:00:92]浜[00:04:43]辺[00:05:67]を [00:06:97]さ[00:08:02]\n"
    "[00:12:23]昔[00:14:13]の[00:15:15]浜[00:20:44]\n"
    "\n"
    "@Title=Song\n@TaggingBy=me\n@Offset=+20\n"
    "@Ruby1=浜,は[00:00:94]ま,,[00:10:00]\n@Ruby2=辺,べ\n@Ruby3=昔の,む[00:00:48]かしの\n@Ruby4=昔,X\n"
)


def test_marks_are_word_times_and_readings_go_over_the_line() -> None:
    lyrics = read(SONG).lyrics
    assert lyrics.tags == (("ti", "Song"), ("by", "me"))
    assert lyrics.offset_ms == 20
    first, second = lyrics.lines
    assert first.words == (
        *(Word("浜", 920, 4430), Word("辺", 4430, 5670), Word("を ", 5670, 6970), Word("さ", 6970, 8020)),
    )
    assert first.romanization == "はまべを さ"
    assert (second.text, second.start_ms) == ("昔の浜", 12230)
    assert second.romanization == "むかしの浜"  # the reading of 浜 holds for ten seconds only


def test_a_word_with_several_readings_takes_the_one_of_its_time() -> None:
    rubies = "@Ruby1=為替,かわせ,,[01:00:00]\n@Ruby2=為替,カワセ,[01:00:00],[02:00:00]\n@Ruby3=為替,,[02:00:00]\n"
    lines = read("[00:10:00]為替[00:11:00]\n[01:10:00]為替[01:11:00]\n[02:10:00]為替[02:11:00]\n" + rubies).lyrics.lines
    assert [line.romanization for line in lines] == ["かわせ", "カワセ", None]


def test_a_row_with_one_mark_is_a_timed_line_and_one_with_none_is_not() -> None:
    assert read("@Title=x\n[00:01:00]あし\n[00:02.50]\nた\n").lyrics.lines == (
        *(Line("あし", 1000), Line("", 2500), Line("た")),
    )


@pytest.mark.parametrize("name", ["", "song.lrc", "song.txt", "song.kra"])
@pytest.mark.parametrize("text", [SONG, SONG.partition("@")[0]])
def test_it_is_known_by_its_tags_or_its_marks(name: str, text: str) -> None:
    assert detect(name, text).id == "nicokara"


@pytest.mark.parametrize("text", ["[00:01:50]one\n[00:02:50]two\n", "[00:01:50][00:02:50]both\n", "@ruby tuesday\n"])
def test_what_is_not_taken_for_it(text: str) -> None:
    assert detect("", text).id in ("lrc", "txt")


def test_nothing_timed_or_tagged() -> None:
    with pytest.raises(InputError):
        read("Only words\n")
