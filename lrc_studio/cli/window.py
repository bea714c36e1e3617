"""Opening the window from the command line, where there is a display."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from lrc_studio.cli.verb import OpenApp
from lrc_studio.core.errors import InputError, UsageError


def has_display() -> bool:
    """Whether a window can be shown: elsewhere than Linux always; there if a display is named and answers.

    Qt ends the whole process where a display is named that does not answer, as in a shell that outlived its session.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return _wayland_answers(os.environ.get("WAYLAND_DISPLAY", "")) or _x_answers(os.environ.get("DISPLAY", ""))


def _wayland_answers(name: str) -> bool:
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(name) and _listens(str(Path(folder) / name))


def _x_answers(display: str) -> bool:
    """Whether an X display answers; one on another machine (`host:10`, as SSH gives) is taken at its word."""
    host, _, number = display.rpartition(":")
    if not number or host not in ("", "unix"):
        return bool(display)
    path = f"/tmp/.X11-unix/X{number.partition('.')[0]}"
    return _listens(path) or _listens(f"\0{path}")


def _listens(address: str) -> bool:
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(address)
        except OSError:
            return False
    return True


def open_window(argv: list[str], open_app: OpenApp, verbs: str) -> int:
    """Open the window on the files named. Raises UsageError, which names the `verbs`, for no file or no display."""
    files = _files(argv, verbs)
    if not has_display():
        raise UsageError(f"There is no display to open a window on. These work without one: {verbs}.")
    for file in files:
        if not Path(file).exists():
            raise InputError(f"There is no file {Path(file).name}. Check its name and folder.")
    return open_app().run(files, demo=False)


def _files(argv: list[str], verbs: str) -> list[str]:
    for index, word in enumerate(argv):
        if word == "--":
            return argv[:index] + argv[index + 1 :]
        if word.startswith("-"):
            raise UsageError(f"There is no option {word}. See lrc-studio --help.")
    if argv and not Path(argv[0]).exists() and not _like_a_file(argv[0]):
        raise UsageError(f"{argv[0]} is neither a file nor a verb; the verbs are: {verbs}.")
    return argv


def _like_a_file(word: str) -> bool:
    return bool(Path(word).suffix) or "/" in word or os.sep in word
