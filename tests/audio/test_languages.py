"""Codes of languages as ID3 wants them."""

from __future__ import annotations

import pytest

from lrc_studio.audio.languages import three_letters


@pytest.mark.parametrize(
    ("said", "code"),
    [("en", "eng"), ("pt-BR", "por"), ("zh_Hant", "chi"), ("JPN", "jpn"), ("", ""), ("English", ""), ("日本語", "")],
)
def test_three_letters(said: str, code: str) -> None:
    assert three_letters(said) == code
