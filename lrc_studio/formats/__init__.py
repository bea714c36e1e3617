"""Lyric formats: text to lyrics and back, one module a format, all of them listed in `FORMATS`."""

from __future__ import annotations

from lrc_studio.core.errors import UsageError
from lrc_studio.formats.ass import ASS
from lrc_studio.formats.audacity import AUDACITY
from lrc_studio.formats.base import Format, Reading, WriteOptions
from lrc_studio.formats.elrc import ELRC
from lrc_studio.formats.json_project import JSON
from lrc_studio.formats.krc import KRC
from lrc_studio.formats.lrc import LRC
from lrc_studio.formats.lyricify import LYRICIFY
from lrc_studio.formats.lyricsfile import LYRICSFILE
from lrc_studio.formats.nicokara import NICOKARA
from lrc_studio.formats.qrc import QRC
from lrc_studio.formats.srt import SRT
from lrc_studio.formats.table import CSV
from lrc_studio.formats.ttml import TTML
from lrc_studio.formats.txt import TXT
from lrc_studio.formats.ultrastar import ULTRASTAR
from lrc_studio.formats.vtt import VTT
from lrc_studio.formats.yrc import YRC

__all__ = ["FORMATS", "Format", "Reading", "WriteOptions", "by_id", "by_suffix", "detect"]

FORMATS: tuple[Format, ...] = (
    *(LRC, ELRC, JSON, TXT, SRT, VTT, ASS, TTML),
    *(ULTRASTAR, LYRICSFILE, AUDACITY, CSV, QRC, YRC, KRC, LYRICIFY, NICOKARA),
)

_CERTAIN = 0.9


def by_id(format_id: str) -> Format:
    """The format of that id. Raises `UsageError`, which names the known ones."""
    for fmt in FORMATS:
        if fmt.id == format_id:
            return fmt
    known = ", ".join(fmt.id for fmt in FORMATS)
    raise UsageError(f"There is no format “{format_id[:40]}”; use one of {known}.")


def by_suffix(name: str) -> Format | None:
    """The format that a file's name (or path) ends in, in any case, or None; of two the one with the longer suffix."""
    ends = ((suffix, fmt) for fmt in FORMATS for suffix in fmt.suffixes if name.lower().endswith(suffix))
    return max(ends, key=lambda end: len(end[0]), default=("", None))[1]


def detect(name: str, text: str) -> Format:
    """The format of a file from its name (which may be empty) and its decoded text.

    A content that is certain wins over the name; between two certain ones the name decides, as for plain and enhanced
    LRC. With neither, the most likely content is taken; plain text is what remains.
    """
    readable = [fmt for fmt in FORMATS if fmt.read is not None]
    scores = {fmt.id: fmt.score(text) for fmt in readable}
    named = by_suffix(name)
    best = max(readable, key=lambda fmt: scores[fmt.id])
    if named is None or named.read is None:
        return best
    return best if scores[best.id] >= _CERTAIN > scores[named.id] else named
