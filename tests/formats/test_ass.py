r"""ASS karaoke: syllables as libass times them, and what comes back of what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import WriteOptions, detect
from lrc_studio.formats.ass import read
from lrc_studio.formats.ass_karaoke import centiseconds, plain, syllables
from lrc_studio.formats.ass_writing import stamp, write
from tests.formats.sung_lines import sung_lyrics

HEAD = (
    "[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)


def event(text: str, *, kind: str = "Dialogue", style: str = "Default", name: str = "", effect: str = "") -> str:
    return f"{kind}: 0,0:00:01.00,0:00:05.00,{style},{name},0,0,0,{effect},{text}\n"


def one(text: str) -> Line:
    (line,) = read(HEAD + event(text)).lyrics.lines
    return line


@pytest.mark.shared
def test_every_case_of_the_corpus(shared: Path) -> None:
    for case in json.loads((shared / "corpus" / "ass_karaoke.json").read_text("utf-8"))["cases"]:
        expect = case["expect"]
        if "write_ms" in case:
            assert stamp(centiseconds(case["write_ms"])) == expect["stamp"], case["id"]
            continue
        text = case["dialogue"]["text"]
        told = [
            {"start_ms": part.start_ms, "end_ms": part.end_ms, "text": part.text, "tag": part.tag or "\\k"}
            for part in syllables(text, case["dialogue"]["start_ms"])
        ]
        assert told == expect["syllables"], case["id"]
        assert one(text).text == plain(expect["plain"]), case["id"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{\\k20}Hello {\\k10}{\\k20}World", (Word("Hello ", 1000, 1200), Word("World", 1300, 1500))),
        ("{\\kf50}wa{\\K50} wb", (Word("wa ", 1000, 1500), Word("wb", 1500, 2000))),
        ("{\\k30\\ko50}wa", (Word("wa", 1300, 1800),)),
        ("{note}oh {\\k12.5\\c&HFF&}wa\\Nwb", (Word("oh ", 1000, 1000), Word("wa wb", 1000, 1125))),
        ("{\\k20}a{\\kt100\\k}b{\\p1}m 0 0 l 1 1{\\p0}", (Word("a", 1000, 1200), Word("b", 2000, 3000))),
        ("{\\k20}\\{a\\}{\\k20}\\\u2060N", (Word("{a}", 1000, 1200), Word("\\N", 1200, 1400))),
        ("plain {comment}line", ()),
    ],
)
def test_syllables_are_words(text: str, words: tuple[Word, ...]) -> None:
    assert one(text).words == words


def test_a_sum_longer_than_the_event_is_kept_and_told() -> None:
    reading = read(HEAD + event("{\\k300}wa {\\k300}wb"))
    assert [word.end_ms for word in reading.lyrics.lines[0].words] == [4000, 7000]
    assert len(reading.warnings) == 1


def test_the_old_format_and_its_order_of_fields() -> None:
    text = "[Events]\nFormat: Marked, Start, End, Style, Text\nDialogue: Marked=0,0:00:02.5,0:01:00.00,*bg,a, b\n"
    (line,) = read(text).lyrics.lines
    assert (line.start_ms, line.end_ms, line.text, line.background) == (2500, 60_000, "a, b", True)


def test_damaged_events_are_told_and_drawings_are_no_lines() -> None:
    reading = read(HEAD + "Dialogue: 0,x,y,z\n" + event("{\\p1}m 0 0 l 9 9") + event("a"))
    assert [line.text for line in reading.lyrics.lines] == ["a"]
    assert len(reading.warnings) == 1


def test_of_karaoke_templates_the_sources_count() -> None:
    made = event("{\\pos(1,2)}w", effect="fx") * 3
    reading = read(HEAD + event("{\\k50}wa", kind="Comment", effect="karaoke") + made + event("other"))
    assert [line.text for line in reading.lyrics.lines] == ["wa", "other"]
    assert len(reading.warnings) == 1


def test_writing() -> None:
    words = (Word("wa ", 1200, 1500), Word("wb", 1500, 2000))
    line = Line("wa wb", 1004, 2996, words, "Ann", section="Verse", translation="ta, tb", romanization="ra")
    lyrics = Lyrics((line, Line("(oh)", 2000, 2500, background=True)), (("ti", "T"), ("ar", "A: B")))
    text = write(lyrics, WriteOptions())
    assert "\nTitle: T\nLRC-ar: A: B\n" in text
    assert "\nStyle: Voice 1," in text
    assert text.endswith(
        "Comment: 0,0:00:01.00,0:00:01.00,Default,,0,0,0,section,Verse\n"
        "Dialogue: 0,0:00:01.00,0:00:03.00,Voice 1,Ann,0,0,0,,{\\k20}{\\kf30}wa {\\kf50}wb\n"
        "Comment: 0,0:00:01.00,0:00:01.00,Default,,0,0,0,translation,ta, tb\n"
        "Comment: 0,0:00:01.00,0:00:01.00,Default,,0,0,0,romanization,ra\n"
        "Dialogue: 0,0:00:02.00,0:00:02.50,Background,,0,0,0,,(oh)\n"
    )
    bare = write(lyrics, WriteOptions(words=False, side_texts=False))
    assert "\\k" not in bare
    assert "translation" not in bare


def test_rounding_never_adds_up() -> None:
    words = tuple(Word("a", number * 333, (number + 1) * 333) for number in range(300))
    line = Line("a" * 300, 0, 99_900, words)
    (again,) = read(write(Lyrics((line,)), WriteOptions())).lyrics.lines
    assert all(abs((a.start_ms or 0) - (b.start_ms or 0)) <= 5 for a, b in zip(words, again.words, strict=True))


def test_untimed_lyrics_are_comments() -> None:
    lyrics = Lyrics((Line("a {b}"), Line("c")))
    assert read(write(lyrics, WriteOptions())).lyrics == lyrics


def test_detection() -> None:
    assert detect("", write(Lyrics((Line("a", 1),)), WriteOptions())).id == "ass"


@given(
    sung_lyrics(10, st.sampled_from(["v1", "Ann & <Bo>", "ü"]), sides=True), st.sampled_from(["", "{x}", "\\N", "\\{"])
)
def test_what_is_written_comes_back(lyrics: Lyrics, odd: str) -> None:
    lyrics = lyrics.with_lines((*lyrics.lines, Line(f"{odd}a", 10**9, 10**9 + 10, section="Outro")))
    assert read(write(lyrics, WriteOptions())).lyrics == lyrics


def test_names_and_sections_stay_in_their_fields_and_an_event_lasts() -> None:
    lines = (
        Line("a", 1000, 1003, voice="Ann, Bob"),
        Line("b", 2000, 3000, section="Verse"),
        Line("c", 3000, 4000),
    )
    text = write(Lyrics(lines), WriteOptions())
    assert "Dialogue: 0,0:00:01.00,0:00:01.01,Voice 1,Ann; Bob,0,0,0,,a\n" in text
    assert [(line.text, line.voice, line.section) for line in read(text).lyrics.lines] == [
        *(("a", "Ann; Bob", None), ("b", None, "Verse"), ("c", None, None)),
    ]
