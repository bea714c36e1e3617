"""French spelling in English phones: nasal vowels become vowel and N, silent endings fall."""

from __future__ import annotations

from lrc_studio.align.pronounce.rules import Phones, spelling

_WORDS = """
    les         L EY
    des         D EY
    mes         M EY
    tes         T EY
    ses         S EY
    ces         S EY
    et          EY
    est         EH
    es          EH
    ai          EY
    eu          UW
    un          AH N
    à           AA
    y           IY
    le          L AH
    de          D AH
    me          M AH
    te          T AH
    se          S AH
    ce          S AH
    je          ZH AH
    ne          N AH
    que         K AH
    femme       F AA M
    monsieur    M AH S Y ER
    fils        F IY S
    tous        T UW
    plus        P L UW
    hier        Y EH R
    mer         M EH R
    fier        F Y EH R
    amer        AA M EH R
    cher        SH EH R
    hiver       IY V EH R
    enfer       AA N F EH R
    ville       V IY L
    mille       M IY L
    tranquille  T R AA N K IY L
    sept        S EH T
    six         S IY S
    dix         D IY S
    huit        W IY T
    cinq        S AE N K
    vingt       V AE N
"""

_TABLE = r"""
    eaux?$                              OW
    eau                                 OW
    au[xtd]?s?$                         OW
    au                                  OW
    (?:oeu|œu|œ)                        ER
    ouill                               UW Y
    ou(?=[aeiéèî])                      W
    o[uùû]                              UW
    oin(?![aeiouyéèê])                  W AE N
    oy(?=[aeiouéèê])                    W AA Y
    o[iîy]                              W AA
    tion                                S Y AO N
    ien(?![aeiouyéèn])                  Y AE N
    (?:ain|aim|ein|in|im|yn|ym)(?![aeiouyéèêàâîôûmnh])    AE N
    (?<=[a-zéèêâîôûç])ent$              -
    (?:an|am|en|em)(?![aeiouyéèêàâîôûmnh])    AA N
    (?:on|om)(?![aeiouyéèêàâîôûmnh])    AO N
    (?:un|um)(?![aeiouyéèêàâîôûmnh])    AH N
    aill                                AA Y
    eill                                EH Y
    euill                               ER Y
    ail$                                AA Y
    eil$                                EH Y
    euil$                               ER Y
    (?<=[bcdfgjklmnpqrstvxz])ill(?=[aeéou])     IY Y
    ay(?=[aeiouéè])                     EH Y
    ai(?:e|es|ent|s|t|x)?$              EH
    a[iîy]                              EH
    e[iy]                               EH
    eux?$                               ER
    e[uû]                               ER
    ée?s?$                              EY
    (?:ez|er)$                          EY
    (?<=.)es?$                          -
    é                                   EY
    [èêë]                               EH
    e(?=[bcdfgjklmnpqrstvxz]{2})        EH
    e(?=[rlcftxs]$)                     EH
    e                                   AH
    ch                                  SH
    ph                                  F
    gn                                  N Y
    qu                                  K
    gu(?=[eiéèê])                       G
    ge(?=[aouâô])                       ZH
    g(?=[eiéèêy])                       ZH
    sc(?=[eiéèê])                       S
    c(?=[eiéèêy])                       S
    ç                                   S
    j                                   ZH
    th                                  T
    h                                   -
    ss                                  S
    (?<=[aeiouyéèêàâîôû])s(?=[aeiouyéèêàâîôû])    Z
    (?<=.)[stdpxz]+$                    -
    i(?=[aeouéèô])                      Y
    u(?=[iî])                           W
    [aàâ]                               AA
    [iîïy]                              IY
    [oô]                                AO
    [uùûü]                              UW
    b                                   B
    c                                   K
    d                                   D
    f                                   F
    g                                   G
    k                                   K
    l                                   L
    m                                   M
    n                                   N
    p                                   P
    q                                   K
    r                                   R
    s                                   S
    t                                   T
    v                                   V
    w                                   W
    x                                   K S
    z                                   Z
"""

_sound_out = spelling(_TABLE, _WORDS)
_ELIDED = {"l": "L", "d": "D", "j": "ZH", "t": "T", "m": "M", "n": "N", "s": "S", "c": "S", "qu": "K"}


def french(word: str) -> Phones:
    """Phones of a lower-case French word; `l'`, `qu'` and their like lean on what follows."""
    before, mark, after = word.partition("'")
    if not mark:
        return _sound_out(word)
    head = (_ELIDED[before],) if before in _ELIDED else _sound_out(before)
    return head + (french(after) if after else ())
