"""Projects: saving one, and leading one to a song that was moved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.formats.base import WriteOptions
from lrc_studio.workflows.export import export
from lrc_studio.workflows.song_ref import same_song, song_ref, with_song

SUFFIX = ".lrcstudio"


@dataclass(frozen=True, slots=True)
class Relinked:
    """The lyrics that now belong to another file; `same` is False where that is surely another song."""

    lyrics: Lyrics
    same: bool


def save_project(lyrics: Lyrics, path: Path, audio_path: Path | None) -> Lyrics:
    """Write the project file `path`, whole or not at all, and give the lyrics as they were written.

    The song's path is written relative to the project. What the lyrics know of the song (SHA-256, length) is kept:
    `song_ref` finds it, off a window's thread. Raises a told error; the old file is then as it was.
    """
    written = with_song(lyrics, audio_path, path)
    export(written, "json", path, WriteOptions())
    return written


def relink(lyrics: Lyrics, new_audio_path: Path, project_path: Path | None) -> Relinked:
    """Lead `lyrics` to the song at `new_audio_path`; reads all of the song, so not for a window's thread.

    Raises InputError where it is not a song.
    """
    found = song_ref(new_audio_path)
    linked = with_song(replace(lyrics, audio=found), new_audio_path, project_path)
    return Relinked(linked, same_song(lyrics, found))
