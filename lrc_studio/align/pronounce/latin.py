"""One plain table for every other language in Latin letters: vowels as in Italian, each letter one sound."""

from __future__ import annotations

import unicodedata

from lrc_studio.align.pronounce.rules import Phones, spelling

_plain = spelling(
    r"""
    sch     SH
    ch      CH
    sh      SH
    th      T
    ph      F
    qu      K W
    ck      K
    sz      SH
    cz      CH
    ng      NG
    ai      AY
    au      AW
    ei      EY
    oi      OY
    ou      UW
    oo      UW
    ee      IY
    ie      Y EH
    a       AA
    e       EH
    i       IY
    o       OW
    u       UW
    y       IY
    j       Y
    c       K
    k       K
    q       K
    x       K S
    w       V
    v       V
    z       Z
    h       HH
    b       B
    d       D
    f       F
    g       G
    l       L
    m       M
    n       N
    p       P
    r       R
    s       S
    t       T
    """
)
_WHOLE = {"ø": "o", "œ": "oe", "æ": "ae", "ß": "ss", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d", "å": "o"}
_MARKED = {"š": "sh", "č": "ch", "ž": "j", "ş": "sh", "ç": "ch", "ś": "sh", "ć": "ch", "ñ": "ni", "ń": "ni"}


def latin(word: str) -> Phones:
    """Phones of a lower-case word in Latin letters, whatever its accents."""
    return _plain("".join(_bare(letter) for letter in word))


def _bare(letter: str) -> str:
    known = _WHOLE.get(letter) or _MARKED.get(letter)
    return known or "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
