"""English words: the CMU dictionary, then endings sung short, then letter rules."""

from __future__ import annotations

import lzma
import re
from functools import lru_cache

from lrc_studio.align.pronounce.rules import Phones, spelling
from lrc_studio.resources import resource

_letters = spelling(
    r"""
    '                   -
    tion                SH AH N
    sion                ZH AH N
    ture$               CH ER
    igh                 AY
    eigh                EY
    ough                AO
    augh                AO
    tch                 CH
    dge                 JH
    ch                  CH
    sh                  SH
    th                  TH
    ph                  F
    wh                  W
    ^kn                 N
    ^wr                 R
    ck                  K
    qu                  K W
    nk                  NG K
    ng                  NG
    ee                  IY
    ea                  IY
    ai                  EY
    ay                  EY
    oy                  OY
    oi                  OY
    oo                  UW
    oa                  OW
    ou                  AW
    ow$                 OW
    ow                  AW
    au                  AO
    aw                  AO
    ew                  UW
    ie$                 IY
    ie                  IY
    ar                  AA R
    [eiu]r              ER
    or                  AO R
    all                 AO L
    le$                 AH L
    es$                 IH Z
    ed$                 D
    (?<=[aeiou].)e$     -
    (?<=[aeiou]..)e$    -
    ^e$                 IY
    e$                  -
    (?<=.)y$            IY
    y(?=[aeiou])        Y
    y                   IH
    a(?=[bcdfgklmnpstvz]e)     EY
    i(?=[bcdfgklmnpstvz]e)     AY
    o(?=[bcdfgklmnpstvz]e)     OW
    u(?=[bcdfgklmnpstvz]e)     UW
    a$                  AH
    a                   AE
    e                   EH
    i$                  IY
    i                   IH
    o$                  OW
    o                   AA
    u$                  UW
    u                   AH
    c(?=[eiy])          S
    g(?=[ey])           JH
    c                   K
    k                   K
    q                   K
    b                   B
    d                   D
    f                   F
    g                   G
    h                   HH
    j                   JH
    l                   L
    m                   M
    n                   N
    p                   P
    r                   R
    s$                  Z
    s                   S
    t                   T
    v                   V
    w                   W
    x                   K S
    z                   Z
    """,
    """
    ooh     UW
    oooh    UW
    ohh     OW
    whoah   W OW
    woah    W OW
    mm      M
    mmm     M
    hmm     HH M
    yeah    Y AE
    nah     N AA
    la      L AA
    na      N AA
    da      D AA
    doo     D UW
    """,
)

_ENDINGS: tuple[tuple[str, str, Phones], ...] = (
    ("in'", "ing", ()),
    ("'s", "", ("Z",)),
    ("s'", "s", ()),
    ("'", "", ()),
    ("ed", "e", ("D",)),
    ("ed", "", ("D",)),
    ("s", "", ("Z",)),
    ("ing", "e", ("IH", "NG")),
    ("ing", "", ("IH", "NG")),
    ("ly", "", ("L", "IY")),
)


def english(word: str) -> Phones:
    """Phones of a lower-case English word; letters drawn out ("sooo") count as one or two."""
    for shape in (word, word.strip("'"), re.sub(r"(.)\1{2,}", r"\1\1", word), re.sub(r"(.)\1+", r"\1", word)):
        if found := looked_up(shape) or _with_ending(shape):
            return found
    return _letters(re.sub(r"(.)\1{2,}", r"\1\1", word))


def looked_up(word: str) -> Phones:
    """Phones of a word as the dictionary has it, or nothing."""
    names, rows = _dictionary()
    low, high = 0, len(rows)
    key = word.encode() + b"\t"
    while low < high:
        start = rows.rfind(b"\n", 0, (low + high) // 2) + 1
        end = rows.index(b"\n", start)
        row = rows[start:end]
        if row.startswith(key):
            return tuple(names[letter - ord("A")] for letter in row[len(key) :])
        if row < key:
            low = end + 1
        else:
            high = start
    return ()


def _with_ending(word: str) -> Phones:
    for ending, instead, sounds in _ENDINGS:
        if word.endswith(ending) and (found := looked_up(word[: -len(ending)] + instead)):
            return found + sounds
    return ()


@lru_cache(maxsize=1)
def _dictionary() -> tuple[tuple[str, ...], bytes]:
    """The phones' names and the sorted rows, left as bytes: looking a word up is a search by halves."""
    names, _, rows = lzma.decompress(resource("align", "en.dict.xz").read_bytes()).partition(b"\n")
    return tuple(names.decode().split()), rows
