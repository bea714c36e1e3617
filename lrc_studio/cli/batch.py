"""`batch`: every song below a folder, within the provider's limits; stops and goes on where it was."""

from __future__ import annotations

import argparse
import asyncio
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.cli import streams
from lrc_studio.cli.parsing import add_smaller_copy, counting
from lrc_studio.cli.verb import OpenApp, Verb
from lrc_studio.core.errors import Cancelled, UsageError

if TYPE_CHECKING:
    from lrc_studio.core.progress import Report
    from lrc_studio.formats.base import Format
    from lrc_studio.providers.base import Provider
    from lrc_studio.workflows.batch import Batch
    from lrc_studio.workflows.batch_songs import BatchSong

STOPPED = "Stopped. What is done stays; the same command with --resume goes on, and nothing is paid twice."


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a batch is to do."""

    folder: Path
    provider: Provider
    target: Format
    songs: tuple[BatchSong, ...]
    at_once: int | None
    copies: bool


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", help="the folder of songs")
    parser.add_argument("--provider", metavar="ID", help="who times them (default: offline)")
    parser.add_argument("--jobs", metavar="N", type=counting, help="how many songs at a time (default: as fits)")
    parser.add_argument("--to", metavar="FORMAT", help="the format to write beside each song (default: lrc)")
    add_smaller_copy(parser)
    parser.add_argument("--resume", action="store_true", help="go on with the batch of this folder that was stopped")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")


def _run(arguments: argparse.Namespace, open_app: OpenApp) -> int:  # noqa: ARG001
    from lrc_studio.cli.progress import shown
    from lrc_studio.workflows.services import check_tier

    plan = _planned(arguments)
    check_tier(plan.provider.id)
    if not plan.songs:
        streams.say(f"There is nothing to do in {plan.folder.name or plan.folder}.")
        return 0
    if arguments.dry_run:
        return _told_before(plan)
    with shown(arguments.progress) as report:
        batch = _done(plan, report)
    return _told(batch)


def _planned(arguments: argparse.Namespace) -> _Plan:
    """What is asked for; with `--resume` what the stopped batch was, without the songs that failed in it."""
    from lrc_studio.cli.reading import target_format
    from lrc_studio.providers import by_id
    from lrc_studio.workflows.batch_songs import planned, unfinished

    folder = Path(arguments.folder)
    stopped = next(iter(unfinished(folder)), None) if arguments.resume else None
    provider = by_id(arguments.provider or (stopped.provider if stopped else "offline"))
    if "audio" not in provider.needs:
        raise UsageError(f"{provider.label} answers to ids and takes no songs, so it has no batch. See sync --help.")
    target = target_format(arguments.to or (stopped.format_id if stopped else None), None)
    failed = stopped.failed if stopped else ()
    songs = tuple(song for song in planned(folder, target.suffixes[0]) if str(song.path) not in failed)
    if arguments.smaller_copy and provider.id == "offline":
        raise UsageError("--smaller-copy is for services; offline reads each song as it is.")
    copies = arguments.smaller_copy or (stopped is not None and stopped.copies)
    return _Plan(folder, provider, target, songs, arguments.jobs, copies)


def _done(plan: _Plan, report: Report) -> Batch:
    """The batch after its run. Raises Cancelled with what stays, KeyRefusedError without a key."""
    from lrc_studio.workflows.batch import Batch, run_offline

    batch = Batch(plan.folder, plan.songs, plan.provider.id, plan.target.id, report, copies=plan.copies)
    try:
        if plan.provider.id == "offline":
            asyncio.run(run_offline(batch, plan.at_once or 1))
        else:
            _at_service(plan, batch)
    except (KeyboardInterrupt, Cancelled):
        raise Cancelled(STOPPED) from None
    return batch


def _at_service(plan: _Plan, batch: Batch) -> None:
    from math import inf

    from lrc_studio.cli.service_songs import kept_jobs
    from lrc_studio.workflows.batch_service import ahead_of, run_at_service
    from lrc_studio.workflows.services import key_of, open_desk, tier_of

    key = key_of(plan.provider)
    ahead = plan.at_once or ahead_of(tier_of(plan.provider.id))

    async def run() -> None:
        with kept_jobs() as store:
            async with open_desk(plan.provider, store, key, patience_s=inf) as desk:
                await run_at_service(batch, desk, ahead)

    asyncio.run(run())


def _told(batch: Batch) -> int:
    """Say what came of it and give the exit code."""
    from lrc_studio.workflows.batch import SongState

    for standing in batch.standings.values():
        said = (standing.message,) if standing.state is SongState.FAILED else standing.losses
        for sentence in said:
            streams.say(f"{standing.song.path.name}: {sentence}")
    left = batch.count(SongState.QUEUED, SongState.AT_WORK)
    parts = [f"{batch.count(SongState.DONE)} done", f"{batch.count(SongState.KEPT)} there already"]
    streams.say(", ".join([*parts, f"{len(batch.failed)} failed", *([f"{left} left"] if left else [])]) + ".")
    if batch.stopped is not None:
        streams.say(f"{batch.stopped} The same command with --resume goes on.")
        return batch.stopped.exit_code
    return 1 if batch.failed else 0


def _told_before(plan: _Plan) -> int:
    """Say of each song what would become of it; asks nobody and writes nothing."""
    from lrc_studio.cli.service_songs import kept_jobs
    from lrc_studio.storage.jobs import jobs_path
    from lrc_studio.workflows.batch_outlook import ServiceOutlook, outlook

    online = plan.provider.id != "offline"
    todo = [song.path for song in plan.songs if not song.target.exists()]
    with kept_jobs() if online and jobs_path().exists() else nullcontext() as store:
        there = ServiceOutlook(plan.provider, store, todo, plan.copies) if online else None
        for song in plan.songs:
            said = outlook(song, there)
            streams.put(f"{song.path.relative_to(plan.folder)} -> {song.target.name}: {said}\n")
    return 0


VERB = Verb("batch", "Time every song below a folder and write its lyrics beside it.", _arguments, _run)
