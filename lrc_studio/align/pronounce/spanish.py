"""Spanish spelling (Latin American sounds, as most songs have) in English phones."""

from __future__ import annotations

from lrc_studio.align.pronounce.rules import spelling

spanish = spelling(
    r"""
    ch                  CH
    ll                  Y
    rr                  R
    qu(?=[eiéí])        K
    gu(?=[eiéí])        G
    gü                  G W
    [gj](?=[eiéí])      HH
    j                   HH
    c(?=[eiéí])         S
    z                   S
    ñ                   N Y
    h                   -
    x                   K S
    v                   B
    y$                  IY
    y                   Y
    [aá][iy]            AY
    [eé][iy]            EY
    [oó][iy]            OY
    [aá]u               AW
    i(?=[aeouáéóú])     Y
    u(?=[aeioáéíó])     W
    [aáàâ]              AA
    [eéèê]              EH
    [iíî]               IY
    [oóò]               OW
    [uúü]               UW
    c                   K
    k                   K
    q                   K
    b                   B
    d                   D
    f                   F
    g                   G
    l                   L
    m                   M
    n                   N
    p                   P
    r                   R
    s                   S
    t                   T
    w                   W
    """
)
