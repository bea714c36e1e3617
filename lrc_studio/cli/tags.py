"""`tags`: the lyrics in a song's own tags, shown, written, read out or removed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.cli import streams
from lrc_studio.cli.verb import OpenApp, Verb
from lrc_studio.core.errors import UsageError

if TYPE_CHECKING:
    from lrc_studio.audio.tag_lyrics import TagLyrics

_EMBED_ONLY = ("text", "language", "beside")
_EXTRACT_ONLY = ("out", "to")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("audio", metavar="AUDIO", help="the song: mp3, m4a, flac, ogg, opus, wav or aiff")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--embed", metavar="FILE", help="put these lyrics into the tags, - for standard input")
    way.add_argument("--extract", action="store_true", help="write the lyrics in the tags to OUT")
    way.add_argument("--remove", action="store_true", help="take the lyrics out of the tags, nothing else")
    parser.add_argument(
        "-o", "--out", metavar="OUT", help="with --extract: the file to write (default: standard output)"
    )
    parser.add_argument(
        "--to", metavar="FORMAT", help="with --extract: the format (default: by OUT's suffix, else lrc)"
    )
    parser.add_argument(
        "--as", dest="text", metavar="FORMAT", help="with --embed: the text for players, lrc (default), elrc or txt"
    )
    parser.add_argument("--language", metavar="ABC", help="with --embed: the words' language, three letters (mp3, wav)")
    parser.add_argument("--beside", action="store_true", help="with --embed: write the same as a file beside the song")


def _run(arguments: argparse.Namespace, open_app: OpenApp) -> int:  # noqa: ARG001
    from lrc_studio.cli.reading import existing

    _settle(arguments)
    song = existing(arguments.audio)
    if arguments.embed is not None:
        return _embed(arguments, song)
    if arguments.extract:
        return _extract(arguments, song)
    return _remove(arguments, song) if arguments.remove else _show(song)


def _settle(arguments: argparse.Namespace) -> None:
    """Raise UsageError for an option that means nothing beside the others."""
    groups = (("--embed", arguments.embed is not None, _EMBED_ONLY), ("--extract", arguments.extract, _EXTRACT_ONLY))
    for needed, given, names in groups:
        for name in names:
            if getattr(arguments, name) and not given:
                option = {"text": "--as", "out": "-o"}.get(name, f"--{name}")
                raise UsageError(f"The option {option} goes with {needed} only. See lrc-studio tags --help.")


def _embed(arguments: argparse.Namespace, song: Path) -> int:
    from lrc_studio.cli.progress import shown
    from lrc_studio.cli.reading import read
    from lrc_studio.workflows.embed import EmbedOptions, put_both
    from lrc_studio.workflows.export import default_target, losses_of

    options = EmbedOptions(arguments.text or "", language=arguments.language or "")
    lyrics = read(arguments.embed).lyrics
    beside = default_target(song, options.format_for(lyrics)) if arguments.beside else None
    with shown(arguments.progress) as report:
        done = put_both(lyrics, song, options, beside, report)
    besides = losses_of(lyrics, options.format_for(lyrics)) if beside else ()
    for sentence in dict.fromkeys((*done.losses, *besides)):
        streams.say(sentence)
    _say_kept(done.kept)
    return 0


def _say_kept(kept: tuple[TagLyrics, ...]) -> None:
    if kept:
        streams.say(f"Other lyrics in the tags were left as they are: {', '.join(entry.named for entry in kept)}.")


def _extract(arguments: argparse.Namespace, song: Path) -> int:
    from lrc_studio.cli.reading import target_format
    from lrc_studio.cli.writing import write_lyrics
    from lrc_studio.formats.base import WriteOptions
    from lrc_studio.workflows.embed import extract

    target = target_format(arguments.to, arguments.out)
    opened = extract(song)
    write_lyrics(opened.lyrics, target.id, arguments.out, WriteOptions(), audio=song)
    for sentence in opened.warnings:
        streams.say(sentence)
    return 0


def _remove(arguments: argparse.Namespace, song: Path) -> int:
    from lrc_studio.cli.progress import shown
    from lrc_studio.workflows.embed import remove

    with shown(arguments.progress) as report:
        gone = remove(song, report)
    names = ", ".join(entry.named for entry in gone)
    streams.say(f"Removed: {names}." if gone else f"“{song.name}” has no lyrics in its tags.")
    return 0


def _show(song: Path) -> int:
    """A row for each place in the tags that holds lyrics, with its count of lines and the first of them."""
    from lrc_studio.workflows.embed import described, lyrics_in

    entries = lyrics_in(song)
    for entry in entries:
        streams.put(f"{entry.named}: {described(entry)}\n")
    if not entries:
        streams.say(f"“{song.name}” has no lyrics in its tags.")
    return 0


VERB = Verb("tags", "Lyrics in a song's own tags: show, write, read out, remove.", _arguments, _run)
