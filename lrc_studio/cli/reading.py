"""Lyrics and formats as the arguments name them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lrc_studio.cli import streams
from lrc_studio.core.errors import InputError
from lrc_studio.formats.base import Format
from lrc_studio.workflows.open_lyrics import OpenedLyrics, open_lyrics, read_lyrics, refuse_binary


def read(name: str, format_id: str | None = None) -> OpenedLyrics:
    """The lyrics in the file `name`, or in standard input for `-`; warnings go to standard error.

    Raises InputError where they cannot be read, UsageError for an unknown format.
    """
    opened = _read_standard(format_id) if name == streams.STANDARD else open_lyrics(Path(name), format_id)
    for warning in (*opened.warnings, *_guessed(opened)):
        streams.say(warning)
    return opened


def _guessed(opened: OpenedLyrics) -> tuple[str, ...]:
    """A word where the encoding was only the likeliest."""
    if opened.encoding_sure:
        return ()
    from lrc_studio.storage.files import encoding_label

    label = encoding_label(opened.encoding)
    return (f"Read as {label}, the likeliest encoding. If words look wrong, save the file as UTF-8 and try again.",)


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

    Raises UsageError for an unknown format.
    """
    from lrc_studio.formats import by_id, by_suffix

    if to:
        return by_id(to)
    return by_suffix(out if out and out != streams.STANDARD else "") or by_id(default)


def _read_standard(format_id: str | None) -> OpenedLyrics:
    from lrc_studio.storage.files import decode

    decoded = decode(streams.read_standard_input())
    refuse_binary(decoded.text, "standard input")
    opened = read_lyrics(decoded.text, "", format_id, encoding=decoded.encoding)
    return replace(opened, encoding_sure=decoded.sure)
