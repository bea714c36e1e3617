"""Plain text: lines and headings in, lines and headings out."""

from __future__ import annotations

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats import WriteOptions, by_id

TXT = by_id("txt")


def test_blank_rows_divide_and_headings_name_sections() -> None:
    assert TXT.read is not None
    text = "\ufeff[Verse 1: Ann]\r\n  One \r\n\r\nTwo\r\n[Chorus]\r\nThree\r\n[Outro]"
    lines = (Line("One", section="Verse 1: Ann"), Line("Two"), Line("Three", section="Chorus"))
    assert TXT.read(text).lyrics == Lyrics(lines)
    assert TXT.read(" \n\n").lyrics == Lyrics()


def test_written_with_a_blank_row_before_each_section_and_for_each_pause() -> None:
    assert TXT.write is not None
    lines = (
        *(Line("", 1), Line("One", 2, section="Verse"), Line("", 3), Line("", 4), Line("Two", 5)),
        *(Line("Three", 6, section="Chorus"), Line("", 7)),
    )
    assert TXT.write(Lyrics(lines), WriteOptions()) == "[Verse]\nOne\n\nTwo\n\n[Chorus]\nThree\n"
    assert TXT.write(Lyrics(), WriteOptions()) == ""
