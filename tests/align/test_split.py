"""Lines cut into words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.align.split import words_of
from lrc_studio.core.lyrics import Line, Word
from lrc_studio.core.pieces import split_words


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Hello, my  love", ["Hello, ", "my  ", "love"]),
        ("  lead blank", ["  lead ", "blank"]),
        ("¿Qué? (ooh)", ["¿Qué? ", "(ooh)"]),
        ("don’t!", ["don’t!"]),
        ("世界は「キャット」だ。", ["世", "界", "は", "「キャッ", "ト」", "だ。"]),
        ("ラーメン oh yeah", ["ラー", "メ", "ン ", "oh ", "yeah"]),
        ("사랑 해요", ["사랑 ", "해요"]),
        ("…", ["…"]),
        ("", []),
        ("   ", []),
    ],
)
def test_words_end_at_blanks_and_signs(text: str, pieces: list[str]) -> None:
    assert split_words(text) == pieces


@given(st.text(st.characters(exclude_characters="\n\r")))
def test_the_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(split_words(text)) == (text if text.strip() else "")


def test_words_a_line_already_has_are_kept_where_they_fit() -> None:
    syllables = (Word("Hel"), Word("lo "), Word("you"))
    assert words_of(Line("Hello you", words=syllables)) == syllables
    assert words_of(Line("Hello me", words=syllables)) == (Word("Hello "), Word("me"))
