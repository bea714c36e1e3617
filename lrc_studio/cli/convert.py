"""`convert`: reads one format, writes another, and names what the target cannot hold."""

from __future__ import annotations

import argparse
from pathlib import Path

from lrc_studio.cli import streams
from lrc_studio.cli.parsing import add_output
from lrc_studio.cli.verb import OpenApp, Verb
from lrc_studio.core.errors import UsageError

ANY_PLAYER = "any"
"""The profile that every player reads: what the writers do unless told otherwise."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="IN", help="the lyrics to read, - for standard input")
    add_output(parser)
    parser.add_argument("--from", dest="source", metavar="FORMAT", help="the format of IN (default: found)")
    parser.add_argument("--profile", metavar="ID", default=ANY_PLAYER, help="write for one player (any)")
    parser.add_argument("--keep-offset", action="store_true", help="write an [offset:] tag, leave the stamps")


def _run(arguments: argparse.Namespace, open_app: OpenApp) -> int:  # noqa: ARG001
    from lrc_studio.cli.reading import read, target_format
    from lrc_studio.cli.writing import write_lyrics
    from lrc_studio.formats.base import WriteOptions
    from lrc_studio.workflows.export import losses_of
    from lrc_studio.workflows.song_ref import moved

    if arguments.profile != ANY_PLAYER:
        raise UsageError(f"There is no profile {arguments.profile}; this version has: {ANY_PLAYER}.")
    target = target_format(arguments.to, arguments.out)
    opened = read(arguments.input, arguments.source)
    lyrics = moved(opened.lyrics, opened.path, _file(arguments.out))
    write_lyrics(lyrics, target.id, arguments.out, WriteOptions(keep_offset=arguments.keep_offset))
    for loss in losses_of(lyrics, target.id):
        streams.say(loss)
    return 0


def _file(out: str | None) -> Path | None:
    return Path(out) if out and out != streams.STANDARD else None


VERB = Verb("convert", "Read one format, write another.", _arguments, _run)
