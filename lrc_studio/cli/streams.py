"""Standard input, output and error: results there whole and in UTF-8, everything else on standard error."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from lrc_studio.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

STANDARD = "-"
FULL = (errno.ENOSPC, errno.EDQUOT)


def use_utf8() -> None:
    """Speak UTF-8 whatever the locale says; a name that is no text is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(sentence: str) -> None:
    """A sentence for the person, on standard error."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(sentence + "\n")
        sys.stderr.flush()


def put(text: str) -> None:
    """A result, on standard output, with the line ends it has. Raises BrokenPipeError, or InputError on a full disk."""
    if sys.stdout is None:
        raise InputError("There is no standard output to write to. Name a file with -o.")
    try:
        _put_bytes(text.encode("utf-8", "replace"))
    except BrokenPipeError:
        raise
    except OSError as error:
        hush()
        raise InputError(words_for(error)) from error


def _put_bytes(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def check_target(out: str | None) -> None:
    """Raise InputError where the file `out` surely cannot be written, so that long work is not done in vain."""
    from pathlib import Path

    if out is None or out == STANDARD:
        return
    path = Path(out)
    if not out:
        raise UsageError("The output has no name. Name a file with -o, or leave it out for standard output.")
    if _is_folder(path):
        raise InputError(f"{path.name or out} is a folder. Name a file in it.")
    if not _is_folder(path.absolute().parent):
        raise InputError(f"There is no folder for {path.name}. Make it first, or name another file.")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # the name is too long
        return False


def read_standard_input() -> bytes:
    """All of standard input. Raises InputError where there is none, or more than lyrics can be."""
    from lrc_studio.storage.files import LARGEST_BYTES

    if sys.stdin is None:
        raise InputError("There is no standard input to read. Name a file.")
    data = sys.stdin.buffer.read(LARGEST_BYTES + 1)
    if len(data) > LARGEST_BYTES:
        raise InputError("Standard input holds more than 64 MB, too much for lyrics; choose another file.")
    return data


def hush() -> None:
    """Write no more to standard output, so that Python ends without a word about it."""
    with suppress(OSError, ValueError, AttributeError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


def words_for(error: Exception) -> str:
    """A sentence for an error that was not foreseen."""
    if isinstance(error, OSError) and error.errno in FULL:
        return "The disk is full. Nothing was changed; free some space and run this again."
    if isinstance(error, MemoryError):
        return "There is not enough memory for this. Nothing was changed."
    return (
        f"Something unexpected went wrong ({type(error).__name__}). Nothing was changed; "
        "LRC_STUDIO_DEBUG=1 shows the details."
    )
