"""The proof accepts what the writers write, whatever the lyrics, and sees what they would lose."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats import FORMATS, by_id
from lrc_studio.formats.base import WriteOptions
from lrc_studio.workflows.export import losses_of, proved
from lrc_studio.workflows.proof import first_difference

TEXTS = st.text(alphabet="abcÄ愛 '!,-", max_size=12)
TIMES = st.one_of(st.none(), st.integers(0, 400_000))


@st.composite
def some_lines(draw: st.DrawFn) -> Line:
    words = draw(st.lists(TEXTS.map(lambda text: text.strip().replace(" ", "")).filter(bool), max_size=4))
    start_ms = draw(TIMES)
    if not words or not draw(st.booleans()):
        return Line(draw(TEXTS).strip(), start_ms)
    texts = [f"{word} " for word in words[:-1]] + words[-1:]
    starts_ms = sorted(draw(st.lists(st.integers(0, 400_000), min_size=len(texts), max_size=len(texts))))
    made = tuple(Word(text, at_ms) for text, at_ms in zip(texts, starts_ms, strict=True))
    return Line("".join(texts), starts_ms[0] if start_ms is None else min(start_ms, starts_ms[0]), words=made)


SOME_LYRICS = st.builds(Lyrics, st.lists(some_lines(), max_size=6).map(tuple), st.just(()), st.integers(-2000, 2000))


@pytest.mark.parametrize("format_id", [fmt.id for fmt in FORMATS if fmt.write])
@settings(max_examples=40)
@given(lyrics=SOME_LYRICS, digits=st.sampled_from([2, 3]), keep_offset=st.booleans())
def test_what_the_writers_write_is_proved(format_id: str, lyrics: Lyrics, digits: int, keep_offset: bool) -> None:
    fmt = by_id(format_id)
    options = WriteOptions(digits=digits, keep_offset=keep_offset)
    assert fmt.write is not None
    assert first_difference(lyrics, fmt.write(lyrics, options), fmt, options) is None


NAMES = st.one_of(st.none(), st.sampled_from(["Ann", "Bob", "v1", "v2", "A, B", "<b>", "愛"]))
SIDES = st.one_of(st.none(), TEXTS, st.sampled_from(["<i>x</i>", "{\\\\k}", "a & b", "=1", "[00:01.00]"]))


@st.composite
def full_lines(draw: st.DrawFn) -> Line:
    line = draw(some_lines())
    words, end_ms = list(line.words), draw(TIMES)
    for place, word in enumerate(words):
        if draw(st.booleans()) and word.start_ms is not None:
            words[place] = replace(word, end_ms=word.start_ms + draw(st.integers(0, 3000)))
    return replace(
        *(line,),
        words=tuple(words),
        end_ms=end_ms if line.start_ms is None or end_ms is None or end_ms >= line.start_ms else None,
        voice=draw(NAMES),
        background=draw(st.booleans()),
        section=draw(st.sampled_from([None, None, "Verse", "Chorus 2"])),
        translation=draw(SIDES),
        romanization=draw(SIDES),
    )


FULL_LYRICS = st.builds(
    Lyrics,
    st.lists(full_lines(), max_size=6).map(tuple),
    st.lists(st.tuples(st.sampled_from(["ti", "ar"]), TEXTS), max_size=2, unique_by=lambda tag: tag[0]).map(tuple),
    st.integers(-2000, 2000),
)


@pytest.mark.parametrize("format_id", [fmt.id for fmt in FORMATS if fmt.write])
@settings(max_examples=60)
@given(
    lyrics=FULL_LYRICS,
    options=st.builds(
        WriteOptions,
        digits=st.sampled_from([2, 3]),
        final_empty=st.booleans(),
        gap_rows=st.booleans(),
        compact=st.booleans(),
        words=st.booleans(),
        side_texts=st.booleans(),
    ),
)
def test_everything_that_a_format_keeps_is_proved(format_id: str, lyrics: Lyrics, options: WriteOptions) -> None:
    fmt = by_id(format_id)
    assert fmt.write is not None
    assert first_difference(lyrics, fmt.write(lyrics, options), fmt, options) is None


WORDS = Line("Hold on", 500, None, (Word("Hold ", 500), Word("on", 900)))


@pytest.mark.parametrize(
    "changed",
    [
        replace(WORDS, start_ms=510),
        replace(WORDS, words=(Word("Hold ", 500), Word("on", 910))),
        replace(WORDS, words=(Word("Hold on", 500),)),
        Line("Hold on", 500),
        replace(WORDS, text="Hold up", words=(Word("Hold ", 500), Word("up", 900))),
    ],
)
def test_a_changed_line_is_seen(changed: Line) -> None:
    fmt = by_id("elrc")
    assert fmt.write is not None
    before, after = (Lyrics((Line("First", 0), line)) for line in (WORDS, changed))
    assert first_difference(before, fmt.write(after, WriteOptions()), fmt, WriteOptions()) == 2


@pytest.mark.parametrize(
    "text",
    [
        "M: sung by one",
        "v1: sung by one",
        "[bg: an aside]",
        "a <00:01.00> mark",
        "[Chorus]",
        "a  b",
        "x [00:01.00]",
        "a\x00b",
        "a\x0cb",
        "a\x1fb",
        "a\ufffeb",
    ],
)
def test_texts_that_readers_take_apart_do_not_stop_an_export(text: str) -> None:
    lyrics = Lyrics((Line("First", 0), Line(text, 1000)))
    for fmt in (fmt for fmt in FORMATS if fmt.write):
        assert fmt.write is not None
        assert first_difference(lyrics, fmt.write(lyrics, WriteOptions()), fmt, WriteOptions()) is None, fmt.id


RICH = Lyrics(
    (
        Line("First", 1000, 1900, voice="Ann", section="Verse", translation="Erste", romanization="fa"),
        Line("Hold on", 2000, 2900, (Word("Hold ", 2000, 2300), Word("on", 2600, 2900)), voice="Bob"),
        Line("(ooh)", 3000, 3900, voice="Ann", background=True),
    ),
    (("ti", "Harbour Lights"),),
)
OTHER_END = replace(RICH.lines[1], words=(Word("Hold ", 2000, 2500), Word("on", 2600, 2900)))


@pytest.mark.parametrize("format_id", ["lrc", "elrc", "srt", "vtt", "ass", "ttml", "ultrastar", "lyricsfile", "csv"])
@pytest.mark.parametrize(
    ("kept", "row", "changed"),
    [
        ("ends", 0, replace(RICH.lines[0], end_ms=1500)),
        ("word_ends", 1, OTHER_END),
        ("voices", 2, replace(RICH.lines[2], voice="Bob")),
        ("background", 2, replace(RICH.lines[2], background=False)),
        ("sections", 0, replace(RICH.lines[0], section=None)),
        ("translations", 0, replace(RICH.lines[0], translation="Zweite")),
        ("romanizations", 0, replace(RICH.lines[0], romanization=None)),
    ],
)
def test_whatever_a_format_keeps_is_missed_if_it_is_not_there(
    format_id: str, kept: str, row: int, changed: Line
) -> None:
    fmt = by_id(format_id)
    assert fmt.write is not None
    lines = list(RICH.lines)
    lines[row] = changed
    text = fmt.write(RICH.with_lines(lines), WriteOptions())
    expected = row + 1 if kept in fmt.keeps else None
    assert first_difference(RICH, text, fmt, WriteOptions()) == expected
    assert first_difference(RICH, fmt.write(RICH, WriteOptions()), fmt, WriteOptions()) is None


def test_a_lost_title_is_missed() -> None:
    for fmt in (fmt for fmt in FORMATS if fmt.write and "tags" in fmt.keeps):
        assert fmt.write is not None
        assert first_difference(RICH, fmt.write(replace(RICH, tags=()), WriteOptions()), fmt, WriteOptions()) == 1


def test_what_is_empty_in_a_project_is_absent() -> None:
    fmt = by_id("json")
    assert fmt.write is not None
    lyrics = Lyrics((Line("a", 0, translation="", voice=""),), (("ti", ""),))
    assert first_difference(lyrics, fmt.write(lyrics, WriteOptions()), fmt, WriteOptions()) is None


def test_a_text_that_cannot_be_read_is_no_proof() -> None:
    assert first_difference(Lyrics((WORDS,)), "{", by_id("json"), WriteOptions()) == 1


def test_a_project_is_compared_in_full() -> None:
    fmt = by_id("json")
    assert fmt.write is not None
    lyrics = Lyrics((WORDS, replace(WORDS, locked=True)), (("ti", "A"),), 100)
    text = fmt.write(lyrics, WriteOptions())
    assert first_difference(lyrics, text, fmt, WriteOptions()) is None
    assert first_difference(lyrics, text.replace('"locked": true', '"locked": false'), fmt, WriteOptions()) == 2
    assert first_difference(lyrics, text.replace('"offset_ms": 100', '"offset_ms": 0'), fmt, WriteOptions()) == 1


def test_words_before_their_line_begin_with_it_in_ass_and_are_named() -> None:
    early = Line("a b", 1000, 2000, (Word("a ", 800, 900), Word("b", 1500, 2000)))
    back = Line("a b", 3000, 5000, (Word("a ", 4500, 4600), Word("b", 4200, 4400)))
    lyrics = Lyrics((early, back))
    text, proof = proved(lyrics, "ass", WriteOptions())
    assert proof
    assert "{\\kf0}a {\\k50}{\\kf50}b" in text
    assert "ASS karaoke will not keep 2 word starts out of order. A project keeps them." in losses_of(lyrics, "ass")
    assert not any("order" in loss for loss in losses_of(lyrics, "vtt"))
    late = Lyrics((replace(early, words=(Word("a ", 1000, 1200), Word("b", 1510, 2000))),))
    assert losses_of(late, "ass") == ()
