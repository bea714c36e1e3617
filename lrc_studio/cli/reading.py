"""Lyrics and formats as the arguments name them."""

from __future__ import annotations

from pathlib import Path

from lrc_studio.cli import streams
from lrc_studio.core.errors import InputError, UsageError
from lrc_studio.formats.base import Format
from lrc_studio.workflows.open_lyrics import OpenedLyrics, open_lyrics, read_lyrics, refuse_binary

LATER_FORMATS = ("srt", "vtt", "ass", "ttml", "ultrastar", "lyricsfile", "audacity", "csv")
"""Ids that are reserved for formats of later versions."""


def read(name: str, format_id: str | None = None) -> OpenedLyrics:
    """The lyrics in the file `name`, or in standard input for `-`; warnings go to standard error.

    Raises InputError where they cannot be read, UsageError for an unknown format.
    """
    refuse_later(format_id)
    if not format_id:
        _refuse_later_file(name)
    opened = _read_standard(format_id) if name == streams.STANDARD else open_lyrics(Path(name), format_id)
    for warning in opened.warnings:
        streams.say(warning)
    return opened


def existing(name: str) -> Path:
    """The file `name`. Raises InputError where there is none."""
    path = Path(name)
    try:
        if path.exists():
            return path
    except (OSError, ValueError):
        pass
    raise InputError(f"There is no file {path.name or name}. Check its name and folder.")


def target_format(to: str | None, out: str | None, default: str = "lrc") -> Format:
    """The format to write: the one asked for, else OUT's suffix says it, else `default`.

    Raises UsageError for an unknown format or one that a later version brings.
    """
    from lrc_studio.formats import by_id, by_suffix

    if to:
        refuse_later(to)
        return by_id(to)
    name = out if out and out != streams.STANDARD else ""
    known = by_suffix(name)
    if known is None:
        refuse_later(Path(name).suffix.lower().removeprefix("."))
    return known or by_id(default)


def refuse_later(format_id: str | None) -> None:
    """Raise UsageError for a format that a later version brings, told apart from a mistyped one."""
    from lrc_studio.formats import FORMATS

    known = {fmt.id for fmt in FORMATS}
    if format_id in LATER_FORMATS and format_id not in known:
        listed = ", ".join(fmt.id for fmt in FORMATS)
        raise UsageError(f"The format {format_id} comes with a later version; this one has: {listed}.")


def _refuse_later_file(name: str) -> None:
    """Raise InputError for a file of a format to come, which would be read as plain text with its times as lyrics."""
    from lrc_studio.formats import by_suffix

    suffix = Path(name).suffix.lower().removeprefix(".")
    if suffix in LATER_FORMATS and by_suffix(name) is None:
        raise InputError(
            f"{Path(name).name} is {suffix}, which a later version reads. Choose an LRC, JSON or text file."
        )


def _read_standard(format_id: str | None) -> OpenedLyrics:
    from lrc_studio.storage.files import decode

    decoded = decode(streams.read_standard_input())
    refuse_binary(decoded.text, "standard input")
    return read_lyrics(decoded.text, "", format_id, encoding=decoded.encoding)
