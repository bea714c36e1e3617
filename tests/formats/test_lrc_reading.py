"""Reading LRC: a table of what 14 players agree on, and our decisions where they do not."""

from __future__ import annotations

import pytest

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import by_id


def read(text: str) -> Lyrics:
    reader = by_id("lrc").read
    assert reader is not None
    return reader(text).lyrics


def warnings(text: str) -> tuple[str, ...]:
    reader = by_id("lrc").read
    assert reader is not None
    return reader(text).warnings


def timed(text: str) -> list[tuple[int | None, str]]:
    return [(line.start_ms, line.text) for line in read(text).lines if line.start_ms is not None]


def words(text: str) -> list[tuple[int | None, str, int | None]]:
    return [(word.start_ms, word.text, word.end_ms) for word in read(text).lines[0].words]


@pytest.mark.parametrize(
    ("stamp", "ms"),
    [
        ("[00:00.00]", 0),
        ("[59:59.99]", 3_599_990),
        ("[00:05.09]", 5090),
        ("[00:40]", 40_000),
        ("[01:35.4]", 95_400),
        ("[01:23.456]", 83_456),
        ("[00:05.1234]", 5123),
        ("[00:06.12354]", 6124),
        ("[00:59.99951]", 60_000),
        ("[00:08.00100000]", 8001),
        ("[00:01:50]", 1500),
        ("[168:10:254]", 10_090_254),
        ("[01:02:03.50]", 3_723_500),
        ("[51:00:00.00]", 183_600_000),
        ("[100:00.00]", 6_000_000),
        ("[1000:00.00]", 60_000_000),
        ("[001:05.00]", 65_000),
        ("[1:2.30]", 62_300),
        ("[00:75.00]", 75_000),
        ("[ 02 : 3.4 ]", 123_400),
        ("[-00:01.00]", 0),
    ],
)
def test_a_stamp_in_any_usual_form(stamp: str, ms: int) -> None:
    assert timed(f"{stamp}alpha") == [(ms, "alpha")]


@pytest.mark.parametrize(
    "row",
    [
        "[xx:yy.zzz]beta",
        "[NaN:NaN]beta",
        "[--:--.--]beta",
        "[00:01a50]beta",
        "[:0]beta",
        "[00:01,50]beta",
        "[00;01.50]beta",
        "[1.50]beta",
        "[00.01.02.03]beta",
        "[０0:01.00]beta",
        "[٠٠:٠١.٠٠]beta",
        "【00:01.00】beta",
    ],
)
def test_what_is_no_stamp_stays_as_untimed_text(row: str) -> None:
    lines = read(f"{row}\n[00:02.00]alpha").lines
    assert lines == (Line(row), Line("alpha", 2000))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_every_line_end_ends_a_row_and_nothing_else_does(end: str) -> None:
    text = end.join(["[00:01.00]one\u2028two\x85three\x0cfour", "", "[00:02.00]five", ""])
    assert timed(text) == [(1000, "one\u2028two\x85three\x0cfour"), (2000, "five")]


def test_marks_of_order_and_blanks_before_a_row_are_passed_over() -> None:
    text = "\ufeff[ti:Song]\n\ufeff[00:01.00]alpha\n \t\u200b[00:02.00]\tbeta \n\ufeffgamma"
    assert read(text) == Lyrics((Line("alpha", 1000), Line("beta", 2000), Line("gamma")), (("ti", "Song"),))


def test_repeated_rows_become_lines_of_their_own_in_time_order() -> None:
    text = "[01:30.00] [01:10.00][01:00.00]again\n[01:10.00]echo"
    assert timed(text) == [(60_000, "again"), (70_000, "again"), (70_000, "echo"), (90_000, "again")]


def test_words_of_a_repeated_row_move_with_it() -> None:
    lines = read("[00:10.00][00:30.00]<00:10.10>Hello <00:10.50>world<00:10.90>").lines
    assert lines[1].words == (Word("Hello ", 30_100, 30_500), Word("world", 30_500, 30_900))


def test_an_empty_row_with_a_stamp_is_a_line() -> None:
    assert timed("[00:01.00]one\n[00:05.00]") == [(1000, "one"), (5000, "")]


