"""Reading the arguments: one sentence where they are wrong, and options that several verbs share."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from lrc_studio.cli import streams
from lrc_studio.cli.verb import Verb
from lrc_studio.core.errors import UsageError

PROGRAM = "lrc-studio"
LARGEST = 10**9
"""As ms over 11 days; with what is beyond, times would grow past what a project file takes back."""


ENVIRONMENT = (
    ("LRC_STUDIO_KEY_<ID>", "the key of a service (AILRC, SUNOAPI, APIBOX, KIE), before one that is kept"),
    ("LRC_STUDIO_TIER_AILRC", "what the key may do: free, pro, premium, or its numbers as MINUTE/HOUR/DAY/MB"),
    ("LRC_STUDIO_HOME", "one folder for settings, jobs and whatever else is kept"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that tells what is wrong as a sentence, not as its whole usage."""

    def print_help(self, file: object = None) -> None:  # noqa: ARG002 (argparse's signature)
        """Print the help as any other result is, so that a full disk or a reader that left is told alike."""
        streams.put(self.format_help())

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with argparse's message and where the help is."""
        raise UsageError(f"{message[:1].upper()}{message[1:]}. See {self.prog} --help.")


def verb_parser(verb: Verb) -> Parser:
    """The parser of one verb's arguments."""
    parser = Parser(prog=f"{PROGRAM} {verb.name}", description=verb.summary, allow_abbrev=False)
    verb.arguments(parser)
    progress = parser.add_argument_group("progress")
    progress.add_argument(
        "--progress",
        choices=("bar", "json", "none"),
        default="bar",
        help="a bar where standard error is a terminal (default), one JSON object a line, or nothing",
    )
    return parser


def top_parser(verbs: Sequence[Verb]) -> Parser:
    """The parser whose help names all verbs; it parses nothing."""
    rows = "\n".join(f"  {verb.name:<10} {verb.summary}" for verb in verbs)
    parser = Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [FILE ...] | {PROGRAM} VERB ...",
        description="Opens the window, with the files named in it. Without a window:",
        epilog=f"verbs:\n{rows}\n\n{PROGRAM} VERB --help tells what a verb takes.\n\n{_environment()}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", "-V", action="store_true", help="print name and version")
    return parser


def _environment() -> str:
    return "\n".join(["environment:", *(f"  {name:<22} {meaning}" for name, meaning in ENVIRONMENT)])


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add `-o OUT` and `--to FORMAT`."""
    parser.add_argument("-o", "--out", metavar="OUT", help="the file to write (default: standard output)")
    parser.add_argument("--to", metavar="FORMAT", help="the format to write (default: by OUT's suffix, else lrc)")


def whole(text: str) -> int:
    """A whole number, of ms mostly. Raises what argparse turns into a sentence."""
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is not a whole number") from None
    if abs(number) > LARGEST:
        raise argparse.ArgumentTypeError(f"{text[:20]} is too large")
    return number


def from_zero(text: str) -> int:
    """A whole number from 0."""
    number = whole(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{text!r} is before 0")
    return number


def add_smaller_copy(parser: argparse.ArgumentParser) -> None:
    """Add `--smaller-copy`, and the environment to the help, for the verbs that send songs to a service."""
    parser.epilog, parser.formatter_class = _environment(), argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "--smaller-copy",
        action="store_true",
        help="send a mono MP3, made here, of a song that the service does not take as it is (too large, another kind)",
    )


def counting(text: str) -> int:
    """A whole number from 1."""
    number = whole(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return number
