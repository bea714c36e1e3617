"""Lyrics to standard output or to a file, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from lrc_studio.cli import streams
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.formats.base import WriteOptions
from lrc_studio.workflows.export import proved, render
from lrc_studio.workflows.song_ref import with_song


def write_lyrics(
    lyrics: Lyrics, fmt_id: str, out: str | None, options: WriteOptions, *, audio: Path | None = None
) -> None:
    """Write `lyrics` in a format to `out` (None or `-`: standard output); `audio` is the song they belong to.

    What replaces a file is read back first. Raises InputError where that fails or the disk refuses.
    """
    to_file = out is not None and out != streams.STANDARD
    written = with_song(lyrics, audio, Path(out) if to_file and out else None)
    text = proved(written, fmt_id, options)[0] if to_file else render(written, fmt_id, options)
    streams.write(text, out)
