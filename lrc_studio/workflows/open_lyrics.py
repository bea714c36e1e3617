"""Opening a lyric file or a project: what it says, what to know about it, and where its song is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Lyrics

SAMPLE_CHARS = 20_000
MOST_NULS = 8


@dataclass(frozen=True, slots=True)
class OpenedLyrics:
    """A lyric file that was read.

    `audio_path` is the song a project names, where it was found; `missing_audio` is the name it gives where the
    song was not found. Both are None where the file names no song. `unsorted` are the lyrics in the file's own order
    where that is not the order of their times. `encoding_sure` is False where the encoding was only the likeliest.
    """

    lyrics: Lyrics
    path: Path | None
    format_id: str
    encoding: str
    warnings: tuple[str, ...] = ()
    audio_path: Path | None = None
    missing_audio: str | None = None
    unsorted: Lyrics | None = None
    encoding_sure: bool = True

    @property
    def as_filed(self) -> Lyrics:
        """The lyrics in the file's own order, for finding what is wrong with the file."""
        return self.lyrics if self.unsorted is None else self.unsorted


def open_lyrics(path: Path, format_id: str | None = None, encoding: str | None = None) -> OpenedLyrics:
    """Read the lyric file or project at `path`; what is not given, format and encoding, is found from its content.

    Raises InputError where it cannot be read, UsageError for an unknown format or encoding.
    """
    from lrc_studio.storage.files import read_text

    decoded = read_text(path, encoding)
    refuse_binary(decoded.text, path.name)
    try:
        opened = read_lyrics(decoded.text, path.name, format_id, encoding=decoded.encoding)
    except InputError as error:  # readers know no names
        raise InputError(str(error).replace("This file", f"“{path.name}”", 1)) from error
    audio_path, missing = _named_audio(opened.lyrics, path)
    return replace(opened, path=path, audio_path=audio_path, missing_audio=missing, encoding_sure=decoded.sure)


def read_lyrics(text: str, name: str, format_id: str | None = None, *, encoding: str = "utf-8") -> OpenedLyrics:
    """Read lyrics from `text`; `name` helps to find the format. Raises InputError or UsageError."""
    from lrc_studio.formats import by_id, detect

    fmt = by_id(format_id) if format_id else detect(name, text)
    if fmt.read is None:
        raise InputError(f"{fmt.label} can be written but not read. Choose another file.")
    reading = fmt.read(text)
    return OpenedLyrics(reading.lyrics, None, fmt.id, encoding, reading.warnings, unsorted=reading.unsorted)


def read_pasted(text: str) -> OpenedLyrics:
    """Read text from the clipboard in whatever format it is; rows without any are plain text.

    Raises InputError where it is no text or a format that is damaged.
    """
    refuse_binary(text, "The clipboard")
    try:
        return read_lyrics(text.removeprefix("\ufeff"), "pasted.txt")
    except InputError as error:
        raise InputError(str(error).replace("This file", "This text", 1)) from error


def refuse_binary(text: str, name: str) -> None:
    """Raise InputError where the content is no text, such as a song or a picture; a stray control sign passes."""
    sample = text[:SAMPLE_CHARS]
    damaged = sum((char < " " and char not in "\t\n\v\f\r") or char == "\ufffd" for char in sample)
    if sample.count("\0") > MOST_NULS or damaged > max(2, len(sample) // 20):
        raise InputError(f"“{name}” holds no text, so no lyrics. Choose a lyric file or a project.")


def _named_audio(lyrics: Lyrics, file: Path) -> tuple[Path | None, str | None]:
    """The song a project names: by its path, else by its name beside the project; else None and the name."""
    if lyrics.audio is None or not lyrics.audio.path:
        return None, None
    named = lyrics.audio.path
    name = PureWindowsPath(named).name  # takes both kinds of slash, so that projects travel between systems
    folder = file.absolute().parent
    for candidate in (folder / named, folder / named.replace("\\", "/"), folder / name):
        if _is_file(candidate):
            return candidate.resolve(), None
    return None, name


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
