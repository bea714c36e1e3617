"""What Apple Music-like Lyrics (AMLL) shows of a TTML file; the rules were found by running its reader, 1.0.1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lrc_studio.core.errors import InputError
from lrc_studio.formats.players.base import Player, Shown
from lrc_studio.formats.ttml_reading import Document, Paragraph

_BRACKETS = re.compile(r"^[(（]|[)）]$")
_PARAGRAPH = re.compile(r"<(?:[A-Za-z0-9_-]{1,20}:)?p[\s>]")


def play(text: str) -> list[Shown]:
    """The lines as AMLL shows them, each with its words, a background line apart and without the brackets around it.

    A line without `itunes:key` is not shown, of several background lines in one line only the last is, and a line lasts
    as long as its background.
    """
    try:
        paragraphs = Document(text).paragraphs
    except InputError:
        return []
    rows = [number for number, row in enumerate(text.split("\n"), start=1) for _ in _PARAGRAPH.finditer(row)]
    return sorted(_lines(paragraphs, rows), key=lambda shown: shown.start_ms)


def _lines(paragraphs: list[Paragraph], rows: list[int]) -> Iterator[Shown]:
    outer = -1  # the `p` that is read, from 0
    for place, paragraph in enumerate(paragraphs):
        inner = paragraph.background and paragraph.key is None and place > 0
        outer += 0 if inner else 1
        behind = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
        more = behind is not None and behind.background and behind.key is None
        if more if inner else paragraph.key is None:
            continue
        shown = _line(paragraph, rows[outer] if outer < len(rows) else 1, inner)
        if shown is not None:
            lasting_ms = behind.end_ms if more and not inner and behind is not None else None
            yield shown if lasting_ms is None else _until(shown, lasting_ms)


def _line(paragraph: Paragraph, row: int, inner: bool) -> Shown | None:
    said = " ".join("".join(part for piece in paragraph.pieces for part in piece.parts).split())
    if inner:
        said = _BRACKETS.sub("", said).strip()
    words_ms = [piece.begin_ms for piece in paragraph.pieces if piece.begin_ms is not None]
    begin_ms = paragraph.begin_ms if paragraph.begin_ms is not None else min(words_ms, default=None)
    if begin_ms is None or not said:
        return None
    end_ms = paragraph.end_ms or max((piece.end_ms or 0 for piece in paragraph.pieces), default=0) or None
    return Shown(begin_ms, said, row, end_ms, tuple(words_ms))


def _until(shown: Shown, lasting_ms: int) -> Shown:
    return Shown(shown.start_ms, shown.text, shown.row, max(shown.end_ms or 0, lasting_ms), shown.words_ms)


AMLL = Player("amll", "AMLL", frozenset({"ttml"}), play)
