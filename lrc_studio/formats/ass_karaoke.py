r"""The text of an ASS event: karaoke tags `\k` `\kf` `\ko` to syllables with times and back, and what braces hide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Line, Word
from lrc_studio.formats.lrc_writing import one_row
from lrc_studio.formats.sung import closing_ms, runs_of

_PIECES = re.compile(r"\{[^{}]*\}|\\[{}]")
_TAG = re.compile(r"\\(?:(kf|ko|kt|k|K)[ \t]*([0-9]{1,7}(?:\.[0-9]{1,3})?)?|p([0-9]))")
_TAGS = {tag: f"\\{tag}" for tag in ("kf", "ko", "k", "K")}
_BARE_CS = "100"  # of a karaoke tag without a number (libass)
_MOST_TOKENS = 50_000
_JOINER = "\u2060"  # after a backslash that is text, as ffmpeg writes it
_ESCAPES = str.maketrans({"\\": f"\\{_JOINER}", "{": "\\{", "}": "\\}"})


class Syllable(NamedTuple):
    """A piece of an event's text with its time in ms; `tag` is the karaoke tag before it, "" where there is none."""

    start_ms: int
    end_ms: int
    text: str
    tag: str


def syllables(text: str, start_ms: int) -> Iterator[Syllable]:
    r"""The syllables of an event that begins at `start_ms`, in order; `\N` stays in their text.

    Each tag begins one where the last one ended. Text before the first tag has no length, an empty syllable is a
    pause, two tags in one block are a pause and a syllable (libass, Aegisub). Braces without a tag are a comment and
    drawings are no text. Raises `InputError` for more pieces than any line has.
    """
    begin_ms = end_ms = next_ms = start_ms
    now = ""  # the tag of the syllable at hand
    texts: list[str] = []
    for number, (tag, said) in enumerate(_tokens(text)):
        if number == _MOST_TOKENS:
            raise InputError(f"This file has an event with more than {_MOST_TOKENS:,} syllables; no song has so many.")
        if tag == "text":
            texts.append(said)
        elif tag == "kt":  # the next syllable begins so long after the event
            next_ms = start_ms + _length_ms(said)
        else:
            if now or texts:
                yield Syllable(begin_ms, end_ms, "".join(texts), now)
                texts.clear()
            begin_ms, end_ms, now = next_ms, next_ms + _length_ms(said), _TAGS[tag]
            next_ms = end_ms
    yield Syllable(begin_ms, end_ms, "".join(texts), now)


def _length_ms(hundredths: str) -> int:
    return int(float(hundredths or _BARE_CS) * 10 + 0.5)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Karaoke tags with their lengths, and ("text", ...) for what is seen between the blocks."""
    place, drawing = 0, False
    for piece in _PIECES.finditer(text):
        if place < piece.start() and not drawing:
            yield "text", text[place : piece.start()]
        place = piece.end()
        if text[piece.start()] == "\\":
            if not drawing:
                yield "text", text[place - 1]
            continue
        for match in _TAG.finditer(text, piece.start(), piece.end()):
            if match[3]:
                drawing = match[3] != "0"
            else:
                yield match[1], match[2] or ""
    if place < len(text) and not drawing:
        yield "text", text[place:]


def plain(text: str) -> str:
    r"""The text as it is seen, in one row: `\N` is a blank, `\h` a blank that does not break."""
    if "\\" not in text:
        return text
    text = text.replace("\\N", " ").replace("\\n", " ").replace("\\h", "\u00a0")
    return text.replace(f"\\{_JOINER}", "\\")


def escaped(text: str) -> str:
    """The text with what would be an override block or an escape made harmless (libass, ffmpeg)."""
    return text.replace("\n", " ").replace("\r", " ").translate(_ESCAPES)


def centiseconds(ms: int) -> int:
    """The time in hundredths of a second, the nearest, half up."""
    return (ms + 5) // 10


def karaoke(line: Line, start_ms: int, after: Line | None) -> str:
    r"""The line's text with `\kf` before each word and an empty `\k` for each pause, or without where none is timed.

    Every length is the difference of two rounded times, so that rounding never adds up. A word that ends after the
    next one begins is cut short by the format.
    """
    runs = runs_of(line)
    if not runs:
        return escaped(one_row(line.text))
    pieces: list[str] = []
    now = centiseconds(start_ms)
    for word, end_ms in zip(runs, _ends_ms(runs, closing_ms(line, runs[-1], after)), strict=True):
        begin = max(now, centiseconds(word.start_ms or 0))
        if begin > now:
            pieces.append(f"{{\\k{begin - now}}}")
        now = max(begin, centiseconds(end_ms))
        pieces.append(f"{{\\kf{now - begin}}}{escaped(word.text)}")
    return "".join(pieces).rstrip()


def _ends_ms(runs: list[Word], closed_ms: int) -> Iterator[int]:
    """Where each word ends: as it says, but with the next one at the latest."""
    for word, after in pairwise(runs):
        next_ms = after.start_ms or 0
        own_ms = word.end_ms
        yield next_ms if own_ms is None or own_ms < (word.start_ms or 0) else min(own_ms, next_ms)
    yield closed_ms
