"""Tables of lyrics: our own columns, other people's, and cells that are no formulas."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import WriteOptions, detect
from lrc_studio.formats.table import read, write
from tests.formats.drawn import back, spanned_lines, sung_lines

TRICKY = st.text(st.sampled_from(list("=+-@'\",;\ta é"))).map(str.strip)
SIDES = st.none() | TRICKY.filter(bool)


@given(sung_lines() | spanned_lines())
def test_words_and_ends_come_back_to_the_ms(lines: tuple[Line, ...]) -> None:
    assert back("csv", Lyrics(lines)) == Lyrics(lines)


@given(st.lists(st.builds(Line, TRICKY, voice=SIDES, section=SIDES, translation=SIDES, romanization=SIDES), max_size=4))
def test_any_text_comes_back_and_no_cell_is_a_formula(lines: list[Line]) -> None:
    lyrics = Lyrics(tuple(lines))
    assert back("csv", lyrics) == lyrics
    for cells in csv.reader(write(lyrics, WriteOptions()).split("\n")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)


def test_the_written_table() -> None:
    words = (Word("la, ", 1000, 1500), Word("=1", 1500))
    lyrics = Lyrics((Line("la, =1", 1000, 2000, words, "Ann", True, "Verse"), Line("note")), offset_ms=500)
    assert write(lyrics, WriteOptions()).splitlines() == [
        "line,word,start_ms,end_ms,text,voice,background,section,translation,romanization",
        '1,,500,1500,"la, =1",Ann,yes,Verse,,',
        '1,1,500,1000,"la, ",,,,,',
        "1,2,1000,,'=1,,,,,",
        "2,,,,note,,,,,",
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Start;End;Lyrics\n1,5;2,25;one\n1:05;;two\n",
        "\ufeffsinger\tTime\tto\tText\r\n\t1.5\t2.25\tone\r\n\t01:05.00\t\ttwo\r\n",
        '"start","END (ms)","text"\n"1.5s","2250","one"\n\n"65","","two"\n',
        "1.5,2.25,one\n1:05,x,two\n",
        "start_ms,end_ms,text\n1500,2250.0,one\n65000,,two\n",
    ],
)
def test_tables_of_other_people(table: str) -> None:
    assert read(table).lyrics.lines == (Line("one", 1500, 2250), Line("two", 65000))


def test_words_get_the_blanks_of_their_line() -> None:
    table = "line,word,start_ms,end_ms,text\n1,,0,,la la oh\n1,1,0,5,la\n1,2,5,9,la\n1,3,9,,oh\n2,1,20,,x\n2,2,30,,y\n"
    first, second = read(table).lyrics.lines
    assert [word.text for word in first.words] == ["la ", "la ", "oh"]
    assert (second.text, second.start_ms) == ("xy", 20)


def test_times_that_are_none_are_counted() -> None:
    assert read("start,text\nsoon,one\n5,two\nlater,three\n").warnings == ("2 times in the table could not be read.",)


@pytest.mark.parametrize("table", ["", "a,b\nc,d\n", 'text\n"' + "x" * 200_000, "start,end\n1,2\n"])
def test_no_table_of_lyrics(table: str) -> None:
    with pytest.raises(InputError):
        read(table)


def test_it_is_known_by_its_first_row() -> None:
    assert detect("", "start_ms,text\n5,one\n").id == "csv"
    assert detect("a.txt", "Start;End;Text\n1;2;one\n").id == "csv"
    assert detect("a.csv", "1,2,one\n").id == "csv"
    assert detect("", "text, I send\nstart, I wait\n").id == "txt"
