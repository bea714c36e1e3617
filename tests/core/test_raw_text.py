"""The lyrics as one text, and the text back into the lyrics."""

from __future__ import annotations

from hypothesis import given

from lrc_studio.core.lyrics import Line, Lyrics, Origin, Word
from lrc_studio.core.raw_text import raw_rows, raw_text, take_raw, wrong_rows
from tests.core.strategies import lyrics_strategy

WORDS = (Word("Hold ", 1003, 1500), Word("on", 1500, 2002))
SONG = Lyrics(
    (
        Line("Hold on", 1003, 2002, WORDS, section="Verse"),
        Line("", 3000),
        Line("Harbour lights", 4567, 6000, section="Chorus"),
        Line("Hold on", 7000),
        Line("not yet"),
    )
)
TEXT = "[Verse]\n[00:01.00]Hold on\n[00:03.00]\n[Chorus]\n[00:04.57]Harbour lights\n[00:07.00]Hold on\nnot yet"


def test_the_text_has_stamps_and_headings() -> None:
    assert raw_text(SONG) == TEXT
    assert [place for _, place in raw_rows(SONG)] == [None, 0, 1, None, 2, 3, 4]


@given(lyrics_strategy())
def test_what_is_not_touched_in_the_text_stays_as_it_is(song: Lyrics) -> None:
    text = raw_text(song)
    assert take_raw(song, text) is song
    if not wrong_rows(text):
        assert take_raw(song, f"{text}\n[99:59.99]The end").lines[: len(song.lines)] == song.lines


def test_a_changed_stamp_moves_its_line_with_all_it_has() -> None:
    new = take_raw(SONG, TEXT.replace("[00:01.00]", "[00:01.50]"))
    assert (new.lines[0].start_ms, new.lines[0].end_ms, new.lines[0].origin) == (1500, 2499, Origin.TYPED)
    assert new.lines[0].words[1].start_ms == 1997
    assert new.lines[1:] == SONG.lines[1:]


def test_a_changed_word_keeps_the_exact_times() -> None:
    new = take_raw(SONG, TEXT.replace("Hold on\n[00:03", "Hold up\n[00:03"))
    assert (new.lines[0].text, new.lines[0].start_ms, new.lines[0].words[0]) == ("Hold up", 1003, WORDS[0])


def test_rows_come_and_go_with_their_stamps() -> None:
    new = take_raw(
        SONG, TEXT.replace("[00:07.00]Hold on\n", "[00:06.40]Keep one\n[00:07.00]Hold on\n").replace("\nnot yet", "")
    )
    assert [(line.text, line.start_ms) for line in new.lines[2:]] == [
        ("Harbour lights", 4567),
        ("Keep one", 6400),
        ("Hold on", 7000),
    ]


def test_a_stamp_taken_out_makes_the_line_not_timed_and_headings_move() -> None:
    new = take_raw(SONG, TEXT.replace("[00:04.57]", "").replace("[Chorus]\n", "[Hook]\n").replace("[Verse]\n", ""))
    assert (new.lines[2].start_ms, new.lines[2].section, new.lines[0].section) == (None, "Hook", None)


def test_several_stamps_are_several_lines_and_tags_are_tags() -> None:
    new = take_raw(Lyrics(), "[ti:A song]\n[00:01.00][00:09.00]La la\n[00:05.00]Oh")
    assert [(line.text, line.start_ms) for line in new.lines] == [("La la", 1000), ("La la", 9000), ("Oh", 5000)]
    assert new.tag("ti") == "A song"


def test_what_is_not_yet_a_stamp_is_told() -> None:
    assert wrong_rows("[00:01.0\n[00:01.00]fine\n[Chorus]\n[00:01.00][00:9x\n[12:99]no\n(2) fine") == [0, 3, 4]
    assert wrong_rows(TEXT) == []


def test_an_empty_text_is_no_lines() -> None:
    assert take_raw(SONG, "").lines in ((), (Line(""),))
