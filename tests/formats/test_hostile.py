"""Readers against texts made up of the pieces of their formats, against what the fuzzer found, and against size."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lrc_studio.core.errors import InputError
from lrc_studio.formats import FORMATS, by_id
from lrc_studio.storage.files import decode
from tests.formats.examining import examine
from tests.formats.tokens import TOKENS

FOUND = Path(__file__).parent / "data"
READ = [fmt.id for fmt in FORMATS if fmt.read]
LOOSE = st.text(max_size=6) | st.sampled_from(list("[]<>(){}:,.-#@'\" \t\r\n\ufeff0159"))
# Small pieces, of which a few hundred thousand signs make very many lines, words or marks.
TINY = {
    "lrc": ("[00:01.00]a\n", "[00:01.00]", "<00:01.00>a"),
    "json": ("{},", "[],"),
    "srt": ("0:0:1,0-->0:0:2,0\n", "a\n"),
    "vtt": ("0:1.0 --> 0:2.0\n", "<00:01.000>a", "a\n\n", "[a:b]"),
    "ass": ("{\\k1}a", "{\\k1}", "{}", "Comment:0:0:1,0:0:2,x\n"),
    "ttml": ("<p>a</p>", '<span begin="1s">a</span>', "<br/>", "<p/>"),
    "qrc": ("a(1,1)",),
    "yrc": ("(1,1,0)a",),
    "nicokara": ("[00:01:00]a",),
    "lyricsfile": ("a:\n", "- a\n", "- {text: a, start_ms: 1}\n"),
}
# The heaviest rows of each reader, as many as it takes.
HEAVIEST = (
    ("txt", "a\n", 249_999),
    ("lrc", "a\n", 249_999),
    ("lrc", "[0:1][0:2]F:a\n[0:1][0:2]M:b\n", 124_999),
    ("lrc", "[0:1]" + "[0:1]" * 8 + "F:a\n[0:1]M:b\n", 83_000),
    ("lrc", "[0:1]" + "<0:1>a" * 9 + "\n", 99_000),
    ("qrc", "[1,1]a(1,1)\n", 199_999),
    ("krc", "[1,1]<0,1,0>a\n", 199_999),
    ("lys", "[4]a(1,1)\n", 199_999),
    ("krc", "[1,1]" + "<0,1,0>a" * 4 + "\n", 199_999),
    ("nicokara", "[00:01:00]a[00:02:00]b[00:03:00]\n", 199_999),
)
MOST_BYTES = 200_000_000  # twenty times ten megabytes
SIZES = {"json": 1_000_000, "ttml": 1_000_000}  # below their most values a small file weighs more
OPENINGS = {
    "vtt": "WEBVTT\n\n00:01.000 --> 00:03.000\n",
    "ass": "Dialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,,",
    "ttml": "<tt><p>",
    "json": '{"lines": [',
    "qrc": "[1,1]",
    "yrc": "[1,1]",
    "lyricsfile": "lines:\n",
}


def test_every_reader_has_pieces() -> None:
    assert TOKENS.keys() == set(READ)


@pytest.mark.parametrize("fmt_id", READ)
@settings(max_examples=40)
@given(st.data())
def test_made_up_texts(fmt_id: str, data: st.DataObject) -> None:
    pieces = st.sampled_from(TOKENS[fmt_id]) | LOOSE | st.just("\n")
    examine(by_id(fmt_id), "".join(data.draw(st.lists(pieces, max_size=25))))


@settings(max_examples=40)
@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    text = decode(content).text
    for fmt_id in READ:
        examine(by_id(fmt_id), text)


def test_what_the_fuzzer_found_and_texts_like_it() -> None:
    cases = sorted(FOUND.iterdir())
    assert cases
    for path in cases:
        examine(by_id(path.name.partition("-")[0]), path.read_bytes().decode("utf-8", "replace"))


@pytest.mark.parametrize("fmt_id", READ)
def test_no_reader_makes_more_lines_than_any_song_has(fmt_id: str) -> None:
    reader = by_id(fmt_id).read
    assert reader is not None
    with suppress(InputError):
        assert len(reader("1,2,a\n" * 1_000_001).lyrics.lines) < 1_000_000


@pytest.mark.parametrize(("fmt_id", "row", "count"), HEAVIEST)
def test_the_heaviest_rows_that_are_taken_fit_into_memory(fmt_id: str, row: str, count: int) -> None:
    assert peak_bytes(fmt_id, row * (count // 20)) < MOST_BYTES / 20
    reader = by_id(fmt_id).read
    assert reader is not None
    with pytest.raises(InputError, match="no song has so many"):
        reader(row * (count * 5 // 4))


@pytest.mark.parametrize(("fmt_id", "piece"), [(fmt_id, piece) for fmt_id, pieces in TINY.items() for piece in pieces])
def test_memory_stays_below_twenty_times_the_text(fmt_id: str, piece: str) -> None:
    text = OPENINGS.get(fmt_id, "") + piece * (SIZES.get(fmt_id, 300_000) // len(piece))
    assert peak_bytes(fmt_id, text) < 20 * len(text)


def peak_bytes(fmt_id: str, text: str) -> int:
    """What a reader holds at most for a text, which it may refuse."""
    reader = by_id(fmt_id).read
    assert reader is not None
    tracemalloc.start()
    try:
        with suppress(InputError):
            reader(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
