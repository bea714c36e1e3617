"""`convert`: reads one format, writes another, and names what the target cannot hold."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.cli import streams
from lrc_studio.cli.parsing import add_output
from lrc_studio.cli.verb import OpenApp, Verb

if TYPE_CHECKING:
    from lrc_studio.formats.profiles import Profile


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="IN", help="the lyrics to read, - for standard input")
    add_output(parser)
    parser.add_argument("--from", dest="source", metavar="FORMAT", help="the format of IN (default: found)")
    parser.add_argument(
        "--profile",
        metavar="ID",
        help="write for one player and say where it goes wrong: generic, mpv, navidrome, foobar, kodi, lrclib, apple",
    )
    parser.add_argument("--keep-offset", action="store_true", help="write an [offset:] tag, leave the stamps")


def _run(arguments: argparse.Namespace, open_app: OpenApp) -> int:  # noqa: ARG001
    from lrc_studio.cli.reading import read, target_format
    from lrc_studio.cli.writing import write_lyrics
    from lrc_studio.formats.base import WriteOptions
    from lrc_studio.formats.profiles import profile_by_id
    from lrc_studio.workflows.export import render
    from lrc_studio.workflows.preview import warnings_of
    from lrc_studio.workflows.song_ref import moved

    profile = profile_by_id(arguments.profile) if arguments.profile is not None else None
    own = profile is not None and not arguments.to and _is_own(profile, arguments.out)
    target = target_format(profile.format_id if profile and own else arguments.to, arguments.out)
    options = replace(profile.options if profile else WriteOptions(), keep_offset=arguments.keep_offset)
    opened = read(arguments.input, arguments.source)
    lyrics = moved(opened.lyrics, opened.path, _file(arguments.out))
    write_lyrics(lyrics, target.id, arguments.out, options)
    if profile:
        for sentence in warnings_of(lyrics, render(lyrics, target.id, options), target.id, profile.players):
            streams.say(sentence)
    return 0


def _is_own(profile: Profile, out: str | None) -> bool:
    """Whether the profile's own format is meant: OUT has its suffix, or one that names no format."""
    from lrc_studio.formats import by_suffix

    return _file(out) is None or (out or "").lower().endswith(profile.suffix) or by_suffix(out or "") is None


def _file(out: str | None) -> Path | None:
    return Path(out) if out and out != streams.STANDARD else None


VERB = Verb("convert", "Read one format, write another.", _arguments, _run)
