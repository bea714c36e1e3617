"""Which song lyrics belong to: its path as a project writes it, its length and its fingerprint."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path, PurePath

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import AudioRef, Lyrics

SAME_LENGTH_MS = 500
"""Two encodings of one song differ in length by their padding, some 50 ms; another version by seconds."""


def song_ref(audio_path: Path) -> AudioRef:
    """The song at `audio_path` with its whole path, SHA-256 and length; reads all of it, so not for a window's thread.

    Raises InputError where it cannot be read.
    """
    from lrc_studio.audio.decode import probe

    facts = probe(audio_path)
    return AudioRef(audio_path.absolute().as_posix(), _sha256(audio_path), facts.duration_ms)


def with_song(lyrics: Lyrics, audio_path: Path | None, target: Path | None) -> Lyrics:
    """The lyrics as they are written to the file `target`: the song's path is relative to it where it can be.

    Without `target` (standard output) the path is relative to the current folder. What is known of another song
    is not kept; without `audio_path` the lyrics stay as they are.
    """
    if audio_path is None:
        return lyrics
    folder = target.absolute().parent if target else Path.cwd()
    known = lyrics.audio if lyrics.audio and PurePath(lyrics.audio.path).name == audio_path.name else AudioRef("")
    return replace(lyrics, audio=replace(known, path=_relative(audio_path, folder)))


def moved(lyrics: Lyrics, source: Path | None, target: Path | None) -> Lyrics:
    """The lyrics read from the file `source` as they are written to `target`: a relative path still leads there."""
    if lyrics.audio is None or not lyrics.audio.path or source is None or target is None:
        return lyrics
    song = Path(os.path.normpath(source.absolute().parent / lyrics.audio.path))
    return with_song(lyrics, song, target)


def same_song(lyrics: Lyrics, found: AudioRef) -> bool:
    """Whether `found` can be the song of `lyrics`: the same fingerprint, or a length within half a second."""
    if lyrics.audio is None:
        return True
    if lyrics.audio.sha256 and lyrics.audio.sha256 == found.sha256:
        return True
    if lyrics.audio.duration_ms is None or found.duration_ms is None:
        return lyrics.audio.sha256 is None or found.sha256 is None
    return abs(lyrics.audio.duration_ms - found.duration_ms) <= SAME_LENGTH_MS


def _relative(path: Path, folder: Path) -> str:
    try:
        return PurePath(os.path.relpath(path.absolute(), folder)).as_posix()
    except ValueError:  # another drive on Windows
        return path.absolute().as_posix()


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{path.name} cannot be read. Check that it is still there.") from error
