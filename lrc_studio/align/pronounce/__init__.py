"""From written words to English phones, the only sounds the acoustic model knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from lrc_studio.align.pronounce.english import english
from lrc_studio.align.pronounce.french import french
from lrc_studio.align.pronounce.german import german
from lrc_studio.align.pronounce.italian import italian
from lrc_studio.align.pronounce.latin import latin
from lrc_studio.align.pronounce.numbers import spelled
from lrc_studio.align.pronounce.portuguese import portuguese
from lrc_studio.align.pronounce.rules import Phones
from lrc_studio.align.pronounce.scripts import by_script
from lrc_studio.align.pronounce.spanish import spanish

_RULES: dict[str, Callable[[str], Phones]] = {
    "en": english,
    "es": spanish,
    "fr": french,
    "de": german,
    "it": italian,
    "pt": portuguese,
}
LANGUAGES = tuple(_RULES)
"""Languages with rules of their own; every other one in Latin letters shares a plain table."""

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"})
_SIGNS = {"&": {"en": "and", "es": "y", "fr": "et", "de": "und", "it": "e", "pt": "e"}, "%": {"en": "percent"}}


@lru_cache(maxsize=20_000)
def pronounce(word: str, language: str) -> tuple[Phones, bool]:
    """Phones of a written `word` in `language` (two letters), and whether its sound is known.

    Punctuation is silent; digits are read as numbers; a word without letters or digits has no phones.
    """
    composed = unicodedata.normalize("NFKC", word.translate(_APOSTROPHES)).lower()
    text = "".join(sign for sign in composed if not unicodedata.category(sign).startswith("M"))
    phones: list[str] = []
    sure = True
    for part in re.findall(r"\d+|[&%]|(?:[^\W\d_]|')+", text):
        sounds, known = _part(part, language)
        phones += sounds
        sure = sure and known
    return tuple(phones), sure


def _part(part: str, language: str) -> tuple[Phones, bool]:
    if part.isdigit():
        return _number(part, language), True
    if part in _SIGNS:
        return pronounce(_SIGNS[part].get(language, ""), language)
    if not any("a" <= letter <= "ʯ" for letter in part):
        return by_script(part)
    return _RULES.get(language, latin)(part) or latin(part.replace("'", "")), True


def _number(digits: str, language: str) -> Phones:
    """A long number, or one that starts with 0, is read digit by digit."""
    whole = len(digits) <= 4 and (digits[0] != "0" or len(digits) == 1)
    numbers = [int(digits)] if whole else [int(digit) for digit in digits]
    tongue = language if language in ("en", "es", "fr", "de") else "en"
    words = [word for number in numbers for word in spelled(number, tongue)]
    return tuple(phone for word in words for phone in _RULES[tongue](word))
