"""Lyrics to standard output or to a file, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from lrc_studio.cli import streams
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.formats.base import WriteOptions
from lrc_studio.workflows.export import export, losses_of, render
from lrc_studio.workflows.song_ref import with_song


def write_lyrics(
    lyrics: Lyrics, fmt_id: str, out: str | None, options: WriteOptions, *, audio: Path | None = None
) -> None:
    """Write `lyrics` in a format to `out` (None or `-`: standard output); `audio` is the song they belong to.

    What the format does not hold is named, unless the writing fails: then that is the one thing to say. What replaces a
    file is read back first. Raises InputError where that fails or the disk refuses.
    """
    if out is None or out == streams.STANDARD:
        streams.put(render(with_song(lyrics, audio, None), fmt_id, options))
    else:
        streams.check_target(out)
        target = Path(out)
        export(with_song(lyrics, audio, target), fmt_id, target, options)
    for sentence in losses_of(lyrics, fmt_id, options):
        streams.say(sentence)
