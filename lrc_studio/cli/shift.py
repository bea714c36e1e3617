"""`shift`: moves all times by a distance, to a first line, or onto a few true points."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.cli import streams
from lrc_studio.cli.parsing import from_zero, whole
from lrc_studio.cli.verb import OpenApp, Verb
from lrc_studio.core.errors import UsageError

if TYPE_CHECKING:
    from lrc_studio.core.lyrics import Lyrics
    from lrc_studio.workflows.open_lyrics import OpenedLyrics


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="IN", nargs="?", help="the lyrics to read, - for standard input")
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--by", metavar="MS", type=whole, help="move by this many ms, negative is earlier")
    way.add_argument("--first", metavar="MS", type=from_zero, help="start the first line there")
    way.add_argument(
        "--fit",
        metavar="FROM=TO",
        nargs="+",
        action="extend",
        help="two or more true points in ms: a time in IN and where it belongs",
    )
    parser.add_argument("-o", "--out", metavar="OUT", help="the file to write (default: standard output)")
    parser.add_argument("--from", dest="source", metavar="FORMAT", help="the format of IN (default: found)")
    parser.add_argument("--to", metavar="FORMAT", help="the format to write (default: the same)")


def _run(arguments: argparse.Namespace, open_app: OpenApp) -> int:  # noqa: ARG001
    from lrc_studio.cli.reading import read, target_format
    from lrc_studio.cli.writing import write_lyrics
    from lrc_studio.formats.base import WriteOptions
    from lrc_studio.workflows.song_ref import moved

    _settle(arguments)
    target_format(arguments.to, arguments.out)
    opened = read(arguments.input, arguments.source)
    shifted = _shifted(opened.lyrics, arguments)
    to_file = arguments.out if arguments.out != streams.STANDARD else None
    lyrics = moved(shifted, opened.path, Path(to_file) if to_file else None)
    format_id = _format_id(arguments, opened)
    write_lyrics(lyrics, format_id, arguments.out, WriteOptions())
    return 0


def _format_id(arguments: argparse.Namespace, opened: OpenedLyrics) -> str:
    """The format asked for; else what IN is, unless OUT's suffix says otherwise: moving times loses nothing else."""
    from lrc_studio.cli.reading import target_format

    same = arguments.out in (None, streams.STANDARD) or Path(arguments.out).suffix == Path(arguments.input).suffix
    if not arguments.to and same:
        return "elrc" if opened.format_id == "lrc" and opened.lyrics.has_words else opened.format_id
    return target_format(arguments.to, arguments.out).id


def _shifted(lyrics: Lyrics, arguments: argparse.Namespace) -> Lyrics:
    from lrc_studio.workflows import retime

    if arguments.by is not None:
        _say_held(retime.before_zero(lyrics, lambda ms: ms + arguments.by))
        return retime.shift_by(lyrics, arguments.by)
    if arguments.first is not None:
        return retime.shift_first(lyrics, arguments.first)
    fitted, found = retime.fit_to(lyrics, arguments.fit)
    streams.say(f"Offset {found.offset_ms:+.0f} ms, rate {found.rate:.6f}.")
    for (from_ms, to_ms), residual_ms in zip(arguments.fit, found.residuals_ms, strict=True):
        streams.say(f"{from_ms} -> {to_ms}: {residual_ms:+d} ms")
    _say_held(retime.before_zero(retime.without_offset(lyrics), found))
    return fitted


def _say_held(count: int) -> None:
    """Say that lines were held at 0, for moving back does not bring their distances back."""
    if count:
        lines = "1 line" if count == 1 else f"{count} lines"
        streams.say(f"{lines} would start before 0 and {'starts' if count == 1 else 'start'} at 0 now.")


def _settle(arguments: argparse.Namespace) -> None:
    """Read the points of `--fit`, and take IN from behind them where it stands there. Raises UsageError."""
    if arguments.input is None and arguments.fit and "=" not in arguments.fit[-1]:
        arguments.input = arguments.fit.pop()
    if arguments.input is None:
        raise UsageError("The following arguments are required: IN. See lrc-studio shift --help.")
    if arguments.fit is None:
        return
    arguments.fit = [_point(text) for text in arguments.fit]
    if len({point[0] for point in arguments.fit}) < 2:
        raise UsageError("Fitting needs two or more points at different times: --fit FROM=TO FROM=TO.")


def _point(text: str) -> tuple[int, int]:
    source, equals, target = text.partition("=")
    if not equals:
        raise UsageError(f"Argument --fit: {text[:40]!r} is not FROM=TO in ms. See lrc-studio shift --help.")
    try:
        return from_zero(source), from_zero(target)
    except argparse.ArgumentTypeError as error:
        raise UsageError(f"Argument --fit: {error}. See lrc-studio shift --help.") from None


VERB = Verb("shift", "Move all times.", _arguments, _run)
