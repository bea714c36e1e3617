"""Opening the window from the command line, where there is a display."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from lrc_studio.cli.verb import OpenApp
from lrc_studio.cli.verbs import names
from lrc_studio.core.errors import InputError, UsageError


def has_display() -> bool:
    """Whether a window can be shown: elsewhere than Linux always; there by the variables a display sets."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def open_window(argv: list[str], open_app: OpenApp) -> int:
    """Open the window on the files named. Raises UsageError for what is no file, or with no display."""
    files = _files(argv)
    if not has_display():
        raise UsageError(f"There is no display to open a window on. These work without one: {names()}.")
    for file in files:
        if not Path(file).exists():
            raise InputError(f"There is no file {Path(file).name}. Check its name and folder.")
    return open_app().run(files, demo=False)


def _files(argv: list[str]) -> list[str]:
    for index, word in enumerate(argv):
        if word == "--":
            return argv[:index] + argv[index + 1 :]
        if word.startswith("-"):
            raise UsageError(f"There is no option {word}. See lrc-studio --help.")
    if argv and not Path(argv[0]).exists() and not _like_a_file(argv[0]):
        raise UsageError(f"{argv[0]} is neither a file nor a verb; the verbs are: {names()}.")
    return argv


def _like_a_file(word: str) -> bool:
    return bool(Path(word).suffix) or "/" in word or os.sep in word
