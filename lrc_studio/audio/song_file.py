"""The file of a song before it is decoded: its name to show, and whether it can be read at all."""

from __future__ import annotations

import stat
from pathlib import Path

from lrc_studio.core.errors import InputError


def check_song_file(path: Path) -> None:
    """Raise `InputError`, with the reason for a person, where there is no ordinary file to be read."""
    name = shown_name(path)
    try:
        facts = path.stat()
        if stat.S_ISREG(facts.st_mode):
            path.open("rb").close()
    except FileNotFoundError:
        raise InputError(f"“{name}” was not found; it may have been moved or renamed.") from None
    except PermissionError:
        raise InputError(f"“{name}” may not be read by this user; its permissions forbid it.") from None
    except (OSError, ValueError):
        raise InputError(f"“{name}” cannot be opened; check the name and the disk it is on.") from None
    if stat.S_ISDIR(facts.st_mode):
        raise InputError(f"“{name}” is a folder; choose the song inside it.")
    if not stat.S_ISREG(facts.st_mode):
        raise InputError(f"“{name}” is not an ordinary file; save the song to a file first.")
    if facts.st_size == 0:
        raise InputError(f"“{name}” is empty; the copy or download may not have finished.")


def shown_name(path: Path) -> str:
    """The file's name alone, fit to print even where its bytes are no text."""
    return (path.name or "this path").encode("utf-8", "replace").decode("utf-8")
