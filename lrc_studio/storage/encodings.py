"""The text of a file's bytes, in whatever encoding it was saved."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from lrc_studio.core.errors import UsageError

# What "reopen as" offers: (Python's name, what people call it).
ENCODINGS: tuple[tuple[str, str], ...] = (
    ("utf-8", "Unicode (UTF-8)"),
    ("utf-16-le", "Unicode (UTF-16 little endian)"),
    ("utf-16-be", "Unicode (UTF-16 big endian)"),
    ("gb18030", "Chinese simplified (GB18030, GBK)"),
    ("big5hkscs", "Chinese traditional (Big5)"),
    ("cp932", "Japanese (Shift-JIS)"),
    ("euc_jis_2004", "Japanese (EUC-JP)"),
    ("iso2022_jp_ext", "Japanese (ISO-2022-JP)"),
    ("cp949", "Korean (EUC-KR)"),
    ("cp1251", "Cyrillic (Windows-1251)"),
    ("koi8-r", "Cyrillic (KOI8-R)"),
    ("cp1252", "Western (Windows-1252)"),
    ("iso8859-15", "Western (ISO-8859-15)"),
    ("cp1250", "Central European (Windows-1250)"),
    ("cp1253", "Greek (Windows-1253)"),
    ("cp1254", "Turkish (Windows-1254)"),
    ("cp874", "Thai (Windows-874)"),
    ("cp1255", "Hebrew (Windows-1255)"),
    ("cp1256", "Arabic (Windows-1256)"),
    ("cp1258", "Vietnamese (Windows-1258)"),
)

# A short list makes the detector right on more single rows than all that it knows.
_CANDIDATES = (
    *("gb18030", "big5hkscs", "cp932", "euc_jis_2004", "cp949", "euc_kr", "cp1251", "koi8-r", "cp1252", "cp1250"),
    *("cp1253", "cp1254", "cp874", "cp1255", "cp1256"),
)
# Alphabets whose words hold no ASCII letters: where they do, or where all words are of one letter (`à`, `è`), the
# letters above ASCII are accented Latin ones.
_NOT_LATIN = frozenset(("cp1251", "koi8-r", "cp1253", "cp874", "cp1255", "cp1256"))
_LATIN = ("cp1252", "cp1250", "cp1254")
_MIXED_WORD = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
# Words of French, Italian and Portuguese alone, as their bytes in Windows-1252: à, è, où, più, là.
_WESTERN_WORD = re.compile(
    rb"(?<![A-Za-z\x80-\xff])(?:\xe0|\xe8|o\xf9|pi\xf9|l\xe0)(?![A-Za-z\x80-\xff])", re.IGNORECASE
)
_ABOVE_ASCII = re.compile(rb"[\x80-\xff]+")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENCODING_TAG = re.compile(rb"\[\s*encoding\s*:\s*([A-Za-z0-9][A-Za-z0-9_.:-]{0,30}?)\s*\]", re.IGNORECASE)
_SAMPLE_BYTES = 65_536
# Encodings a file may say it has; some of Python's codecs are no encodings of lyrics ("unicode_escape", "idna").
_SAID_NAMES = frozenset(codecs.lookup(name).name for name, _ in ENCODINGS) | {
    *("gbk", "gb2312", "big5", "shift_jis", "euc_jp", "euc_kr", "tis-620", "koi8-u"),
    *("iso8859-1", "iso8859-2", "iso8859-5", "iso8859-7", "iso8859-9"),
}
_LAST_RESORT = "cp1252"
# What a detector or a tag may name, and the entry of the list that reads all of it.
_WIDER = {"euc_kr": "cp949", "gbk": "gb18030", "gb2312": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932",
          "euc_jp": "euc_jis_2004", "iso2022_jp": "iso2022_jp_ext"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text without byte order mark, and the (Python) name of the encoding it was read in.

    `sure` is False where that was only the most likely one.
    """

    text: str
    encoding: str
    sure: bool = True


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of bytes, in `encoding` or else in the most likely one; bytes that fit nothing become U+FFFD.

    In order: byte order mark, the pattern of UTF-16, the escapes of ISO-2022-JP, strict UTF-8, the file's `[encoding:]`
    tag (OpenLyrics), UTF-8 with a few damaged bytes, and a detector with a short list of candidates. Raises
    `UsageError` for an `encoding` that Python does not know as a text encoding; never on content.
    """
    if encoding is not None:
        return Decoded(_without_mark(_forced(data, encoding)), encoding)
    found = _marked(data) or _utf16(data) or _escaped(data) or _strict(data, "utf-8") or _tagged(data)
    return found or _damaged_utf8(data) or _detected(data)


def encoding_label(encoding: str) -> str:
    """What people call an encoding: `cp932` is "Japanese (Shift-JIS)"; one that is not in the list keeps its name."""
    try:
        wanted = codecs.lookup(encoding).name
    except LookupError:
        return encoding
    wanted = _WIDER.get(wanted, wanted)
    return next((label for name, label in ENCODINGS if codecs.lookup(name).name == wanted), encoding.upper())


def _forced(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except (LookupError, ValueError):
        raise UsageError(f"There is no text encoding “{encoding[:40]}”.") from None


def _without_mark(text: str) -> str:
    return text.removeprefix("\ufeff")


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding)
    return None


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: every ASCII sign, such as a stamp's, has a NUL on the same side; other texts have none.

    Chinese rows hold few NULs, all of them in their stamps and line ends, so a small share of one side is enough.
    """
    sample = data[:_SAMPLE_BYTES]
    if b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    few, many = sorted((even, odd))
    share = 0.02 if sample[:2] in (b"[\0", b"\0[") else 0.2
    if few * 10 > many or many < share * len(sample) / 2:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    return Decoded(data.decode(encoding, "replace"), encoding)


