"""Lets other programs read what we write and says whether they read the same times and words.

`python packaging/interop.py [--write]` runs every reader that is installed on every song of interop_songs.py and
prints a table; with `--write` it takes the place of the one in docs/formats.md. What is absent is named, not failed.
The variables INTEROP_PYTHON (a Python with pysubs2, srt, webvtt-py, ttconv) and INTEROP_NODE (a folder with
node_modules: @applemusic-like-lyrics/lyric, @xmldom/xmldom, lrc-kit, clrc, @lrc-maker/lrc-parser) say where the
libraries are; the others are ffmpeg with libass, mpv, exiftool, chromium and performous of the system.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from interop_performous import performous_row
from interop_pixels import libass_version, sweep_differences
from interop_readers import Reader, Row, bare, command, mpv_shows, readers
from interop_songs import songs
from interop_tags import tag_rows

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.formats import by_id
from lrc_studio.formats.base import WriteOptions
from lrc_studio.workflows.export import render

DOCS = Path(__file__).resolve().parent.parent / "docs" / "formats.md"
BEGIN, END = "<!-- interop: written by packaging/interop.py -->", "<!-- interop ends -->"
ENDS = frozenset({"srt", "vtt", "ass", "ttml"})
TableRow = tuple[str, str, str, str]


def written(folder: Path, reader: Reader) -> dict[Path, Lyrics]:
    """The songs in the reader's format, one file each, and what was to be written."""
    found = {}
    options = WriteOptions(words=not reader.line_timed, side_texts=not reader.line_timed, final_empty=True)
    for number, (name, lyrics) in enumerate(songs().items(), 1):
        kind = "lines" if reader.line_timed else "words"
        path = folder / f"{number:02d}-{re.sub(r'[^a-z0-9]+', '-', name.lower())}-{kind}{reader.suffix}"
        path.write_text(render(lyrics, reader.format_id, options), "utf-8", newline="\n")
        found[path] = lyrics
    return found


def difference(reader: Reader, lyrics: Lyrics, read: list[Row] | str) -> str:
    """What a reader reads otherwise, "" where it is the same within the format's unit."""
    if isinstance(read, str):
        return read.splitlines()[0][:90]
    near_ms = by_id(reader.format_id).step_ms(WriteOptions()) // 2 + 1
    told = [row for row in read if bare(row[2], reader.markup)]
    if len(told) != len(lyrics.lines):
        return f"{len(told)} of {len(lyrics.lines)} lines"
    for number, (line, row) in enumerate(zip(sung(lyrics), told, strict=True), 1):
        if bare(row[2], reader.markup) != bare(line.text):
            return f"line {number} reads “{bare(row[2], reader.markup)}”"
        if abs(row[0] - (line.start_ms or 0)) > near_ms:
            return f"line {number} begins at {row[0]} ms, not {line.start_ms}"
        if reader.format_id in ENDS and row[1] is not None and abs(row[1] - (line.end_ms or 0)) > near_ms:
            return f"line {number} ends at {row[1]} ms, not {line.end_ms}"
        if reader.words and line.words and (said := _words_differ(line, row, near_ms)):
            return f"line {number}: {said}"
    return ""


def sung(lyrics: Lyrics) -> list[Line]:
    """The lines as they sound, after the offset."""
    early_ms = lyrics.offset_ms
    return [
        replace(line, start_ms=max(0, (line.start_ms or 0) - early_ms), end_ms=max(0, (line.end_ms or 0) - early_ms))
        for line in lyrics.lines
    ]


def _words_differ(line: Line, row: Row, near_ms: int) -> str:
    words = [(at, text) for at, text in row[3] if text.strip()]
    if "".join(text.split()[0] for _, text in words) != "".join(word.text.strip() for word in line.words):
        return f"words “{'|'.join(text for _, text in words)}”"
    for word, (at_ms, text) in zip(line.words, words, strict=False):
        if abs((word.start_ms or 0) - at_ms) > near_ms:
            return f"“{text.strip()}” at {at_ms} ms, not {word.start_ms}"
    return ""


def table_row(folder: Path, reader: Reader) -> TableRow:
    """What one reader makes of all songs."""
    version = reader.version()
    label = by_id(reader.format_id).label + (", lines alone" if reader.line_timed else "")
    if version is None:
        return label, reader.name, "not installed", ""
    files = written(folder, reader)
    read = reader.read(list(files))
    said = {path: difference(reader, lyrics, read.get(path, "not read")) for path, lyrics in files.items()}
    return label, f"{reader.name} {version}", *summed(zip(songs(), said.values(), strict=True))


def summed(said: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """How many songs read the same, and what differs in the others."""
    pairs = list(said)
    differ = [f"{name}: {what}" for name, what in pairs if what]
    return f"{len(pairs) - len(differ)} of {len(pairs)}", "; ".join(differ).replace("|", "\\|")


def mpv_rows(folder: Path) -> list[TableRow]:
    """mpv: each line is shown from its start on and not before, as it is drawn."""
    rows = []
    for base in (each for each in readers() if each.name == "ffprobe"):
        label = by_id(base.format_id).label
        if not shutil.which("mpv"):
            rows.append((label, "mpv", "not installed", ""))
            continue
        version = re.search(r"mpv v?(\S+)", command("mpv", "--version"))
        files = zip(songs(), written(folder, base).items(), strict=True)
        said = [(name, _mpv_differs(path, lyrics)) for name, (path, lyrics) in files]
        rows.append((label, f"mpv {version[1] if version else ''}".strip(), *summed(said)))
    return rows


def _mpv_differs(path: Path, lyrics: Lyrics) -> str:
    lines = sung(lyrics)
    asked = [ms for line in lines for ms in ((line.start_ms or 0) - 12, (line.start_ms or 0) + 12)]
    shown = mpv_shows(path, asked)
    for number, line in enumerate(lines):
        before, after = (bare(text) for text in shown[2 * number : 2 * number + 2])
        wanted = bare(line.text)
        if after != wanted:
            return f"line {number + 1} shows “{after}”"
        if wanted in before:
            return f"line {number + 1} is shown too early"
    return ""


def pixel_row(folder: Path) -> TableRow:
    """libass draws our \\k spans: each word turns at its own time."""
    label = f"{by_id('ass').label}, the sweep of words"
    version = libass_version()
    if version is None:
        return label, "libass (ffmpeg's filter ass)", "not installed", ""
    said = [(name, sweep_differences(folder, lyrics)) for name, lyrics in songs().items() if lyrics.has_words]
    return label, f"libass {version}", *summed(said)


def table(rows: Iterable[TableRow]) -> str:
    """The table as Markdown."""
    head = ["| format | reader | songs read the same | what differs |", "|---|---|---|---|"]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def main() -> None:
    """Run everything and print or write the table."""
    with tempfile.TemporaryDirectory(prefix="interop-") as name:
        folder = Path(name)
        rows = [table_row(folder, reader) for reader in readers()]
        rows += [*mpv_rows(folder), pixel_row(folder), performous_row(folder), *tag_rows(folder)]
    found = table(sorted(rows, key=lambda row: row[0]))
    print(found)
    if "--write" in sys.argv:
        text = DOCS.read_text("utf-8")
        before, rest = text.split(BEGIN, 1)
        after = rest.split(END, 1)[1]
        DOCS.write_text(f"{before}{BEGIN}\n\n{found}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
