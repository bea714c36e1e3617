"""Standard input, output and error: results there whole and in UTF-8, everything else on standard error."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from lrc_studio.core.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

STANDARD = "-"


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
        _put_bytes(text.encode("utf-8", "surrogatepass"))
    except BrokenPipeError:
        raise
    except OSError as error:
        hush()
        raise InputError(words_for(error)) from error


def _put_bytes(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write(text: str, out: str | None) -> None:
    """Write a result to the file `out`, whole or not at all, or to standard output (None or `-`).

    Raises InputError where it cannot be written; an old file is then as it was.
    """
    if out is None or out == STANDARD:
        put(text)
        return
    from pathlib import Path

    path = Path(out)
    data = text.encode("utf-8", "surrogatepass")
    check_target(out)
    if path.exists() and not path.is_file():  # a pipe or a device is written to, never replaced
        _write_through(path, data)
        return
    from lrc_studio.storage.files import write_atomic

    write_atomic(path, data)


def check_target(out: str | None) -> None:
    """Raise InputError where the file `out` surely cannot be written, so that long work is not done in vain."""
    from pathlib import Path

    if out is None or out == STANDARD:
        return
    path = Path(out)
    if path.is_dir():
        raise InputError(f"{path.name or out} is a folder. Name a file in it.")
    if not path.absolute().parent.is_dir():
        raise InputError(f"There is no folder for {path.name}. Make it first, or name another file.")


def read_standard_input() -> bytes:
    """All of standard input. Raises InputError where there is none."""
    if sys.stdin is None:
        raise InputError("There is no standard input to read. Name a file.")
    return sys.stdin.buffer.read()


def hush() -> None:
    """Write no more to standard output, so that Python ends without a word about it."""
    with suppress(OSError, ValueError, AttributeError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


def words_for(error: Exception) -> str:
    """A sentence for an error that was not foreseen."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full. Nothing was changed; free some space and run this again."
    if isinstance(error, MemoryError):
        return "There is not enough memory for this. Nothing was changed."
    return (
        f"Something unexpected went wrong ({type(error).__name__}). Nothing was changed; "
        "LRC_STUDIO_DEBUG=1 shows the details."
    )


def _write_through(path: Path, data: bytes) -> None:
    try:
        with path.open("wb") as file:
            file.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(words_for(error)) from error
