"""Audacity label tracks."""

from __future__ import annotations

import pytest
from hypothesis import given

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats import WriteOptions, detect
from lrc_studio.formats.audacity import read, write
from tests.formats.drawn import back, spanned_lines

LABELS = "1.000000\t2.500000\tone line\n\\\t100.0\t4000.0\n3,2505\t3,2505\tpoint\r\n0.1\t0.2\n-1.0\t0.5\t a\tb \nnote\n"


def test_labels_are_lines_and_points_have_no_end() -> None:
    reading = read(LABELS)
    assert reading.lyrics.lines == (
        *(Line("a b", 0, 500), Line("", 100, 200), Line("one line", 1000, 2500), Line("point", 3251)),
    )
    assert reading.warnings == ("1 row that is no label was left out.",)


def test_writing() -> None:
    lyrics = Lyrics((Line("b\tc", 1500), Line("note"), Line("a", 900, 1000)), offset_ms=-100)
    assert write(lyrics, WriteOptions()) == "1.000000\t1.100000\ta\n1.600000\t1.600000\tb c\n"
    assert write(Lyrics((Line("a"), Line(""), Line("b"))), WriteOptions()) == "a\nb\n"


@given(spanned_lines())
def test_lines_and_ends_come_back_to_the_ms(lines: tuple[Line, ...]) -> None:
    if lines:
        assert back("audacity", Lyrics(lines)) == Lyrics(lines)


@pytest.mark.parametrize("name", ["", "a.txt", "a.labels.txt"])
def test_it_is_known_by_its_content(name: str) -> None:
    assert detect(name, LABELS).id == "audacity"


@pytest.mark.parametrize("text", ["", "words\n", "1.0 2.0 words\n"])
def test_no_labels(text: str) -> None:
    with pytest.raises(InputError):
        read(text)
