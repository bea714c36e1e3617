"""Starts the program: the command line, and behind it the window where one is asked for."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from lrc_studio.cli import main as command_line

if TYPE_CHECKING:
    from lrc_studio.cli.verb import App


def _open_app() -> App:
    """The window's door; Qt is loaded here and not before."""
    from lrc_studio import app

    return app


# Before numpy is loaded: its threads spin while they wait, which costs the window and other programs more than the
# small matrices of the aligner win by a second core.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> int:
    """Run with the arguments of this process; gives its exit code."""
    return command_line(sys.argv[1:], _open_app)


if __name__ == "__main__":
    sys.exit(main())
