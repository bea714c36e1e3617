"""Enhanced LRC with word times, `[line]<word>text <word>text<end>`, known as A2."""

from __future__ import annotations

from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.core.timecode import format_stamp
from lrc_studio.formats.base import Format, WriteOptions
from lrc_studio.formats.lrc_rows import read_rows, word_score
from lrc_studio.formats.lrc_stamps import rounded_ms
from lrc_studio.formats.lrc_writing import one_row, write_rows
from lrc_studio.formats.sung import closing_ms, runs_of


def write(lyrics: Lyrics, options: WriteOptions) -> str:
    """The lyrics as enhanced LRC.

    Each word has a mark before it and the last one a mark after it; a gap is a closing mark and the next word's mark.
    A line without word times is a plain row. Never are several stamps put before one row.
    """

    def text_of(line: Line, after: Line | None) -> str:
        runs = runs_of(line) if options.words else []
        if not runs:
            return one_row(line.text)
        return _marked(runs, closing_ms(line, runs[-1], after), options.digits)

    return write_rows(lyrics, options, text_of)


def _marked(runs: list[Word], closed_ms: int, digits: int) -> str:
    """The marks and texts of a row; a word that ends after the next one begins is cut short by the format."""
    pieces: list[str] = []
    for word, after in zip(runs, [*runs[1:], None], strict=True):
        pieces.append(f"<{format_stamp(word.start_ms or 0, digits)}>")
        pieces.append(one_row(word.text) if after is None else word.text.replace("\n", " ").replace("\r", " "))
        if after is not None and _leaves_gap(word, after, digits):
            pieces.append(f"<{format_stamp(word.end_ms or 0, digits)}>")
    return "".join([*pieces, f"<{format_stamp(closed_ms, digits)}>"])


def _leaves_gap(word: Word, after: Word, digits: int) -> bool:
    """Whether a closing mark of its own is needed: the word ends before the next begins, as written."""
    if word.end_ms is None or after.start_ms is None or word.end_ms < (word.start_ms or 0):
        return False
    return rounded_ms(word.end_ms, digits) < rounded_ms(after.start_ms, digits)


ELRC = Format(
    id="elrc",
    label="Enhanced LRC",
    suffixes=(".elrc",),
    read=read_rows,
    write=write,
    score=word_score,
    keeps=frozenset({"lines", "words", "word_ends", "tags", "offset", "blanks"}),
    choices=frozenset({"digits", "keep_offset", "final_empty", "gap_rows", "prefixes", "words"}),
    about="Enhanced LRC, a time for each word",
)
