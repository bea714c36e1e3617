"""Plain lyrics as rows: a line each, `[Chorus]` rows for sections, blank rows between verses."""

from __future__ import annotations

from dataclasses import replace

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.core.sections import heading_of
from lrc_studio.formats.base import Reading
from lrc_studio.formats.lrc_rows import rows_of
from lrc_studio.formats.lrc_writing import joined, one_row
from lrc_studio.formats.quick import quick_line


def read_text(text: str) -> Reading:
    """Untimed lines from plain text: blank rows divide verses and are no lines, a heading names the next section."""
    lines: list[Line] = []
    section: str | None = None
    for row in rows_of(text):
        row = bare(row)
        heading = heading_of(row)
        if heading is not None:
            section = heading
        elif row:
            line = quick_line(row, None)
            lines.append(replace(line, section=section) if section else line)
            section = None
    return Reading(Lyrics(tuple(lines)))


def bare(row: str) -> str:
    """The row without blanks, byte order marks and zero-width spaces around it."""
    return row.strip().strip("\ufeff\u200b").strip()


def write_text(lyrics: Lyrics) -> str:
    """The text of the lines in their order; a blank row before a section, and for a line without text."""
    rows: list[str] = []
    for line in lyrics.lines:
        text = one_row(line.text)
        if (line.section or not text) and rows and rows[-1]:
            rows.append("")
        if line.section:
            rows.append(f"[{one_row(line.section)}]")
        if text:
            rows.append(text)
    return joined(rows[:-1] if rows and not rows[-1] else rows)
