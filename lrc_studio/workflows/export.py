"""Writing lyrics: the text of a format, what it loses, and the proof that it reads back the same."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from lrc_studio.core.errors import InputError, UsageError
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.formats.base import Format, WriteOptions

LRC_FORMATS = ("lrc", "elrc")
PROJECT_FORMAT = "json"
_HEAD_BYTES = 200
_SAID_CHARS = 40
_PROJECT_HEAD = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"lrc-studio"')


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written: `losses` are sentences on what it does not hold, `proof` whether it was read back."""

    path: Path
    losses: tuple[str, ...]
    proof: bool


def render(lyrics: Lyrics, fmt_id: str, options: WriteOptions) -> str:
    """The text that `export` would write. Raises UsageError where the format is unknown or cannot be written."""
    fmt = _writable(fmt_id)
    assert fmt.write is not None
    return fmt.write(lyrics, options)


def losses_of(lyrics: Lyrics, fmt_id: str, options: WriteOptions | None = None) -> tuple[str, ...]:
    """Sentences on what `fmt_id` does not hold of these lyrics and on what players skip; empty where all is well."""
    from lrc_studio.formats.losses import losses_sentence

    found = losses_sentence(lyrics, _writable(fmt_id), options or WriteOptions()), late_rows(lyrics, fmt_id)
    return tuple(sentence for sentence in found if sentence)


def late_rows(lyrics: Lyrics, fmt_id: str) -> str | None:
    """A caution about rows of LRC that begin so late that some players skip them, or None."""
    from lrc_studio.formats.losses import late_rows_sentence

    return late_rows_sentence(lyrics) if fmt_id in LRC_FORMATS else None


def proved(lyrics: Lyrics, fmt_id: str, options: WriteOptions) -> tuple[str, bool]:
    """The text in a format, and whether it was read back (False for a format that cannot be read).

    Raises InputError where it does not read back the same: then nothing may be written.
    """
    from lrc_studio.workflows.proof import first_difference

    fmt = _writable(fmt_id)
    text = render(lyrics, fmt_id, options)
    if fmt.read is None:
        return text, False
    line = first_difference(lyrics, text, fmt, options)
    if line is not None:
        raise InputError(_unlike(lyrics, line))
    return text, True


def _unlike(lyrics: Lyrics, line: int) -> str:
    """What to do about a line that a format would say otherwise."""
    said = " ".join(lyrics.lines[line - 1].text.split()) if line <= len(lyrics.lines) else ""
    named = (
        f"line {line}, “{said if len(said) <= _SAID_CHARS else said[:_SAID_CHARS] + '…'}”" if said else f"line {line}"
    )
    return (
        f"The file would not read back the same at {named}, so nothing was written. "
        "Mend that line's words and times, or choose another format."
    )


def export(lyrics: Lyrics, fmt_id: str, path: Path, options: WriteOptions) -> Exported:
    """Write `lyrics` to `path` in a format, whole or not at all, after proving that the text reads back the same.

    Raises InputError where the proof fails, a project would be replaced by less than a project, or the disk refuses,
    UsageError for an unknown format; the old file is then as it was.
    """
    from lrc_studio.storage.files import write_atomic

    if fmt_id != PROJECT_FORMAT and is_project(path):
        raise InputError(f"“{path.name}” is a project and holds more than this file would. Choose another name.")
    text, proof = proved(lyrics, fmt_id, options)
    write_atomic(path, text)
    return Exported(path, losses_of(lyrics, fmt_id, options), proof)


def is_project(path: Path) -> bool:
    """Whether a project stands at `path`, by its name or by how its text begins; what cannot be read is none."""
    try:
        if not path.is_file():
            return False
        if path.name.lower().endswith(".lrcstudio"):
            return True
        with path.open("rb") as file:
            return _PROJECT_HEAD.match(file.read(_HEAD_BYTES)) is not None
    except OSError:
        return False


def default_target(beside: Path | None, fmt_id: str, name: str = "lyrics", suffix: str = "") -> Path:
    """Where an export goes unless a person says otherwise: next to the song or the lyrics' file, with its name.

    Without one, or where its folder cannot be written (a disc, the program's own files), the music folder. `suffix`
    stands in for the format's own.
    """
    suffix = suffix or _writable(fmt_id).suffixes[0]
    if beside is None:
        return _own_folder() / f"{name}{suffix}"
    folder = beside.absolute().parent
    if not os.access(folder, os.W_OK) or is_shipped(beside):
        folder = _own_folder()
    return folder / f"{beside.stem}{suffix}"


def _own_folder() -> Path:
    from lrc_studio.storage.places import music_dir

    return music_dir()


def is_shipped(path: Path) -> bool:
    """Whether `path` is one of the program's own files, where nothing is ever written."""
    from lrc_studio.resources import resource

    try:
        return path.resolve().is_relative_to(resource("samples").resolve())
    except OSError:
        return False


def _writable(fmt_id: str) -> Format:
    from lrc_studio.formats import by_id

    fmt = by_id(fmt_id)
    if fmt.write is None:
        raise UsageError(f"{fmt.label} can be read but not written. Choose another format.")
    return fmt