def test_rows_without_a_stamp_follow_the_row_above() -> None:
    text = "prelude\n[00:03.00]third\nmore\n[00:01.00]first\n# note"
    assert [line.text for line in read(text).lines] == ["prelude", "first", "# note", "third", "more"]


@pytest.mark.parametrize(
    "text",
    ["a [b] c", "I <3 you", "<b>bold</b> x", "R&amp;B", "open [bracket", "[x] y", "[Chorus]", "<00:01a50>no", "a\x00b"],
)
def test_brackets_in_the_text_are_text(text: str) -> None:
    assert read(f"[00:01.00]{text}").lines == (Line(text, 1000),)


def test_tags_in_every_form() -> None:
    text = (
        "  [ ti : Song [Live]]\n[AR:A][al: B ]\n[length: 2:50]\n[tool:x https://example.org/a]\n[by:]\n"
        "[00:01.00]x\n[re:later]\n[ve:1]\n[ve:2]\n[#:note]\n"
    )
    assert read(text).tags == (
        *(("ti", "Song [Live]"), ("ar", "A"), ("al", "B"), ("length", "2:50"), ("tool", "x https://example.org/a")),
        *(("re", "later"), ("ve", "2"), ("#", "note")),
    )
    assert len(read(text).lines) == 1


@pytest.mark.parametrize(
    ("tag", "offset_ms"),
    [("+500", 500), (" -3000", -3000), (" 1551 ", 1551), ("0", 0), ("", 0), ("+200ms", 200), ("soon", 0)],
)
def test_the_offset_stays_apart_from_the_stamps(tag: str, offset_ms: int) -> None:
    lyrics = read(f"[OFFSET:{tag}]\n[00:10.00]alpha")
    assert (lyrics.offset_ms, lyrics.lines[0].start_ms, lyrics.tags) == (offset_ms, 10_000, ())


def test_the_last_of_two_offsets_wins_and_is_told() -> None:
    text = "[offset:-200]\n[00:04.00]a\n[offset:300]\n[00:05.00]b"
    assert read(text).offset_ms == 300
    assert any("several offsets" in sentence for sentence in warnings(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[00:01:50]a", "fraction"),
        ("[00:75.00]a", "60 seconds"),
        ("[-00:01.00]a", "below zero"),
        ("[offset:5ms]\n[00:01.00]a", "unit"),
        ("[offset:soon]\n[00:01.00]a", "not a number"),
        ("[00:00.00]a\n[00:00.00]b", "never timed"),
        ("[00:01.00]a\n[00:01.00]b", "translation"),
        ("[00:01.00]<00:02.00>a <00:01.50>b", "backwards"),
        ("[00:01.00]a\n[Outro]", "Outro"),
    ],
)
def test_a_doubtful_file_is_told_once(text: str, told: str) -> None:
    assert [told in sentence for sentence in warnings(text)] == [True]


def test_a_sound_file_gives_no_warning() -> None:
    assert warnings("[ti:x]\n[offset:100]\n[00:01.00]a\n[00:02.00]<00:02.00>b<00:03.00>") == ()


def test_a_heading_opens_the_section_of_the_next_sung_line() -> None:
    text = "[Chorus]\n[00:00.50]\n[00:01.00]alpha\n[Verse 2: Ann]\n[00:02.00]beta\n[Bridge]\ngamma"
    assert [(line.text, line.section) for line in read(text).lines] == [
        *(("", None), ("alpha", "Chorus"), ("beta", "Verse 2: Ann"), ("gamma", "Bridge")),
    ]


