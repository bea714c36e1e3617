"""The canonical JSON: exact in what it writes, forgiving in what is absent, plain in what it refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import AudioRef, Line, Lyrics, Origin, Source, Waveform, Word
from lrc_studio.formats import WriteOptions, by_id

FULL = Lyrics(
    lines=(
        Line("Hold on", 500, 900, (Word("Hold ", 500, 820), Word("on", 820)), "v1", True, "Verse", "Halte", "hōrudo"),
        Line("", 1000, origin=Origin.TAPPED, confidence=0.1 + 0.2, locked=True),
        Line("untimed"),
    ),
    tags=(("ti", "Ü"), ("ar", "B")),
    offset_ms=-250,
    audio=AudioRef("song.mp3", "ab12", 51_155),
    waveform=Waveform((0.0, 1.0, 0.25), "sunoapi"),
    source=Source("sunoapi", "t-1", (("hootCer", 0.38), ("isStreamed", False), ("list", [1, {"a": None}]))),
)


def read(value: Any) -> Lyrics:
    reader = by_id("json").read
    assert reader is not None
    return reader(value if isinstance(value, str) else json.dumps(value)).lyrics


def write(lyrics: Lyrics, **options: bool) -> str:
    writer = by_id("json").write
    assert writer is not None
    return writer(lyrics, WriteOptions(**options))


def test_everything_comes_back_exactly() -> None:
    assert read(write(FULL)) == FULL
    assert read(write(FULL).replace("\n", "\r\n")) == FULL
    assert read(write(Lyrics())) == Lyrics()


def test_every_key_is_written_in_order() -> None:
    value = json.loads(write(FULL))
    assert list(value) == ["format", "version", "audio", "tags", "offset_ms", "lines", "waveform", "source"]
    word_keys = ["start_ms", "end_ms", "text", "origin", "confidence", "locked"]
    assert list(value["lines"][0]) == [
        *("start_ms", "end_ms", "text", "voice", "background", "section", "translation", "romanization"),
        *("origin", "confidence", "locked", "words"),
    ]
    assert [list(word) for word in value["lines"][0]["words"]] == [word_keys, word_keys]
    assert list(value["audio"]) == ["path", "sha256", "duration_ms"]
    assert list(value["waveform"]) == ["peaks", "source"]
    assert list(value["source"]) == ["provider", "task_id", "notes"]
    empty = json.loads(write(Lyrics()))
    assert empty == {
        "format": "lrc-studio",
        "version": 1,
        "audio": None,
        "tags": {},
        "offset_ms": 0,
        "lines": [],
        "waveform": None,
        "source": None,
    }


def test_each_line_has_a_row_of_its_own() -> None:
    assert write(FULL).count("\n") == len(FULL.lines) + 7


def test_absent_null_and_empty_mean_the_same() -> None:
    line_keys = ("start_ms", "end_ms", "voice", "background", "section", "translation", "romanization", "origin")
    nulls = dict.fromkeys((*line_keys, "confidence", "locked", "words"))
    assert read(
        {"lines": [{"text": "x", **nulls}, {"text": "x", "voice": "", "section": "", "words": []}, {"text": "x"}]}
    ) == (Lyrics((Line("x"), Line("x"), Line("x"))))
    assert read({"lines": [{"text": "x", **dict.fromkeys(nulls, "")}]}) == Lyrics((Line("x"),))
    for nothing in (None, {}, [], ""):
        rest = dict.fromkeys(("audio", "tags", "waveform", "source"), nothing)
        assert read({"format": "lrc-studio", "version": None, "offset_ms": None, "lines": None, **rest}) == Lyrics()


def test_unknown_keys_and_origins_are_passed_over() -> None:
    value = {"format": "lrc-studio", "new": 1, "lines": [{"text": "x", "glow": [1], "origin": "dreamt"}]}
    assert read(value) == Lyrics((Line("x"),))


def test_the_words_of_a_line_are_its_text() -> None:
    line = {"text": "other", "words": [{"text": "a "}, {"text": "b"}]}
    assert read({"lines": [line]}).lines == (Line("a b", words=(Word("a "), Word("b"))),)


def test_line_breaks_inside_a_text_become_blanks() -> None:
    assert read({"lines": [{"text": "a\nb\r\nc"}]}).lines == (Line("a b  c"),)


def test_peaks_are_divided_by_their_maximum_and_other_things_dropped() -> None:
    peaks = '[0, 2, "x", null, true, NaN_, 4, -1, [1]]'.replace("NaN_", "1")
    lyrics = read(f'{{"lines": [], "waveform": {{"peaks": {peaks}, "source": "s"}}}}')
    assert lyrics.waveform == Waveform((0.0, 0.5, 0.25, 1.0, 0.0), "s")
    assert read({"lines": [], "waveform": {"peaks": []}}).waveform is None


def test_keys_of_tags_are_lower_case_without_offset() -> None:
    assert read({"lines": [], "tags": {"TI": "a", "offset": "5", "by": ""}}).tags == (("ti", "a"),)


def test_lone_surrogates_are_replaced() -> None:
    lyrics = read('{"lines": [{"text": "a\\ud800"}], "source": {"provider": "p", "notes": {"n": "\\udfff"}}}')
    write(lyrics).encode("utf-8")
    assert lyrics.lines == (Line("a\ufffd"),)


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "[]", "null", "{", '{"a": 1}', "[" * 100_000, '{"lines":' * 5000, '{"lines": NaN}', "1" * 5000),
        *(
            '{"format": "other", "lines": []}',
            '{"lines": {"a": 1}}',
            '{"lines": [1]}',
            '{"lines": [[]]}',
            '{"lines": "x"}',
        ),
        *('{"lines": [{"text": 1}]}', '{"lines": [{"start_ms": "1"}]}', '{"lines": [{"start_ms": 1.5}]}'),
        *('{"lines": [{"start_ms": -1}]}', '{"lines": [{"start_ms": true}]}', '{"lines": [{"start_ms": 1e400}]}'),
        *('{"lines": [{"start_ms": 1e300}]}', f'{{"lines": [{{"start_ms": 1{"0" * 4000}}}]}}'),
        *('{"lines": [{"confidence": 2}]}', '{"lines": [{"confidence": "high"}]}', '{"lines": [{"locked": 1}]}'),
        *('{"lines": [{"words": [{"text": [1]}]}]}', '{"lines": [], "tags": [1]}', '{"lines": [], "tags": {"a": 1}}'),
        *('{"lines": [], "offset_ms": "1"}', '{"lines": [], "audio": "x"}', '{"lines": [], "version": "2"}'),
        *('{"lines": [], "waveform": {"peaks": 3}}', '{"lines": [], "source": {"provider": 1}}'),
        '{"lines": [], "source": {"provider": "p", "notes": {"n": ' + "[" * 500 + "]" * 500 + "}}}",
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(text: str) -> None:
    with pytest.raises(InputError) as told:
        read(text)
    sentence = str(told.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 250


def test_the_place_of_a_wrong_value_is_told() -> None:
    with pytest.raises(InputError, match="line 2 word 1, “start_ms” should be a whole number"):
        read({"lines": [{"text": "a"}, {"words": [{"start_ms": "soon"}]}]})


def test_a_newer_version_says_so() -> None:
    with pytest.raises(InputError, match="newer LRC Studio"):
        read({"format": "lrc-studio", "version": 2, "lines": "of another shape"})
