"""Italian spelling in English phones."""

from __future__ import annotations

from lrc_studio.align.pronounce.rules import spelling

italian = spelling(
    r"""
    '                       -
    gli(?=[aeou])           L Y
    gli                     L Y IY
    gn                      N Y
    sci(?=[aou])            SH
    sc(?=[eiéèì])           SH
    sch                     S K
    cch?i(?=[aou])          CH
    ch                      K
    cc?i(?=[aou])           CH
    cc?(?=[eiéèì])          CH
    gh                      G
    gg?i(?=[aou])           JH
    gg?(?=[eiéèì])          JH
    qu                      K W
    zz                      T S
    z                       T S
    h                       -
    (?<=[aeiouàèéìòù])s(?=[aeiouàèéìòù])    Z
    ai                      AY
    [eèé]i                  EY
    oi                      OY
    au                      AW
    i(?=[aeouàèéòù])        Y
    u(?=[aeioàèéìò])        W
    [aàá]                   AA
    [eèé]                   EH
    [iìíîjy]                IY
    [oòó]                   OW
    [uùú]                   UW
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
    x                       K S
    """
)
