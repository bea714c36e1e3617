"""Cuts a text into the pieces that are sung one by one: words, and the syllables of words."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_SIGN = r"[\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_SMALL = "[ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮー]"
_CLOSING = r"[^\w\s(\[{（「『“‘«¿¡]"
_WORD = re.compile(
    rf"\s*[^\w\s]*(?:{_SIGN}{_SMALL}*{_CLOSING}*|(?:(?!{_SIGN})\S)+)\s*",
)
_OF_SIGN = re.compile(_SIGN)
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_VOWELS = frozenset("aeiouyæœøıаеёиоуыэюяіїєαεηιουω")
_LATIN = "ch sh th ph gh ck wh qu bl br cl cr dl dr fl fr gl gr kl kn kr pl pr tr vr wr sch gn"
_OTHER = "бл бр вл вр гл гр дл др кл кр пл пр ст ск тр χρ θρ πρ τρ κρ"
_TOGETHER = frozenset(f"{_LATIN} {_OTHER}".split())
"""Consonants that begin a syllable as one."""
_SILENT_E = ("en", "fr")


def split_words(text: str) -> list[str]:
    """`text` in pieces, one a sung word; `"".join` gives the text back. Blank text gives none.

    Words end at blanks and keep their trailing blank; han and kana are cut sign by sign, small kana and the long mark
    staying with the sign before.
    """
    if not text.strip():
        return []
    pieces = _WORD.findall(text)
    lost = len(text) - sum(map(len, pieces))
    return pieces if not lost else [text]


def sign_at(text: str, at: int) -> bool:
    """Whether the character there is a han or kana sign, which is a word of its own in singing."""
    return bool(text) and bool(_OF_SIGN.match(text[at]))


def syllables(word: str, language: str = "") -> list[str]:
    """A word in its syllables; `"".join` gives the word back. One that cannot be cut is given whole.

    Cut by vowels, as for singing: one consonant between two vowels goes with the second, of several the first stays
    behind unless they begin words together. `language` (two letters) says whether an e at the end is silent. Hangul
    is cut sign by sign. A guess: people join and split what it has wrong.
    """
    bare = word.rstrip()
    if _HANGUL.search(bare):
        cuts = [at for at in range(1, len(bare)) if _HANGUL.match(bare[at])]
    else:
        cuts = _cuts(_plain(bare), language)
    edges = [0, *cuts, len(word)]
    return [word[start:end] for start, end in pairwise(edges)]


def _plain(word: str) -> str:
    """The word in small letters without accents, of the same length."""
    return "".join(char if char in "йё" else unicodedata.normalize("NFD", char)[0] for char in word.lower())[
        : len(word)
    ]


def _cuts(word: str, language: str) -> list[int]:
    """Where each syllable but the first begins."""
    nuclei = [(found.start(), found.end()) for found in _runs_of_vowels(word)]
    letters = len(word) - len(word.lstrip("'’\"“(¿¡-–")), len(word.rstrip("'’\"”,.;:!?)…-–"))
    if len(nuclei) > 1 and language in _SILENT_E and _silent_end(word[: letters[1]], nuclei[-1]):
        nuclei.pop()
    return [_onset(word, before[1], after[0]) for before, after in pairwise(nuclei)]


def _runs_of_vowels(word: str) -> list[re.Match[str]]:
    vowels = "".join(_VOWELS)
    # A y before a vowel is a consonant (be-yond), and so is a u after q.
    return list(re.finditer(rf"(?:(?<!q)(?!y[{vowels}])[{vowels}])+|(?<=q)u(?![{vowels}])", word))


def _silent_end(word: str, nucleus: tuple[int, int]) -> bool:
    """Whether the last vowel is an e that is not sung: love, loves, loved, but not table, voices or wanted."""
    tail = word[nucleus[0] :]
    before = word[: nucleus[0]]
    if tail == "e":
        return not (before.endswith("l") and len(before) > 1 and before[-2] not in _VOWELS)
    if tail == "es":
        return not before.endswith(("s", "z", "c", "g", "x", "ch", "sh"))
    return tail == "ed" and not before.endswith(("t", "d"))


def _onset(word: str, first: int, vowel: int) -> int:
    """Where between two vowels the second syllable begins; `first` is behind the one, `vowel` at the other."""
    between = word[first:vowel]
    for mark in ("-", "'", "’"):
        if mark in between[:-1]:
            return first + between.index(mark) + 1
    if len(between) <= 1 or between in _TOGETHER:
        return first
    for length in (3, 2):
        if len(between) > length and between[-length:] in _TOGETHER:
            return vowel - length
    return vowel - 1
