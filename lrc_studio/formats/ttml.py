"""TTML lyrics: word times, singers, background and translations as in Apple Music and AMLL; or lines alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lrc_studio.core.lyrics import Line
from lrc_studio.formats.base import Format, Reading
from lrc_studio.formats.cues import reading_of
from lrc_studio.formats.quick import collector_paused, quick_line
from lrc_studio.formats.sung import text_of, words_of
from lrc_studio.formats.ttml_reading import Document, Paragraph, Piece
from lrc_studio.formats.ttml_writing import write

_BLANKS = re.compile(r"[ \t\r\n]+")
_ROOT = re.compile(r"<(?:[A-Za-z0-9_-]{1,20}:)?tt[\s>]")
_SCORED_CHARS = 4000

_RELATIVE = "The times of words count from their line's start in this file; they were read so."
_BACKWARDS = "Some lines end before they begin; their ends were left out."


def read(text: str) -> Reading:
    """Lyrics from TTML: each `p` is a line, timed spans in it are words, a span with the role `x-bg` a background line.

    A line without times of its own has those of its words. Times of words count from the song's start (Apple, AMLL,
    Navidrome) unless they only fit from the line's (ttconv, strict TTML). Raises `InputError` where the text is no XML
    or declares entities.
    """
    with collector_paused():
        document = Document(text)
        lines = [line for paragraph in document.paragraphs if (line := _line(paragraph, document))]
        backwards = any(map(_is_backwards, lines))
        lines = [replace(line, end_ms=None) if _is_backwards(line) else line for line in lines]
    warnings = [*([_RELATIVE] if document.relative else []), *([_BACKWARDS] if backwards else [])]
    tags = {key: " ".join("".join(parts).split()) for key, parts in document.metas.items()}
    return reading_of(lines, tuple((key, value) for key, value in tags.items() if value), warnings)


def _line(paragraph: Paragraph, document: Document) -> Line | None:
    """The line of a paragraph, None if it has no text."""
    timed = any(piece.begin_ms is not None for piece in paragraph.pieces)
    if timed:
        words = words_of(_parts(paragraph.pieces, document.relative))
        line = quick_line(text_of(words), None, words)
    else:
        line = quick_line(_joined([part for piece in paragraph.pieces for part in piece.parts]).strip(), None)
    if not line.text:
        return None
    base_ms = paragraph.within_ms if document.relative else 0
    start_ms, end_ms = _plus(paragraph.begin_ms, base_ms), _plus(paragraph.end_ms, base_ms)
    if start_ms is None:
        start_ms = next((word.start_ms for word in line.words if word.start_ms is not None), None)
    if end_ms is None:
        end_ms = max((word.end_ms for word in line.words if word.end_ms is not None), default=None)
    return _with_asides(replace(line, start_ms=start_ms, end_ms=end_ms), paragraph, document)


def _with_asides(line: Line, paragraph: Paragraph, document: Document) -> Line:
    """The line with what a paragraph has besides text and times."""
    key = paragraph.key or ""
    name = _joined(document.agents.get(paragraph.agent or "", [])).strip()
    return replace(
        line,
        voice=name or paragraph.agent or None,
        background=paragraph.background,
        section=paragraph.section or None,
        translation=_joined(paragraph.translation or document.translations.get(key, [])).strip() or None,
        romanization=_joined(paragraph.romanization or document.romanizations.get(key, [])).strip() or None,
    )


def _parts(pieces: list[Piece], relative: bool) -> Iterator[tuple[str, int | None, int | None]]:
    for piece in pieces:
        base_ms = piece.within_ms if relative else 0
        yield _joined(piece.parts), _plus(piece.begin_ms, base_ms), _plus(piece.end_ms, base_ms)


def _joined(parts: list[str]) -> str:
    """The parts as one text in which any blanks are one."""
    return _BLANKS.sub(" ", "".join(parts))


def _plus(ms: int | None, base_ms: int) -> int | None:
    return None if ms is None else ms + base_ms


def _is_backwards(line: Line) -> bool:
    return line.start_ms is not None and line.end_ms is not None and line.end_ms < line.start_ms


def score(text: str) -> float:
    """How surely a text is TTML: its root element says it."""
    head = text[:_SCORED_CHARS].lstrip("\ufeff\u200b \t\r\n")
    return 0.95 if head.startswith("<") and _ROOT.search(head) else 0.0


TTML = Format(
    id="ttml",
    label="TTML",
    suffixes=(".ttml", ".dfxp"),
    read=read,
    write=write,
    score=score,
    keeps=frozenset(
        {
            *("lines", "ends", "words", "word_ends", "voices", "background", "sections", "translations"),
            *("romanizations", "tags"),
        }
    ),
    choices=frozenset({"words", "side_texts"}),
    unit_ms=1,
    about="Apple Music and AMLL, with singers",
)
