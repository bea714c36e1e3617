"""The lyrics of the music services: QRC, YRC, KRC and Lyricify Syllable."""

from __future__ import annotations

import base64
import json

import pytest

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import FORMATS, by_id, detect

QRC = (
    "[ti:Song]\n[ar:Ann]\n[offset:100]\n"
    "[1000,1500]For (1000,300)the(1300,200) (0,0)first(1500,900)\n[3000,0]time(3000,500)\n"
)
YRC = '{"t":0,"c":[{"tx":"Lyrics: "},{"tx":"Ann"}]}\n[1000,1500](1000,300,0)For (1300,200,0)the(1500,900,0) first\n'
LYS = "[by:me]\n[4]I (0,214)promise (214,345)\n[2]me(600,100)\n[8](me)(700,100)\n"
KRC = "[id:$1]\n[language:{}]\n[1000,1500]<0,300,0>For <300,200,0>the\n[3000,900]<0,900,0>first\n"
WORDS = (Word("For ", 1000, 1300), Word("the ", 1300, 1500), Word("first", 1500, 2400))


def read(fmt_id: str, text: str) -> Lyrics:
    reader = by_id(fmt_id).read
    assert reader is not None
    return reader(text).lyrics


def packed(*content: dict[str, object]) -> str:
    return base64.b64encode(json.dumps({"content": content, "version": 1}).encode()).decode()


def test_qrc() -> None:
    lyrics = read("qrc", QRC)
    assert lyrics.tags == (("ti", "Song"), ("ar", "Ann"))
    assert lyrics.offset_ms == 100
    assert lyrics.lines == (
        Line("For the first", 1000, 2500, WORDS),
        Line("time", 3000, None, (Word("time", 3000, 3500),)),
    )


@pytest.mark.parametrize("quote", ['"', "'"])
def test_qrc_in_its_wrapper(quote: str) -> None:
    content = QRC.replace("first", "R&amp;B &lt;&#33;&#x21;&#xD800;&nbsp;")
    inner = f"<LyricInfo LyricCount={quote}1{quote}>\n<Lyric_1 LyricType={quote}1{quote} LyricContent={quote}{content}"
    wrapped = f'<?xml version="1.0"?>\n<QrcInfos>\n{inner}{quote}/>\n</LyricInfo>\n</QrcInfos>\n'
    assert read("qrc", wrapped).lines[0].text == "For the R&B <!!\ufffd&nbsp;"
    assert detect("", wrapped).id == "qrc"


def test_yrc_with_a_row_of_credits() -> None:
    assert read("yrc", YRC).lines == (Line("Lyrics: Ann", 0), Line("For the first", 1000, 2500, WORDS))


@pytest.mark.parametrize("row", ['{"t":0', '{"t":0,"c":1}', '{"t":"x","c":[{}]}', '{"t":' + "[" * 5000])
def test_a_damaged_row_of_credits_stays_as_text(row: str) -> None:
    assert row in [line.text for line in read("yrc", YRC + row + "\n").lines]


def test_krc_with_both_side_texts() -> None:
    sides = packed(
        {"type": 1, "lyricContent": [["Für das"], ["erste"]]}, {"type": 0, "lyricContent": [["f", "or "], []]}
    )
    lyrics = read("krc", KRC.format(sides))
    assert lyrics.tags == (("id", "$1"),)
    assert lyrics.lines == (
        Line(
            "For the",
            1000,
            2500,
            (Word("For ", 1000, 1300), Word("the", 1300, 1500)),
            None,
            False,
            None,
            "Für das",
            "for",
        ),
        Line("first", 3000, 3900, (Word("first", 3000, 3900),), translation="erste"),
    )


@pytest.mark.parametrize("sides", ["***", "AAAA", packed({"type": 1})])
def test_damaged_side_texts_are_told(sides: str) -> None:
    reader = by_id("krc").read
    assert reader is not None
    reading = reader(KRC.format(sides))
    assert [line.text for line in reading.lyrics.lines] == ["For the", "first"]
    assert reading.warnings == ("The translation inside the file is damaged and was left out.",)


def test_lyricify_tells_the_sides_of_a_duet_and_the_background() -> None:
    assert read("lys", LYS).lines == (
        Line("I promise", 0, None, (Word("I ", 0, 214), Word("promise", 214, 559)), "v1"),
        Line("me", 600, None, (Word("me", 600, 700),), "v2"),
        Line("(me)", 700, None, (Word("(me)", 700, 800),), "v2", True),
    )
    assert [line.voice for line in read("lys", LYS.replace("[2]", "[1]").replace("[8]", "[7]")).lines] == [None] * 3


@pytest.mark.parametrize(("fmt_id", "text"), [("qrc", QRC), ("yrc", YRC), ("krc", KRC), ("lys", LYS)])
def test_each_is_known_by_its_rows_alone(fmt_id: str, text: str) -> None:
    for name in ("", "song.lrc", "song.txt", f"song.{fmt_id}"):
        assert detect(name, text).id == fmt_id
    scores = {fmt.id: fmt.score(text) for fmt in FORMATS}
    assert [each for each, score in scores.items() if score >= 0.9] == [fmt_id]


@pytest.mark.parametrize("fmt_id", ["qrc", "yrc", "krc", "lys"])
@pytest.mark.parametrize("text", ["", "Only words\n", "[00:01.00]LRC\n", "[ti:Only a tag]\n"])
def test_none_of_its_rows_is_no_such_file(fmt_id: str, text: str) -> None:
    with pytest.raises(InputError):
        read(fmt_id, text)


def test_rows_that_are_no_lines_stay_as_text_after_the_line_above() -> None:
    lines = read("qrc", "[3000,5]b(3000,5)\nnote\n[1000,5]a(1000,5)\n").lines
    assert [(line.text, line.start_ms) for line in lines] == [("a", 1000), ("b", 3000), ("note", None)]
