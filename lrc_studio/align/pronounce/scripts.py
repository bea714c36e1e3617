"""Small tables for other alphabets: Cyrillic, Greek, kana and hangul, by way of Latin letters or straight to phones."""

from __future__ import annotations

import unicodedata

from lrc_studio.align.pronounce.latin import latin
from lrc_studio.align.pronounce.rules import Phones, spelling

ANY_SYLLABLE: Phones = ("*C", "*V")
"""Stands for a syllable of unknown sound."""

cyrillic = spelling(
    r"""
    [ая]$       AA
    ого$        AH V AH
    [аa]        AA
    я           Y AA
    б           B
    в           V
    [гґ]        G
    д           D
    [еє]        Y EH
    э           EH
    ё           Y OW
    ж           ZH
    з           Z
    [иіы]       IY
    ї           Y IY
    й           Y
    к           K
    л           L
    м           M
    н           N
    о           OW
    п           P
    р           R
    с           S
    т           T
    у           UW
    ў           W
    ф           F
    х           HH
    ц           T S
    ч           CH
    ш           SH
    щ           SH CH
    ю           Y UW
    ђ           JH
    ј           Y
    љ           L Y
    њ           N Y
    ћ           CH
    џ           JH
    """
)

_greek = spelling(
    r"""
    ου          UW
    (?:αι|αί)   EH
    (?:ει|οι|υι)    IY
    (?:αυ|ευ)(?=[θκξπστφχψς])   AA F
    αυ          AA V
    ευ          EH V
    μπ          B
    ντ          D
    γκ          G
    γγ          NG G
    τσ          T S
    τζ          D Z
    γ(?=[ειηυ]) Y
    γ           G
    α           AA
    β           V
    δ           DH
    ε           EH
    ζ           Z
    [ηιυ]       IY
    θ           TH
    κ           K
    λ           L
    μ           M
    ν           N
    ξ           K S
    [οω]        OW
    π           P
    ρ           R
    [σς]        S
    τ           T
    φ           F
    χ           HH
    ψ           P S
    """
)

_KANA_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "g": "がぎぐげご", "s": "さしすせそ", "z": "ざじずぜぞ", "t": "たちつてと",
    "d": "だぢづでど", "n": "なにぬねの", "h": "はひふへほ", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ", "m": "まみむめも",
    "r": "らりるれろ",
}  # fmt: skip
_KANA = {kana: head + vowel for head, row in _KANA_ROWS.items() for kana, vowel in zip(row, "aiueo", strict=True)}
_KANA |= {"し": "shi", "じ": "jhi", "ち": "chi", "つ": "tsu", "ぢ": "jhi", "づ": "zu", "ふ": "fu", "ん": "n", "を": "o"}
_KANA |= {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "ゔ": "vu", "っ": "", "ゎ": "wa"}
_SMALL = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_romaji = spelling(
    r"""
    sh      SH
    ch      CH
    jh      JH
    ts      T S
    a       AA
    i       IY
    u       UW
    e       EH
    o       OW
    k       K
    g       G
    s       S
    z       Z
    t       T
    d       D
    n       N
    h       HH
    f       F
    b       B
    p       P
    m       M
    r       R
    y       Y
    w       W
    v       V
    """
)

_HANGUL = """
g kk n d tt r m b pp s ss - j jj ch k t p h
a ae ya yae eo e yeo ye o wa wae oe yo u weo we wi yu eu ui i
- k k k n n n t l k m l l l p l m p p t t ng t t k t p t
"""
_INITIALS, _MEDIALS, _FINALS = (row.split() for row in _HANGUL.strip().splitlines())
_hangul_letters = spelling(
    r"""
    ng      NG
    ch      CH
    jj?     JH
    yae     Y EH
    ya      Y AA
    yeo     Y AO
    ye      Y EH
    yo      Y OW
    yu      Y UW
    wae     W EH
    wa      W AA
    weo     W AO
    we      W EH
    wi      W IY
    oe      W EH
    ae      EH
    eo      AO
    eu      UH
    ui      UH IY
    kk?     K
    tt?     T
    pp?     P
    ss?     S
    a       AA
    e       EH
    i       IY
    o       OW
    u       UW
    g       G
    d       D
    b       B
    n       N
    m       M
    r       R
    l       L
    h       HH
    """
)


def greek(word: str) -> Phones:
    """Phones of a lower-case Greek word; accents fall, so that each letter pair is found."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return _greek(bare)


def kana(word: str) -> Phones:
    """Phones of hiragana or katakana, sign by sign; a long mark repeats nothing (singing stretches a vowel anyway)."""
    hiragana = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in word)
    sounds = ""
    for sign in hiragana:
        if sign in _SMALL:
            sounds = _softened(sounds, _SMALL[sign])
        else:
            sounds += _KANA.get(sign, "")
    return _romaji(sounds)


def _softened(sounds: str, small: str) -> str:
    """`ki` and a small `ya` are `kya`; `shi` and it are `sha`; `fu` and a small `a` are `fa`."""
    head = sounds[:-1] if sounds[-1:] in tuple("aiueo") else sounds
    return head + (small[1:] if head.endswith(("sh", "ch", "jh")) else small)


def hangul(word: str) -> Phones:
    """Phones of Korean syllable blocks, each taken apart by its place in Unicode."""
    phones: list[str] = []
    for block in unicodedata.normalize("NFC", word):
        number = ord(block) - 0xAC00
        if 0 <= number < 11172:
            initial, medial, final = number // 588, number % 588 // 28, number % 28
            for part in (_INITIALS[initial], _MEDIALS[medial], _FINALS[final]):
                phones += _hangul_letters(part)
    return tuple(phones)


def by_script(word: str) -> tuple[Phones, bool]:
    """Phones of a lower-case word not in the song's own alphabet, and whether its sound is known.

    Letters of a script without a table (han, Thai, Hebrew ...) count as unknown syllables: one for each han sign, one
    for every two letters elsewhere.
    """
    for first, last, sound_out in _TABLES:
        if any(first <= letter <= last for letter in word):
            return sound_out(word), True
    letters = sum(letter.isalpha() for letter in word)
    han = sum("㐀" <= letter <= "鿿" or letter >= "\U00020000" for letter in word)
    return ANY_SYLLABLE * (han + (letters - han + 1) // 2), False


_TABLES = (
    ("Ѐ", "ӿ", cyrillic),
    ("Ͱ", "Ͽ", greek),
    ("ぁ", "ヺ", kana),
    ("가", "힣", hangul),
    ("a", "ʯ", latin),
)
