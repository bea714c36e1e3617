"""A token, a piece of lyric text with its time, what reading a song's tokens gives, and their text made plain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lrc_studio.core.lyrics import Line

_FEWEST_BARE = 4
_LONGEST = 1000

_LINE_END = re.compile(r"\r\n?|[\x85\u2028\u2029]")
# Joiners are spelling in Arabic and Indic scripts and hold some emoji together; after Latin letters they are dirt.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|(?<![\u0600-\U0010ffff])[\u200c\u200d]"
)
_LONE = re.compile(r"[\ud800-\udfff]")
_UNBROKEN = re.compile(r"\S+")
_BLANK = re.compile(r"[^\S\n]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the lyric text as a service timed it, times in ms or None where it gave none.

    The texts of a song's tokens joined are its lyric text: blanks, line ends and headings are in them, a token may be
    part of a word or a whole line. `aligned` is False where the service itself says that it did not find the token.
    """

    text: str
    start_ms: int | None
    end_ms: int | None
    aligned: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines read from tokens, and `doubts`: one sentence for each kind of repair that a person should know of."""

    lines: tuple[Line, ...]
    doubts: tuple[str, ...] = ()


def plain(tokens: Iterable[Token]) -> list[Token]:
    """The tokens with plain line ends, composed letters (NFC) and no signs that nobody sees; empty ones are left out.

    Accents and vowel signs that begin a token go to the letter before them, in the token before.
    """
    done: list[Token] = []
    for token in tokens:
        text = _LONE.sub("\ufffd", _UNSEEN.sub("", _LINE_END.sub("\n", token.text)))
        signs = _leading_signs(text) if done and not done[-1].text[-1].isspace() else 0
        if signs:
            done[-1] = replace(done[-1], text=done[-1].text + text[:signs])
        if text[signs:]:
            done.append(replace(token, text=text[signs:]))
    return [token if token.text.isascii() else replace(token, text=_composed(token.text)) for token in done]


def _composed(text: str) -> str:
    """The text in NFC; pieces longer than any word stay, for putting very many accents in order takes very long."""
    return _UNBROKEN.sub(
        lambda found: unicodedata.normalize("NFC", found[0]) if len(found[0]) <= _LONGEST else found[0], text
    )


def spaced(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with a blank after each, where the service left all blanks out; the same tokens where it did not.

    Scripts that are written without blanks, such as Chinese, Japanese and Thai, are left alone.
    """
    bare = len(tokens) >= _FEWEST_BARE and not any(_BLANK.search(token.text) for token in tokens)
    if not bare or any(_UNSPACED.search(token.text) for token in tokens):
        return list(tokens)
    last = len(tokens) - 1
    return [
        replace(token, text=token.text + " ") if place < last and _apart(token.text, tokens[place + 1].text) else token
        for place, token in enumerate(tokens)
    ]


def letters_in(text: str) -> int:
    """How much there is to sing, by letters and digits."""
    return sum(map(str.isalnum, text))


def _apart(text: str, following: str) -> bool:
    return not text.endswith(("\n", "(", "[", "-")) and (following[0].isalnum() or following[0] in '(["“¿¡&')


def _leading_signs(text: str) -> int:
    count = 0
    while count < len(text) and unicodedata.category(text[count])[0] == "M":
        count += 1
    return count
