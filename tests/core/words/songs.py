"""Small songs as tokens, and short views of what is read from them."""

from __future__ import annotations

from lrc_studio.core.words import Reading, Token, lines_from


def timed(*texts: str, step_ms: int = 300) -> list[Token]:
    return [Token(text, place * step_ms, place * step_ms + step_ms - 20) for place, text in enumerate(texts, start=3)]


def lines(*texts: str, sheet: str | None = None) -> list[str]:
    return [line.text for line in lines_from(timed(*texts), sheet).lines]


def sections(reading: Reading) -> list[tuple[str | None, str]]:
    return [(line.section, line.text) for line in reading.lines]
