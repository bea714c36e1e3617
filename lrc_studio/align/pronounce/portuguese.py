"""Portuguese spelling (Brazilian sounds) in English phones."""

from __future__ import annotations

from lrc_studio.align.pronounce.rules import spelling

portuguese = spelling(
    r"""
    '                       -
    ch                      SH
    lh                      L Y
    nh                      N Y
    rr                      HH
    ^r                      HH
    ss                      S
    sc(?=[eiéêí])           S
    qu(?=[eiéêí])           K
    qu                      K W
    gu(?=[eiéêí])           G
    [gj](?=[eiéêí])         ZH
    j                       ZH
    c(?=[eiéêí])            S
    ç                       S
    x                       SH
    h                       -
    z$                      S
    z                       Z
    (?<=[aeiouáéíóúâêôãõ])s(?=[aeiouáéíóúâêôãõ])    Z
    ão                      AW N
    ãe                      AY N
    õe                      OY N
    (?:ã|an|am|ân|âm)(?![aeiouáéíóúâêôh])  AA N
    (?:en|em|ên|êm|én|ém)(?![aeiouáéíóúâêôh])  EY N
    (?:in|im|ín)(?![aeiouáéíóúâêôh])  IY N
    (?:õ|on|om|ôn|ôm)(?![aeiouáéíóúâêôh])  OW N
    (?:un|um|ún)(?![aeiouáéíóúâêôh])  UW N
    d(?=i|es?$)             JH
    t(?=i|es?$)             CH
    [aáâà]i                 AY
    [eéê]i                  EY
    [oóô]i                  OY
    [aá]u                   AW
    ou                      OW
    l(?![aeiouáéíóúâêôãõh])  W
    es$                     IY S
    (?<=.)e$                IY
    os$                     UW S
    (?<=.)o$                UW
    i(?=[aeouáéóúâêô])      Y
    u(?=[aeiáéíâê])         W
    [aáâà]                  AA
    [eéê]                   EH
    [iíy]                   IY
    [oóô]                   OW
    [uúü]                   UW
    [ckq]                   K
    b                       B
    d                       D
    f                       F
    g                       G
    l                       L
    m                       M
    n                       N
    p                       P
    r                       R
    s                       S
    t                       T
    v                       V
    w                       W
    """,
    """
    e       IY
    o       UW
    os      UW S
    muito   M UW IY N T UW
    """,
)
