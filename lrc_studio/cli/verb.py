"""What a verb of the command line is: a record, so that help and dispatch are built from data."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class App(Protocol):
    """The window, as the command line sees it; only `lrc_studio.app` loads Qt."""

    def run(self, files: list[str], demo: bool) -> int:
        """Open the window on `files` and give the exit code when it was closed."""

    def picture(self, files: list[str], lyrics_path: Path, png_path: Path) -> None:
        """Draw the window with a song and its lyrics into a PNG file, with no display."""


OpenApp = Callable[[], App]
Run = Callable[[argparse.Namespace, OpenApp], int]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: `arguments` declares what it takes, `run` does it and gives the exit code."""

    name: str
    summary: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Run