@pytest.mark.parametrize("text", ["This is [00:00:00] text", "later [00:00.50] text", "back [00:03.00] and [00:02.00]"])
def test_square_marks_that_cannot_be_word_times_are_text(text: str) -> None:
    assert read(f"[00:01.00]{text}").lines == (Line(text, 1000),)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("<00:01.00>Hello <00:01.50>World<00:02.00>", [(1000, "Hello ", 1500), (1500, "World", 2000)]),
        ("<00:01.00>Oh <00:01.40>love<00:02.00> me", [(1000, "Oh ", 1400), (1400, "love ", 2000), (2000, "me", None)]),
        (" <00:01.54> When <00:01.66> the", [(1540, "When ", 1660), (1660, "the", None)]),
        ("<00:01.97>帰<00:02.37>り<00:02.55>", [(1970, "帰", 2370), (2370, "り", 2550)]),
        ("<00:01.12>   <00:02.02>world", [(2020, "world", None)]),
        ("<00:01.20>a<00:01.50><00:01.80>b<00:02.00>", [(1200, "a", 1500), (1800, "b", 2000)]),
        ("<00:01.20>a <00:01.50><00:01.80>b", [(1200, "a ", 1500), (1800, "b", None)]),
        ("<00:01.20>a<00:01.50> <00:01.80>b", [(1200, "a ", 1500), (1800, "b", None)]),
        ("<00:01>a<00:02.5>b", [(1000, "a", 2500), (2500, "b", None)]),
        ("<00:02.00>a <00:01.50>b", [(2000, "a ", None), (1500, "b", None)]),
        ("before <00:02.00>after", [(1000, "before ", 2000), (2000, "after", None)]),
        ("<00:01.00><i>a</i> <00:01.50>b", [(1000, "<i>a</i> ", 1500), (1500, "b", None)]),
        ("Test[00:01.97] Word[00:02.62]", [(1000, "Test ", 1970), (1970, "Word", 2620)]),
        (" hello [00:11.02] world", [(1000, "hello ", 11_020), (11_020, "world", None)]),
        ("[00:01.00]<00:01.00>a <00:01.50>b", [(1000, "a ", 1500), (1500, "b", None)]),
    ],
)
def test_word_times(row: str, expected: list[tuple[int, str, int | None]]) -> None:
    lyrics = read(f"[00:01.00]{row}")
    assert words(f"[00:01.00]{row}") == expected
    assert all(line.text == "".join(word.text for word in line.words) and line.end_ms is None for line in lyrics.lines)


def test_a_row_of_word_marks_alone_starts_with_its_first_word() -> None:
    assert timed("<00:00.02>a<00:01.00>l\n<00:03.00>b") == [(20, "al"), (3000, "b")]


def test_the_short_way_reads_as_the_thorough_one() -> None:
    row = "[{m}:10.00]<{m}:10.00>word0 <{m}:10.40>a<{m}:10.50><{m}:10.90>b <{m}:11.00>c <{m}:12.00>"
    plain = "[{m}:20.00] I sing "
    for short, thorough in (("00", "000000"), ("07", "7"), ("123", "0123")):
        text = f"{row}\n{plain}\n"
        assert read(text.format(m=short)) == read(text.format(m=thorough))
        assert read(text.replace("0>", "00>").replace("0]", "00]").format(m=short)) == read(text.format(m=short))


def test_voices_by_prefix() -> None:
    text = "[00:01.00]v1: one\n[00:02.00]v2:two\n[00:03.00]v1:<00:03.00>a <00:03.50>b<00:04.00>\n[00:05.00]none"
    lines = read(text).lines
    assert [(line.text, line.voice) for line in lines] == [("one", "v1"), ("two", "v2"), ("a b", "v1"), ("none", None)]
    assert lines[2].words == (Word("a ", 3000, 3500), Word("b", 3500, 4000))


def test_letters_are_voices_only_if_two_occur_and_hold() -> None:
    assert read("[00:01.00]D: is a grade\n[00:02.00]x").lines[0] == Line("D: is a grade", 1000)
    lines = read("[00:01.00]F: she\n[00:02.00]still she\n[00:03.00]M: he").lines
    assert [(line.text, line.voice) for line in lines] == [("she", "F"), ("still she", "F"), ("he", "M")]


def test_background_rows_are_lines_of_their_own() -> None:
    text = "[00:01.00]Hi\n[bg: <00:01.50>oh <00:02.00>ah<00:02.50>]\n[bg: untimed]\n[00:03.00][bg: ooh]"
    lines = read(text).lines
    assert [(line.start_ms, line.text, line.background) for line in lines] == [
        *((1000, "Hi", False), (1500, "oh ah", True), (None, "untimed", True), (3000, "ooh", True)),
    ]
    assert lines[1].words == (Word("oh ", 1500, 2000), Word("ah", 2000, 2500))
