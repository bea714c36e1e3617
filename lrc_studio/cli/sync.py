"""`sync`: the main job, times for a song's lyrics."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.cli import streams
from lrc_studio.cli.parsing import add_output, add_smaller_copy, counting, from_zero
from lrc_studio.cli.verb import OpenApp, Verb
from lrc_studio.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from lrc_studio.core.lyrics import Lyrics
    from lrc_studio.core.progress import Report
    from lrc_studio.providers.base import Provider

NO_LYRICS = "This song has no lyrics yet. Name them with --lyrics FILE, or put {} beside the song."
SERVICE_OPTIONS = {
    "task_id": "--task-id",
    "audio_id": "--audio-id",
    "music_index": "--music-index",
    "variation": "--variation",
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("audio", metavar="AUDIO", nargs="?", help="the song")
    parser.add_argument("--lyrics", metavar="FILE", help="its lyrics (default: a .txt beside it, else its tags)")
    parser.add_argument("--provider", metavar="ID", default="offline", help="who times them (default: offline)")
    parser.add_argument("--task-id", metavar="T", help="the task at a service")
    parser.add_argument("--audio-id", metavar="A", help="the song at a service")
    parser.add_argument("--music-index", metavar="N", type=from_zero, help="which song of the task")
    parser.add_argument("--variation", metavar="N", type=counting, help="which version, from 1")
    add_smaller_copy(parser)
    add_output(parser)


def _run(arguments: argparse.Namespace, open_app: OpenApp) -> int:  # noqa: ARG001
    from lrc_studio.cli.reading import target_format
    from lrc_studio.cli.service_ids import is_by_id
    from lrc_studio.providers import by_id

    provider = by_id(arguments.provider)
    _refuse_options(arguments, provider)
    if is_by_id(provider.id):
        return _by_id(arguments, provider)
    target = target_format(arguments.to, arguments.out)
    if not arguments.audio and not arguments.task_id:
        raise UsageError(f"{provider.label} needs the song. Name it: lrc-studio sync AUDIO.")
    audio = _song(arguments)
    streams.check_target(arguments.out)
    if provider.id == "offline":
        return _offline(arguments, audio, target.id)
    return _at_service(arguments, provider, audio, target.id)


def _song(arguments: argparse.Namespace) -> Path | None:
    from lrc_studio.cli.reading import existing

    if not arguments.audio:
        return None
    audio = existing(arguments.audio)
    if arguments.out and Path(arguments.out).absolute() == audio.absolute():
        raise UsageError("The output would replace the song. Name another file with -o.")
    return audio


def _offline(arguments: argparse.Namespace, audio: Path | None, format_id: str) -> int:
    from lrc_studio.cli.progress import Hearing, shown
    from lrc_studio.cli.writing import write_lyrics
    from lrc_studio.formats.base import WriteOptions
    from lrc_studio.workflows.sync import counts

    assert audio is not None
    with shown(arguments.progress) as report:
        hearing = Hearing(report)
        timed = _timed(audio, arguments.lyrics, hearing)
    write_lyrics(timed, format_id, arguments.out, WriteOptions(), audio=audio)
    if hearing.damage:
        streams.say(hearing.damage)
    streams.say(f"{counts(timed)}.")
    return 0


def _at_service(arguments: argparse.Namespace, provider: Provider, audio: Path | None, format_id: str) -> int:
    from lrc_studio.cli.progress import shown
    from lrc_studio.cli.service_songs import costs, delivered, sync_song, sync_task
    from lrc_studio.cli.writing import write_lyrics
    from lrc_studio.formats.base import WriteOptions
    from lrc_studio.workflows.service_answer import lyrics_for, taken
    from lrc_studio.workflows.sync import counts

    with shown(arguments.progress) as report:
        if arguments.task_id or audio is None:
            job, kept = sync_task(provider, arguments.task_id, report), False
        else:
            job, kept = sync_song(provider, audio, arguments.out, format_id, report, arguments.smaller_copy)
    lyrics, warnings = lyrics_for(job, audio) if audio else taken(job)
    write_lyrics(lyrics, format_id, arguments.out, WriteOptions(), audio=audio)
    delivered(job.id)
    for warning in warnings:
        streams.say(warning)
    streams.say(f"{counts(lyrics)}.{'' if kept else costs(job)}")
    return 0


def _by_id(arguments: argparse.Namespace, provider: Provider) -> int:
    from lrc_studio.cli.progress import shown
    from lrc_studio.cli.reading import target_format
    from lrc_studio.cli.service_ids import ids_of, said_of, sync_ids
    from lrc_studio.cli.service_songs import delivered
    from lrc_studio.cli.writing import write_lyrics
    from lrc_studio.formats.base import WriteOptions
    from lrc_studio.workflows.service_answer import of_song

    ids = ids_of(arguments, provider)
    target = target_format(arguments.to, arguments.out)
    audio = _song(arguments)
    streams.check_target(arguments.out)
    with shown(arguments.progress) as report:
        answered = sync_ids(provider, ids, audio, arguments.out, target.id, report)
    lyrics = of_song(answered.lyrics, audio) if audio else answered.lyrics
    write_lyrics(lyrics, target.id, arguments.out, WriteOptions(), audio=audio)
    delivered(answered.job.id)
    said_of(answered, lyrics)
    return 0


def _timed(audio: Path, lyrics_name: str | None, report: Report) -> Lyrics:
    from lrc_studio.workflows.sync import sync_offline

    return sync_offline(audio, _lyrics(audio, lyrics_name), report)


def _lyrics(audio: Path, name: str | None) -> Lyrics:
    """The lyrics named, else those in a .txt beside the song, else those in its tags."""
    from lrc_studio.audio.tags import read_tags
    from lrc_studio.cli.reading import read
    from lrc_studio.workflows.open_song import embedded_lyrics, find_lyrics

    source = name or next((str(path) for path in find_lyrics(audio) if path.suffix.lower() == ".txt"), None)
    if source:
        lyrics = read(source).lyrics
        if not any(line.text.strip() for line in lyrics.lines):
            called = "Standard input" if source == streams.STANDARD else Path(source).name
            raise InputError(f"{called} holds nothing to sing. Name other lyrics with --lyrics FILE.")
        return lyrics
    embedded = embedded_lyrics(read_tags(audio))
    if embedded is None:
        raise InputError(NO_LYRICS.format(audio.with_suffix(".txt").name))
    return embedded.lyrics


def _refuse_options(arguments: argparse.Namespace, provider: Provider) -> None:
    """Raise UsageError for what this provider has no use for."""
    from lrc_studio.cli.service_ids import is_by_id, options_of

    if provider.id != "offline" and arguments.lyrics is not None:
        raise UsageError(f"--lyrics is for offline; {provider.label} has the words itself.")
    if arguments.smaller_copy and not provider.lists:
        raise UsageError(f"--smaller-copy is for services that take a song; {provider.label} takes none.")
    by_id = is_by_id(provider.id)
    usable = options_of(provider) if by_id else ("task_id",) if provider.lists else ()
    given = [option for name, option in SERVICE_OPTIONS.items() if getattr(arguments, name) is not None]
    refused = [option for name, option in SERVICE_OPTIONS.items() if option in given and name not in usable]
    if refused:
        named = " and ".join(SERVICE_OPTIONS[name] for name in usable)
        takes = "the song and its lyrics" if not usable else named if by_id else f"the song or {named}"
        raise UsageError(f"{refused[0]} is for other services; {provider.id} takes {takes}.")


VERB = Verb("sync", "Time a song's lyrics and write them.", _arguments, _run)
