"""The short way for LRC rows of the shape that nearly every file uses, so that large files are read quickly.

A row is `[mm:ss.xx]text` (or `.xxx`), or marks `<mm:ss.xx>` in rising order with words between single blanks. Stamps
are cut at fixed places and looked up, which takes a third of the time of a regex; any other row is left to the thorough
way.
"""

from __future__ import annotations

from collections.abc import Sequence

from lrc_studio.core.lyrics import Line
from lrc_studio.formats.quick import quick_line, quick_words

_LENGTHS = (len("mm:ss."), len("mmm:ss."))


class _Seconds(dict[str, int]):
    """The ms of "mm:ss." or "mmm:ss.", filled as asked for; anything else is a KeyError and not kept."""

    def __missing__(self, key: str) -> int:
        minutes, seconds, signs = key[:-4], key[-3:-1], key[-4:-3] + key[-1:]
        plain = len(key) in _LENGTHS and key.isascii() and (minutes + seconds).isdigit() and seconds < "60"
        if not plain or signs != ":.":
            raise KeyError(key)
        self[key] = int(minutes) * 60_000 + int(seconds) * 1000
        return self[key]


_SECONDS_MS = _Seconds()
_FRACTIONS_MS = {f"{number:02d}": number * 10 for number in range(100)} | {
    f"{number:03d}": number for number in range(1000)
}
_LINE_FRACTIONS_MS = {f"{digits}]": ms for digits, ms in _FRACTIONS_MS.items()}
_WORD_FRACTIONS_MS = {f"{digits}>": ms for digits, ms in _FRACTIONS_MS.items()}


def is_tidy(rows: Sequence[str]) -> bool:
    """Whether the rows have none but single ASCII blanks, and none after a mark."""
    text = "".join(rows)
    return text.isprintable() and "  " not in text and "> " not in text


def plain_line(row: str, tidy: bool) -> Line | None:
    """The line of a row in the common shape, else None; `tidy` says that `is_tidy` holds for all rows."""
    if not row or row[0] != "[":
        return None
    cut, end = row.find(".") + 1, row.find("]") + 1
    try:
        start_ms = _SECONDS_MS[row[1:cut]] + _LINE_FRACTIONS_MS[row[cut:end]]
    except KeyError:
        return None
    text = row[end:]
    if "[" in text:
        return None
    if "<" not in text:
        return quick_line(text.strip(), start_ms)
    return _marked_line(text, start_ms, cut - 1, end - 1) if tidy or is_tidy((text,)) else None


def _marked_line(text: str, start_ms: int, cut: int, end: int) -> Line | None:
    """The line of a text that is nothing but words and plain marks as wide as the row's stamp, else None.

    A mark's fraction begins `cut` signs after its bracket and its text after `end` signs.
    """
    parts = text.split("<")
    if parts.pop(0):
        return None
    times: list[int] = []
    texts: list[str] = []
    try:
        for part in parts:
            times.append(_SECONDS_MS[part[:cut]] + _WORD_FRACTIONS_MS[part[cut:end]])
            texts.append(part[end:])
    except KeyError:
        return None
    if times != sorted(times):
        return None
    del parts  # in a row of a million marks they weigh as much as the words
    last = -1 if texts[-1] or len(texts) == 1 else -2
    texts[last] = texts[last].rstrip()
    return quick_line("".join(texts), start_ms, quick_words(texts, times))
