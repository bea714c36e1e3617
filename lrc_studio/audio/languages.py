"""The three letters that ID3 wants for a language (ISO 639-2) from what lyrics say in their tag `la`."""

from __future__ import annotations

_THREE: dict[str, str] = dict(
    pair.split(":")
    for row in (
        "af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:cze cy:wel da:dan de:ger el:gre en:eng",
        "eo:epo es:spa et:est eu:baq fa:per fi:fin fr:fre ga:gle gl:glg gu:guj he:heb hi:hin hr:hrv hu:hun hy:arm",
        "id:ind is:ice it:ita ja:jpn jv:jav ka:geo kk:kaz km:khm kn:kan ko:kor la:lat lo:lao lt:lit lv:lav mk:mac",
        "ml:mal mn:mon mr:mar ms:may my:bur ne:nep nl:dut no:nor nb:nob nn:nno pa:pan pl:pol pt:por ro:rum ru:rus",
        "sa:san sk:slo sl:slv sq:alb sr:srp sv:swe sw:swa ta:tam te:tel th:tha tl:tgl tr:tur uk:ukr ur:urd uz:uzb",
        "vi:vie yi:yid zh:chi zu:zul",
    )
    for pair in row.split()
)


_KNOWN = frozenset((*_THREE, *_THREE.values(), "deu", "fra", "zho", "jp", "kr", "cn"))
"""Codes as people write them in names of files: of two letters, of three in both ways, and a few countries."""


def is_language(code: str) -> bool:
    """Whether `code` is that of a language, such as `en`, `pt-BR`, `zh-Hans` or `deu`."""
    return code.lower().partition("-")[0] in _KNOWN


def three_letters(language: str) -> str:
    """The ISO 639-2 code (the bibliographic one, as ID3 asks for) of `en`, `pt-BR` or `eng`; "" where it is none."""
    first = language.strip().lower().replace("_", "-").split("-")[0]
    if first in _THREE:
        return _THREE[first]
    return first if len(first) == 3 and first.isascii() and first.isalpha() else ""
