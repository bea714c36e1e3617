"""Finds the files that ship with the program: in a checkout, in a wheel and in a frozen app."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, such as `resource("icons", "play.svg")`.

    Looks in the frozen app's folder, then inside the installed package, then at the top of a checkout.
    Raises FileNotFoundError with the name looked for.
    """
    for root in _roots():
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"The shipped file {'/'.join(parts)} is missing; install LRC Studio again.")


def _roots() -> list[Path]:
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    roots = [package / "_resources", package.parent / "resources"]
    return [Path(frozen) / "resources", *roots] if frozen else roots
