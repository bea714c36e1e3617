"""LRC with line times, `[mm:ss.xx]text`: the format every lyric player reads."""

from __future__ import annotations

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats.base import Format, WriteOptions
from lrc_studio.formats.lrc_rows import line_score, read_rows
from lrc_studio.formats.lrc_writing import one_row, write_rows


def write(lyrics: Lyrics, options: WriteOptions) -> str:
    """The lyrics as LRC: a row for each timed line, without word times; see `write_rows`."""
    return write_rows(lyrics, options, _text)


def _text(line: Line, _after: Line | None) -> str:
    return one_row(line.text)


LRC = Format(
    id="lrc",
    label="LRC",
    suffixes=(".lrc",),
    read=read_rows,
    write=write,
    score=line_score,
    keeps=frozenset({"lines", "tags", "offset", "blanks"}),
    choices=frozenset({"digits", "keep_offset", "final_empty", "gap_rows", "compact", "prefixes"}),
    about="LRC, one time a line",
)
