"""Words cut into syllables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.pieces import syllables


@pytest.mark.parametrize(
    ("language", "cut"),
    [
        ("en", "har|bour win|dow lights loved wan|ted ta|ble beau|ti|ful to|mor|row fire voi|ces be|yond I've queen"),
        ("it", "a|mo|re"),
        ("es", "co|ra|zón"),
        ("de", "Stra|ße Mor|gen"),
        ("", "лю|бовь 사|랑|해|요 la-|la-|la, hm 12"),
    ],
)
def test_words_are_cut_as_they_are_sung(language: str, cut: str) -> None:
    for word in cut.split():
        assert syllables(word.replace("|", ""), language) == word.split("|")


@given(st.text(max_size=30), st.sampled_from(["", "en", "fr"]))
def test_joined_they_are_the_word(word: str, language: str) -> None:
    assert "".join(syllables(word, language)) == word
