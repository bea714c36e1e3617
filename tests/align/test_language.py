"""The language of lyrics, guessed."""

from __future__ import annotations

import pytest

from lrc_studio.align.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I hear you sing and the night is on my side", "en"),
        ("Y no me digas que la vida es así, como tú", "es"),
        ("Je ne sais pas ce que tu veux dans la nuit", "fr"),
        ("Ich weiß nicht was du von mir willst, und so ist es", "de"),
        ("E non mi dire che la vita è così come ti amo", "it"),
        ("Eu não sei o que você quer de mim, meu coração", "pt"),
        ("Привет, как дела", ""),
        ("世界和平", ""),
        ("", ""),
    ],
)
def test_small_words_tell_the_language(text: str, language: str) -> None:
    assert guess_language(text) == language
