"""Spelling rules: a table of patterns and sounds, tried in order at each letter of a word."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

Phones = tuple[str, ...]


def spelling(table: str, words: str = "") -> Callable[[str], Phones]:
    """A function from a lower-case word to phones.

    Each row of `table` is a regular expression and the phones (ARPAbet) it sounds as, `-` for silent; the first row
    that matches at a letter wins, a letter without a row is silent. `words` are exceptions: word, phones.
    """
    rows = [(re.compile(pattern), _sounds(phones)) for pattern, phones in _rows(table)]
    whole = {word: _sounds(phones) for word, phones in _rows(words)}

    def sound_out(word: str) -> Phones:
        if word in whole:
            return whole[word]
        phones: list[str] = []
        at = 0
        while at < len(word):
            found = next(
                ((m.end(), sounds) for rule, sounds in rows if (m := rule.match(word, at)) and m.end() > at), None
            )
            at, sounds = found or (at + 1, ())
            phones += sounds
        return _merged(phones)

    return sound_out


def _rows(table: str) -> list[tuple[str, str]]:
    pairs = [row.split(maxsplit=1) for row in table.strip().splitlines() if row.strip()]
    return [(pattern, phones) for pattern, phones in pairs]


def _sounds(phones: str) -> Phones:
    return tuple(phone for phone in phones.split() if phone != "-")


def _merged(phones: list[str]) -> Phones:
    """A doubled consonant is sung once."""
    kept = phones[:1]
    kept += [now for before, now in pairwise(phones) if now != before or now[0] in "AEIOU"]
    return tuple(kept)
