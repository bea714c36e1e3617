"""Headings such as `[Chorus]` and repeat marks such as `(x2)`: what stands in a lyric sheet but is not sung."""

from __future__ import annotations

import re
from dataclasses import replace

from lrc_studio.core.lyrics import Line, Lyrics

MOST_REPEATS = 20
LONGEST_HEADING = 100
"""Signs; a longer row is lyrics."""

_LONGEST_MARK = 24

_PARTS = (
    "intro|outro|verse|pre-?\\s?chorus|chorus|post-?\\s?chorus|bridge|hook|refrain|interlude|instrumental|solo|coda|"
    "break|breakdown|drop|spoken|ad-?lib|couplet|pont|strophe|vers|zwischenspiel|estribillo|estrofa|puente|coro|verso|"
    "ritornello|strofa|"
    "refr[aã]o|ponte|припев|куплет"
)
# None of these patterns may try one run of blanks or letters in two places: a row that nearly fits would take for ever.
_LETTER = re.compile(r"[^\W\d_]")
_BRACKETED = re.compile(r"\[([^\[\]]*)\]\s*:?")
_NAME = (
    rf"(?:(?:guitar|final|last|first|second|third)\s+)?(?:{_PARTS})"
    r"(?:\s+\d{1,2}|\s+[ivx]{1,4})?(?:\s*[(\[]?[x×]\s?\d{1,2}[)\]]?)?"
)
_NAMED = re.compile(rf"[(（]\s*({_NAME}\s*(?:[:–—-][^()]+)?)[)）]\s*:?", re.IGNORECASE)
_COLON = re.compile(rf"({_NAME})\s*:", re.IGNORECASE)
_REPEAT = re.compile(
    r"(?:[(\[]\s*(?:[x×]\s*(\d{1,2})|(\d{1,2})\s*[x×])\s*[)\]]|(?:^|\s)[x×]\s?(\d{1,2})|×\s*(\d{1,2}))$",
    re.IGNORECASE,
)


def heading_of(text: str) -> str | None:
    """The label of a line that is only a heading, or None.

    `[Anything]` in square brackets is one (but `[x2]` is not); `(Chorus)` and `Verse 2:` are where the word is known.
    """
    row = text.strip()
    if len(row) > LONGEST_HEADING:
        return None
    found = _BRACKETED.fullmatch(row) or _NAMED.fullmatch(row) or _COLON.fullmatch(row)
    label = found[1].strip() if found else ""
    return label if _LETTER.search(label) and not _REPEAT.fullmatch(row) else None


def repeat_of(text: str) -> tuple[str, int]:
    """A line's text without its repeat mark, and how often it is sung: `("La la", 2)` for `La la (x2)`.

    Marks are `(x2)`, `x2`, `(2x)` and `×2` at the end; a mark of 0 or over 20 is text like any other.
    """
    body = text.rstrip()
    found = _REPEAT.search(body, max(0, len(body) - _LONGEST_MARK))
    count = int(next(group for group in found.groups() if group)) if found else 1
    if found is None or not 1 <= count <= MOST_REPEATS:
        return text, 1
    return body[: found.start()].rstrip(), count


_Starts = tuple[tuple[int, int | None, str], ...]
# Actions and pictures ask again and again; the last lyrics are told by identity, for they never change.
_last: tuple[Lyrics, _Starts] | None = None


def section_starts(lyrics: Lyrics) -> _Starts:
    """The sections as (row, start in ms or None, name), by rows."""
    global _last
    known = _last
    if known is None or known[0] is not lyrics:
        lines = enumerate(lyrics.lines)
        _last = known = (lyrics, tuple((row, line.start_ms, line.section) for row, line in lines if line.section))
    return known[1]


def lift_headings(lyrics: Lyrics) -> Lyrics:
    """Each line that is only a heading becomes the `section` of the next line and goes; the last such heading wins.

    A heading with nothing after it goes too. A section that the next line already has is kept.
    """
    lines: list[Line] = []
    label: str | None = None
    for line in lyrics.lines:
        heading = heading_of(line.text)
        if heading is not None:
            label = heading
        elif label is not None and line.text.strip():
            lines.append(replace(line, section=line.section or label))
            label = None
        else:
            lines.append(line)
    return lyrics.with_lines(lines)


def expand_repeats(lyrics: Lyrics) -> Lyrics:
    """Each line that ends in a repeat mark stands there that many times, without the mark.

    Copies carry no times, words or lock of their own, and only the first keeps the section. Headings are left alone; a
    line that is nothing but a mark repeats the line before it.
    """
    lines: list[Line] = []
    for line in lyrics.lines:
        text, count = repeat_of(line.text)
        if (count == 1 and text == line.text) or heading_of(line.text) is not None:
            lines.append(line)
        elif text.strip():
            lines += [replace(line, text=text, words=()), *[_copy(line, text)] * (count - 1)]
        elif lines and lines[-1].text.strip():
            lines += [_copy(lines[-1], lines[-1].text)] * (count - 1)
    return lyrics.with_lines(lines)


def _copy(line: Line, text: str) -> Line:
    return replace(line, text=text, words=(), start_ms=None, end_ms=None, confidence=None, locked=False, section=None)
