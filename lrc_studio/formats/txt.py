"""Plain lyrics: a row for each line, no times, `[Chorus]` rows for sections."""

from __future__ import annotations

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.formats.base import Format, WriteOptions
from lrc_studio.formats.text_rows import read_text, write_text


def write(lyrics: Lyrics, _options: WriteOptions) -> str:
    """The text of the lyrics, see `write_text`; the options have no meaning here."""
    return write_text(lyrics)


def score(_text: str) -> float:
    """Any text may be plain lyrics, so this is what remains."""
    return 0.1


TXT = Format(
    id="txt",
    label="Plain text",
    suffixes=(".txt",),
    read=read_text,
    write=write,
    score=score,
    keeps=frozenset({"sections", "untimed", "blanks"}),
)
