"""Each format is known by its content alone: every corpus and every writer, against every other format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import FORMATS, WriteOptions, by_id, detect

TIMED = tuple(fmt.id for fmt in FORMATS if fmt.write and "lines" in fmt.keeps and fmt.id != "json")
FAMILY = {"elrc": "lrc"}  # one reader
CORPORA = {
    **dict.fromkeys(("lrc_timestamps", "lrc_tags_offset", "lrc_text_lines", "lrc_words_voices"), "lrc"),
    **{name: name for name in ("srt", "vtt", "ttml", "ultrastar")},
    "ass_karaoke": "ass",
}
BARE = {"blank-05-empty-input", "untimed-07-mid-only"}  # without a stamp or a tag only a name can tell
DOCUMENTS = {
    "lines": Lyrics(
        (Line("First row", 1000, 2000), Line("Second row, longer", 3000, 4000)), (("ti", "T"), ("ar", "A"))
    ),
    "one line": Lyrics((Line("Alone", 0, 900),)),
    "words": Lyrics(
        (
            Line("la la", 500, 1500, (Word("la ", 500, 900), Word("la", 900, 1500)), "Ann"),
            Line("oh (yeah)", 2000, 3000, (Word("oh ", 2000, 2400), Word("(yeah)", 2400, 3000)), "Bob"),
        )
    ),
    "Chinese": Lyrics(
        (Line("我们", 1000, 2000, (Word("我", 1000, 1500), Word("们", 1500, 2000))), Line("歌", 3000, 4000))
    ),
    "Arabic, later than 100 minutes": Lyrics(
        (Line("یک دو 😀", 6_100_000, 6_101_000), Line("سه", 6_102_000, 6_103_000))
    ),
    "looks like others": Lyrics(
        (
            Line("WEBVTT", 0, 900),
            Line("#BPM:300", 1000, 1900),
            Line('{"lines": []}', 2000, 2900),
            Line("a, b; c\td", 3000, 3900),
            Line("(1,2) <tt> version: 1", 4000, 4900),
        )
    ),
}


def family(fmt_id: str) -> str:
    return FAMILY.get(fmt_id, fmt_id)


@pytest.mark.parametrize("fmt_id", TIMED)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_writer_writes_is_known_whatever_its_name(fmt_id: str, document: str) -> None:
    write = by_id(fmt_id).write
    assert write is not None
    text = write(DOCUMENTS[document], WriteOptions())
    others = [suffix for fmt in FORMATS for suffix in fmt.suffixes if fmt.read]
    for name in ("", "song.mp3", *(f"song{suffix}" for suffix in others)):
        if family(fmt_id) == "lrc" and name.endswith((".lrc", ".elrc")):
            continue  # between its two shapes the name decides
        assert family(detect(name, text).id) == family(fmt_id), name


@pytest.mark.parametrize("fmt_id", TIMED)
def test_line_ends_and_a_byte_order_mark_hide_nothing(fmt_id: str) -> None:
    write = by_id(fmt_id).write
    assert write is not None
    text = write(DOCUMENTS["lines"], WriteOptions())
    head = "" if fmt_id == "vtt" else "\n\n"  # nothing may stand before WEBVTT
    for each in ("\ufeff" + text, text.replace("\n", "\r\n"), head + text, text.rstrip("\n")):
        assert family(detect("", each).id) == family(fmt_id)


@pytest.mark.shared
@pytest.mark.parametrize("name", CORPORA)
def test_the_corpora(shared: Path, name: str) -> None:
    cases = json.loads((shared / "corpus" / f"{name}.json").read_text("utf-8"))["cases"]
    found = {
        case["id"]: family(detect("", case["input"]).id) for case in cases if "input" in case and case["id"] not in BARE
    }
    assert {key: fmt_id for key, fmt_id in found.items() if fmt_id != CORPORA[name]} == {}
