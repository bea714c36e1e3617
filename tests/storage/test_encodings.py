"""Bytes become the text that was saved, whatever the encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrc_studio.core.errors import UsageError
from lrc_studio.storage.encodings import ENCODINGS, decode, encoding_label

CHINESE = "[ti:夜里的风]\n[00:10.00]夜里的风吹过窗台\n[00:15.37]我在等你回来\n"
RUSSIAN = "[00:10.00]Ночной ветер прошёл мимо окна\n[00:15.37]Я жду твоего возвращения\n"
JAPANESE = "[00:10.00]夜の風が窓を通り過ぎる\n[00:15.37]君の帰りを待っている\n"
KOREAN = "[00:10.00]밤바람이 창가를 지나가고\n[00:15.37]너를 기다리고 있어\n"
HEBREW = "[00:10.00]אני אוהב אותך\n[00:15.37]הלילה יורד על העיר הגדולה\n"
ARABIC = "[00:10.00]مرحبا بالعالم\n[00:15.37]انا احبك يا حبيبي\n"
ITALIAN = "[00:10.00]Perché è così, più non sarà\n[00:15.37]La città è là\n"
SWEDISH = "[00:10.00]När jag går på vägen hem\n[00:15.37]över ån där älgar är\n"
GERMAN = "[00:10.00]Über den Dächern der großen Stadt\n[00:15.37]hör ich dich, müde und schön\n"


@pytest.mark.parametrize(
    "row", ["à la claire fontaine", "Où es-tu ?", "La vita è bella", "Vou à praia", "C'è più di me e di te, là"]
)
def test_a_row_with_hardly_an_accent_is_western(row: str) -> None:
    assert decode(f"[00:01.00]{row}\n".encode("cp1252")).text == f"[00:01.00]{row}\n"


@pytest.mark.parametrize("row", ["И я, и ты", "Я в доме с котом, а ты у реки", "Love и мир"])
def test_a_row_of_short_russian_words_is_cyrillic(row: str) -> None:
    assert decode(f"[00:01.00]{row}\n".encode("cp1251")).text == f"[00:01.00]{row}\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((CHINESE, "gbk"), (CHINESE, "gb18030"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "cp932")),
        *(
            (JAPANESE, "euc-jp"),
            (KOREAN, "cp949"),
            (GERMAN, "cp1252"),
            (ITALIAN, "cp1252"),
            (SWEDISH, "cp1252"),
            (HEBREW, "cp1255"),
            (ARABIC, "cp1256"),
            (CHINESE.replace("夜里的风", "夜裡的風"), "big5hkscs"),
        ),
    ],
)
def test_legacy_encodings_are_found(text: str, encoding: str) -> None:
    text = text if encoding != "big5hkscs" else "[00:10.00]夜裡的風吹過窗台\n[00:15.37]我在等你回來\n"
    assert decode(text.encode(encoding)).text == text


def test_japanese_in_seven_bits_is_known_by_its_escapes() -> None:
    found = decode(JAPANESE.encode("iso2022_jp"))
    assert (found.text, found.encoding, found.sure) == (JAPANESE, "iso2022_jp_ext", True)
    assert encoding_label("iso-2022-jp") == "Japanese (ISO-2022-JP)"
    assert decode(JAPANESE.encode() + b"\x1b$B").text.startswith(JAPANESE)  # UTF-8 is no such text


@pytest.mark.parametrize("text", [CHINESE, RUSSIAN, JAPANESE, GERMAN, "[00:01.00]plain\n", "x", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", [CHINESE, RUSSIAN, GERMAN, "[00:01.00]plain\n", "plain words\nto sing\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_seen_by_its_nuls(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == decode(text.encode(encoding), encoding)


def test_a_nul_in_a_text_does_not_make_it_utf_16() -> None:
    assert decode(b"[00:01.00]a\0b\n").text == "[00:01.00]a\0b\n"


def test_the_files_own_word_beats_the_detector_where_the_bytes_agree() -> None:
    data = "[encoding:iso-8859-15]\n[00:01.00]cœur 5€\n".encode("iso-8859-15")
    assert decode(data).text.endswith("cœur 5€\n")
    for name in ("utf-8", "hex", "unicode_escape", "idna", "no-such", "undefined"):
        assert "[00:01.00]" in decode(f"[encoding:{name}]\n[00:01.00]caf\xe9 cr\xe8me\n".encode("latin-1")).text


def test_damaged_utf_8_stays_utf_8() -> None:
    data = CHINESE.encode()
    assert decode(data[:-2]).text == CHINESE[:-2] + "\ufffd"
    assert decode(data.replace("我".encode(), "我".encode() + b"\xff")).text == CHINESE.replace("我", "我\ufffd")


@pytest.mark.parametrize(("encoding", "_label"), ENCODINGS)
def test_reopening_as_any_offered_encoding(encoding: str, _label: str) -> None:
    assert decode("[00:01.00]abc".encode(encoding), encoding).text == "[00:01.00]abc"


def test_reopening_as_something_unknown() -> None:
    for name in ("klingon", "hex", "a\0b"):
        with pytest.raises(UsageError):
            decode(b"x", name)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    assert decode(data).text.count("\ufeff") <= len(data)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=100))
def test_utf_8_is_always_itself(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")
