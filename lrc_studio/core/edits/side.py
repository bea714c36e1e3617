"""Edits of what stands beside the text and its times: sections, voices and side texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lrc_studio.core.edits.rows import each_row
from lrc_studio.core.lyrics import Lyrics


def set_section(lyrics: Lyrics, row: int, section: str | None) -> Lyrics:
    """Begin a section of this name at the line; None or blank lets the section before go on."""
    name = _text_or_none(section)
    return each_row(lyrics, [row], lambda line: replace(line, section=name))


def set_voice(lyrics: Lyrics, rows: Iterable[int], voice: str | None) -> Lyrics:
    """Say who sings the lines; None or blank is the only voice."""
    name = _text_or_none(voice)
    return each_row(lyrics, rows, lambda line: replace(line, voice=name))


def set_background(lyrics: Lyrics, rows: Iterable[int], background: bool) -> Lyrics:
    """Say whether the lines are background vocals."""
    return each_row(lyrics, rows, lambda line: replace(line, background=background))


def set_translation(lyrics: Lyrics, row: int, text: str | None) -> Lyrics:
    """Give the line a translation; None or blank takes it away."""
    side = _text_or_none(text)
    return each_row(lyrics, [row], lambda line: replace(line, translation=side))


def set_romanization(lyrics: Lyrics, row: int, text: str | None) -> Lyrics:
    """Give the line its sound in Latin letters; None or blank takes it away."""
    side = _text_or_none(text)
    return each_row(lyrics, [row], lambda line: replace(line, romanization=side))


def _text_or_none(text: str | None) -> str | None:
    flat = " ".join((text or "").split())
    return flat or None
