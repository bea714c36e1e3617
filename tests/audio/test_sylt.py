"""Synchronised lyrics from lyrics, and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from lrc_studio.audio.sylt import Pieces, pieces_as_lrc, pieces_of
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import by_id
from tests.workflows.test_proof import SOME_LYRICS

TIGHT = Line("Hold on tight", 1234, 2800, (Word("Hold ", 1234, 1500), Word("on ", 1600, 2000), Word("tight", 2000)))
FOUND = (("\nHold ", 1234), ("", 1500), ("on ", 1600), ("tight", 2000), ("", 2800))


@pytest.mark.parametrize(
    ("lyrics", "pieces"),
    [
        (Lyrics((TIGHT,)), FOUND),
        (Lyrics((TIGHT, Line("", 2900), Line("Plain", 3001))), (*FOUND, ("\n", 2900), ("\nPlain", 3001))),
        (Lyrics((Line("Two", 2000), Line("One", 1000), Line("Never"), Line("", 3000))),
         (("One", 1000), ("Two", 2000), ("", 3000))),
        (Lyrics((Line("Late", 1000, None, (Word("Late", 1500, 1900),)),)), (("\n", 1000), ("Late", 1500), ("", 1900))),
        (Lyrics((Line("One", 1000), Line("Two", 3000)), offset_ms=2000), (("One", 0), ("Two", 1000))),
        (Lyrics((Line("Never"),)), ()),
    ],
)  # fmt: skip
def test_pieces_of_lyrics(lyrics: Lyrics, pieces: Pieces) -> None:
    assert pieces_of(lyrics) == pieces


def test_words_come_back_to_the_millisecond() -> None:
    lyrics = Lyrics(
        (TIGHT, Line("", 2900), Line("灯台の火", 3001), Line("Alone", 5003, 5601, (Word("Alone", 5107, 5601),)))
    )
    again = by_id("elrc").read(pieces_as_lrc(pieces_of(lyrics))).lyrics  # type: ignore[misc]
    assert [line.start_ms for line in again.lines] == [1234, 2900, 3001, 5003]
    assert [(word.text, word.start_ms, word.end_ms) for word in again.lines[0].words] == [
        ("Hold ", 1234, 1500), ("on ", 1600, 2000), ("tight", 2000, 2800),
    ]  # fmt: skip
    assert [(word.text, word.start_ms, word.end_ms) for word in again.lines[3].words] == [("Alone", 5107, 5601)]


@settings(max_examples=60)
@given(lyrics=SOME_LYRICS)
def test_any_words_come_back_at_their_times(lyrics: Lyrics) -> None:
    again = by_id("elrc").read(pieces_as_lrc(pieces_of(lyrics))).lyrics  # type: ignore[misc]
    timed = [word.start_ms for line in lyrics.lines for word in line.words if word.start_ms is not None]
    meant = [max(0, start_ms - lyrics.offset_ms) for start_ms in timed]
    read = [word.start_ms for line in again.lines for word in line.words]
    assert sorted(ms for ms in read if ms) == sorted(ms for ms in meant if ms)
