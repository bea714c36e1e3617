"""German spelling in English phones."""

from __future__ import annotations

from lrc_studio.align.pronounce.rules import spelling

german = spelling(
    r"""
    tsch                    CH
    sch                     SH
    ^sp                     SH P
    ^st                     SH T
    chs                     K S
    (?<=[aou])ch            HH
    ch                      SH
    ck                      K
    ph                      F
    th                      T
    qu                      K V
    pf                      P F
    tz                      T S
    tion                    T S Y OW N
    ng(?![aeiou])           NG
    nk                      NG K
    dt$                     T
    (?:ei|ai|ey|ay)         AY
    (?:eu|äu)               OY
    au                      AW
    ie                      IY
    (?:aa|ah)               AA
    (?:ee|eh)               EY
    (?:oo|oh)               OW
    [uü]h                   UW
    öh                      ER
    äh                      EH
    ih                      IY
    er$                     AH
    e[nm]$                  AH N
    el$                     AH L
    e$                      AH
    ig$                     IH SH
    a                       AA
    ä                       EH
    e(?=[bcdfgklmnprstxz]{2})   EH
    e                       EY
    i                       IH
    o(?=[bcdfgklmnprstxz]{2})   AO
    o                       OW
    ö                       ER
    u(?=[bcdfgklmnprstxz]{2})   UH
    [uüy]                   UW
    (?<=[aeiouäöüy])h       -
    h                       HH
    b$                      P
    d$                      T
    g$                      K
    ß                       S
    ss                      S
    s(?=[aeiouäöü])         Z
    s                       S
    z                       T S
    v                       F
    w                       V
    j                       Y
    x                       K S
    b                       B
    c                       K
    d                       D
    f                       F
    g                       G
    k                       K
    l                       L
    m                       M
    n                       N
    p                       P
    q                       K
    r                       R
    t                       T
    """,
    """
    ich     IH SH
    er      EH R
    der     D EH R
    wer     V EH R
    mehr    M EH R
    und     UH N T
    den     D EY N
    dem     D EY M
    wem     V EY M
    wen     V EY N
    """,
)
