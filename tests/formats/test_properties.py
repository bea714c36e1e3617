"""What a format keeps comes back exactly, whatever it is; and no text makes a reader fail."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import AudioRef, Line, Lyrics, Origin, Source, Waveform, Word
from lrc_studio.core.sections import heading_of
from lrc_studio.formats import FORMATS, WriteOptions, by_id, detect

# Row texts as they come back: trimmed, without what LRC itself reads as a mark, a tag or a voice.
_SIGNS = st.characters(exclude_characters="[<:\r\n", exclude_categories=["Cs"])
row_texts = st.text(_SIGNS, max_size=20).map(str.strip)
sung_texts = row_texts.filter(bool)
sections = st.none() | st.text(st.characters(categories=["L"]), min_size=1, max_size=9).filter(
    lambda t: heading_of(f"[{t}]") == t
)
tag_keys = st.from_regex(r"[a-z#][a-z0-9_]{0,5}", fullmatch=True).filter(
    lambda key: (
        key not in ("offset", "encoding", "bg") and heading_of(f"{key}:") is None and (key[0] != "#" or key == "#")
    )
)
tag_values = st.text(st.characters(exclude_characters="[]", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
tags = st.dictionaries(tag_keys, tag_values, max_size=3).map(lambda pairs: tuple(pairs.items()))
JUNK = st.text(st.sampled_from(list('[]<>:.-+0159 \t\r\n\ufeff\u2028\x00{}"v1FMDbg#aé０')), max_size=60)


def back(fmt_id: str, lyrics: Lyrics, **options: Any) -> Lyrics:
    fmt = by_id(fmt_id)
    assert fmt.read is not None
    assert fmt.write is not None
    return fmt.read(fmt.write(lyrics, WriteOptions(**options))).lyrics


@st.composite
def plain_lines(draw: st.DrawFn, unit_ms: int) -> tuple[Line, ...]:
    starts = sorted(draw(st.lists(st.integers(0, 60_000_000 // unit_ms), max_size=6)))
    return tuple(Line(draw(row_texts), start * unit_ms) for start in starts)


@st.composite
def marked_lines(draw: st.DrawFn, unit_ms: int) -> tuple[Line, ...]:
    """Lines whose words each end no later than the next begins, the last with an end."""
    lines = []
    for start_ms in sorted(draw(st.lists(st.integers(0, 7_000_000 // unit_ms), max_size=4))):
        cores = draw(st.lists(sung_texts, max_size=5))
        gaps = draw(st.lists(st.integers(0, 200), min_size=2 * len(cores), max_size=2 * len(cores)))
        words, now = [], start_ms + draw(st.integers(0, 50))
        for number, core in enumerate(cores):
            begin, now = now, now + gaps[2 * number]
            blank = " " if number + 1 < len(cores) and draw(st.booleans()) else ""
            words.append(Word(core + blank, begin * unit_ms, now * unit_ms))
            now += gaps[2 * number + 1] if draw(st.booleans()) else 0
        text = "".join(word.text for word in words) if words else draw(row_texts)
        lines.append(Line(text, start_ms * unit_ms, words=tuple(words)))
    return tuple(lines)


@given(st.sampled_from([(2, 10), (3, 1)]).flatmap(lambda pair: st.tuples(st.just(pair[0]), plain_lines(pair[1]))), tags)
def test_lrc(digits_and_lines: tuple[int, tuple[Line, ...]], pairs: tuple[tuple[str, str], ...]) -> None:
    digits, lines = digits_and_lines
    lyrics = Lyrics(lines, pairs)
    assert back("lrc", lyrics, digits=digits) == lyrics


@given(
    st.sampled_from([(2, 10), (3, 1)]).flatmap(lambda pair: st.tuples(st.just(pair[0]), marked_lines(pair[1]))),
    st.integers(),
)
def test_elrc_with_its_offset_as_a_tag(digits_and_lines: tuple[int, tuple[Line, ...]], offset_ms: int) -> None:
    digits, lines = digits_and_lines
    lyrics = Lyrics(lines, offset_ms=offset_ms % 1_000_000 - 500_000)
    assert back("elrc", lyrics, digits=digits, keep_offset=True) == lyrics


@given(marked_lines(10), st.integers(-900_000, 900_000))
def test_applying_the_offset_moves_every_time_alike(lines: tuple[Line, ...], offset_ms: int) -> None:
    again = back("elrc", Lyrics(lines, offset_ms=offset_ms), digits=3)
    assert again.offset_ms == 0
    assert [line.text for line in again.lines] == [line.text for line in lines]
    assert [line.start_ms for line in again.lines] == [max(0, (line.start_ms or 0) - offset_ms) for line in lines]


@given(st.lists(st.tuples(sung_texts, sections), max_size=8))
def test_txt(rows: list[tuple[str, str | None]]) -> None:
    lines = tuple(
        Line(text, section=section)
        for text, section in rows
        if heading_of(text) is None and not text.startswith("\u200b")
    )
    lines = tuple(replace(line, text=line.text.strip("\ufeff\u200b").strip()) for line in lines)
    lyrics = Lyrics(tuple(line for line in lines if line.text and heading_of(line.text) is None))
    assert back("txt", lyrics) == lyrics


times = st.none() | st.integers(0, 10**12)
shares = st.none() | st.floats(0, 1)
some_text = st.none() | st.text(min_size=1, max_size=10)
one_row = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=10)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
any_words = st.builds(Word, one_row, times, times, st.sampled_from(Origin), shares, st.booleans())


@st.composite
def any_line(draw: st.DrawFn) -> Line:
    words = tuple(draw(st.lists(any_words, max_size=3)))
    text = "".join(word.text for word in words) if words else draw(one_row)
    side = [draw(some_text) for _ in range(4)]
    return Line(
        *(text, draw(times), draw(times), words, side[0], draw(st.booleans()), side[1], side[2], side[3]),
        *(draw(st.sampled_from(Origin)), draw(shares), draw(st.booleans())),
    )


def normalised(peaks: list[float]) -> tuple[float, ...]:
    return tuple(peaks) if not any(peaks) else (*peaks, 1.0)


any_lyrics = st.builds(
    Lyrics,
    st.lists(any_line(), max_size=3).map(tuple),
    st.dictionaries(tag_keys, st.text(min_size=1, max_size=5), max_size=3).map(lambda pairs: tuple(pairs.items())),
    st.integers(-(10**12), 10**12),
    st.none() | st.builds(AudioRef, st.text(min_size=1, max_size=8), some_text, times),
    st.none() | st.builds(Waveform, st.lists(st.floats(0, 1), min_size=1, max_size=5).map(normalised), some_text),
    st.none()
    | st.builds(
        Source,
        st.text(min_size=1, max_size=5),
        some_text,
        st.dictionaries(st.text(max_size=4), json_values, max_size=3).map(lambda pairs: tuple(pairs.items())),
    ),
)


@given(any_lyrics)
def test_json_keeps_everything(lyrics: Lyrics) -> None:
    again = back("json", lyrics)
    assert again == lyrics
    assert by_id("json").write(again, WriteOptions()) == by_id("json").write(lyrics, WriteOptions())  # type: ignore[misc]


@given(JUNK | st.text(max_size=80))
def test_no_text_makes_a_reader_or_the_detection_fail(text: str) -> None:
    for fmt in FORMATS:
        assert 0.0 <= fmt.score(text) <= 1.0
        if fmt.read is not None:
            try:
                lyrics = fmt.read(text).lyrics
            except InputError:
                continue
            assert all("\n" not in line.text for line in lyrics.lines)
            assert all("".join(word.text for word in line.words) == line.text for line in lyrics.lines if line.words)
    detect("x.lrc", text)


@given(JUNK)
def test_what_was_read_as_lrc_settles_after_one_writing(text: str) -> None:
    fmt = by_id("elrc")
    assert fmt.read is not None
    assert fmt.write is not None
    once = fmt.write(fmt.read(text).lyrics, WriteOptions())
    starts = [line.start_ms for line in fmt.read(once).lyrics.lines if line.start_ms is not None]
    assert starts == sorted(starts)


HOSTILE = {
    "brackets": "[" * 1_000_000,
    "pairs": "[]" * 500_000,
    "closing": "]" * 1_000_000,
    "angles": "[00:01.00]" + "<" * 1_000_000,
    "stamps": "[00:01.00]" * 100_000,
    "half stamps": "[00:01.0" * 120_000,
    "marks": "[00:01.00]" + "<00:01.00>" * 100_000,
    "half marks": "[00:01.00]" + "<00:01.0" * 120_000,
    "square marks": "[00:01.00]a" + "[00:01.00]a" * 90_000,
    "digits": "[" + "1" * 1_000_000,
    "fraction": "[00:01." + "1" * 1_000_000,
    "fraction in text": "[00:01.00]<00:01." + "1" * 1_000_000,
    "blanks": "[" + " " * 1_000_000 + "0:1]x",
    "blanks in text": "[00:01.00]a" + " " * 1_000_000 + "b",
    "blanks in mark": "[00:01.00]" + "< " * 500_000,
    "tag": "[ti:" + "x" * 1_000_000,
    "tags": "[a:b]" * 200_000,
    "nested tag": "[ti:" + "[" * 500_000 + "]" * 500_000 + "]",
    "heading": "[" + "a " * 500_000 + "]",
    "open heading": "[" + "a" * 1_000_000,
    "words of a section": "verse " * 200_000,
    "empty rows": "\n" * 1_000_000,
    "returns": "\r" * 1_000_000,
    "background": "[bg:" * 250_000 + "]",
    "headings": "[Chorus]\n" * 100_000,
    "full width": "[００:０１.００]" * 100_000,
    "object": '{"' * 500_000,
    "named": '{"format"' + " " * 1_000_000,
    "plain words": "la " * 330_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_of_anything_is_read_at_once(name: str) -> None:
    text = HOSTILE[name]
    for fmt in FORMATS:
        begin_s = time.process_time()
        fmt.score(text)
        if fmt.read is not None:
            with suppress(InputError):
                assert len(fmt.read(text).warnings) < 9
        assert time.process_time() - begin_s < 5, fmt.id


def test_a_row_of_10_megabytes() -> None:
    reader = by_id("lrc").read
    assert reader is not None
    text = "[00:01.00]" + "la <3 [x] " * 1_000_000
    assert len(reader(text).lyrics.lines[0].text) == len(text) - len("[00:01.00] ")