def _escaped(data: bytes) -> Decoded | None:
    """ISO-2022-JP: seven bits, and an escape before its signs of two bytes that no other text has (RFC 1468)."""
    if (b"\x1b$B" in data or b"\x1b$@" in data) and data.isascii():
        return Decoded(data.decode("iso2022_jp_ext", "replace"), "iso2022_jp_ext")
    return None


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(_without_mark(data.decode(encoding)), encoding)
    except ValueError:
        return None


def _tagged(data: bytes) -> Decoded | None:
    """What the file says of itself, if it is an encoding we offer and the bytes agree."""
    match = _ENCODING_TAG.search(data[:_SAMPLE_BYTES])
    try:
        name = codecs.lookup(match[1].decode("ascii")).name if match else ""
    except LookupError:
        return None
    return _strict(data, name) if name in _SAID_NAMES else None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 cut in the middle of a character or with single bad bytes: nearly all that is not ASCII is right."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    return Decoded(_without_mark(text), "utf-8", sure=False) if good >= 3 and bad * 8 <= good else None


def _detected(data: bytes) -> Decoded:
    name = _likeliest(data, _CANDIDATES)
    if name in _NOT_LATIN and _is_latin(data):
        name = _likeliest(data, _LATIN)
    if name == "cp1250" and _WESTERN_WORD.search(data):
        name = "cp1252"
    return Decoded(data.decode(name, "replace"), name, sure=False)


def _is_latin(data: bytes) -> bool:
    """Whether the letters above ASCII stand beside ASCII ones, or none stands beside another."""
    runs = _ABOVE_ASCII.findall(data)
    return len(_MIXED_WORD.findall(data)) > len(runs) / 2 or all(len(run) == 1 for run in runs)


def _likeliest(data: bytes, candidates: tuple[str, ...]) -> str:
    import chardet

    found = chardet.detect(data, include_encodings=candidates, prefer_superset=True)["encoding"]
    return codecs.lookup(found or _LAST_RESORT).name
