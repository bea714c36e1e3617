"""`demo`: the studio on its demo song; with no display the same job without a window, and a picture of it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.cli import streams
from lrc_studio.cli.verb import OpenApp, Verb
from lrc_studio.core.errors import InputError

if TYPE_CHECKING:
    from lrc_studio.core.lyrics import Lyrics

LYRICS_NAME, PICTURE_NAME = "demo.lrc", "demo.png"
NOT_HERE = "{} cannot be written in this folder. Go to a folder of your own and run this again."


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--headless", action="store_true", help="no window: write demo.lrc and demo.png here")


def _run(arguments: argparse.Namespace, open_app: OpenApp) -> int:
    from lrc_studio.cli.window import has_display
    from lrc_studio.workflows.demo_song import demo_audio

    audio = demo_audio()
    if has_display() and not arguments.headless:
        return open_app().run([str(audio)], demo=True)
    why = "Without a window, as asked" if arguments.headless else "There is no display to open a window on"
    streams.say(f"{why}: timing the demo song here instead.")
    return _headless(audio, arguments.progress, open_app)


def _headless(audio: Path, progress: str, open_app: OpenApp) -> int:
    from lrc_studio.cli.progress import shown
    from lrc_studio.workflows.demo_song import time_demo
    from lrc_studio.workflows.sync import counts

    lyrics_path, picture_path = Path.cwd() / LYRICS_NAME, Path.cwd() / PICTURE_NAME
    if not os.access(lyrics_path.parent, os.W_OK):
        raise InputError(NOT_HERE.format(LYRICS_NAME))
    with shown(progress) as report:
        timed = time_demo(report)
    _write(timed.lyrics, lyrics_path)
    streams.put(f"{counts(timed.lyrics)}; {timed.near} of {timed.count} within 0.3 s of the truth.\n")
    streams.put(f"Lyrics:  {lyrics_path}\n")
    _draw(timed.lyrics, audio, picture_path, open_app)
    streams.put(f"Picture: {picture_path}\n")
    return 0


def _write(lyrics: Lyrics, path: Path) -> None:
    from lrc_studio.formats.base import WriteOptions
    from lrc_studio.workflows.export import export

    export(lyrics, "lrc", path, WriteOptions())


def _draw(lyrics: Lyrics, audio: Path, picture_path: Path, open_app: OpenApp) -> None:
    """Draw the window with a project, which shows how sure each time is; raises InputError without Qt's libraries."""
    from tempfile import TemporaryDirectory

    from lrc_studio.workflows.project import SUFFIX, save_project

    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # Qt ends the process where it looks for a display and finds none
    try:
        with TemporaryDirectory() as folder:
            project_path = Path(folder) / f"{audio.stem}{SUFFIX}"
            save_project(lyrics, project_path, audio)
            if not open_app().picture([str(audio)], str(project_path), str(picture_path)):
                raise InputError(NOT_HERE.format(picture_path.name))
    except ImportError as error:
        if isinstance(error, ModuleNotFoundError):
            raise
        library = str(error).partition(":")[0]
        raise InputError(
            f"The picture was not drawn, for Qt lacks {library}; {LYRICS_NAME} is complete. "
            "Install it and run this again."
        ) from error


VERB = Verb("demo", "Open the studio on its demo song.", _arguments, _run)
