"""What a verb of the command line is: a record, so that help and dispatch are built from data."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class App(Protocol):
    """The window, as the command line sees it; only `lrc_studio.app` loads Qt."""

    def run(self, names: list[str], demo: bool = False) -> int:
        """Open the window on the files `names` and give the exit code when it was closed."""

    def picture(self, names: list[str], lyrics_path: str, png_path: str) -> bool:
        """Draw the window with a song and its lyrics into a PNG file, with no display; False where it cannot."""


OpenApp = Callable[[], App]
Run = Callable[[argparse.Namespace, OpenApp], int]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: `arguments` declares what it takes, `run` does it and gives the exit code."""

    name: str
    summary: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Run
