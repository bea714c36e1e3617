"""Many songs one after another: what each came to, pause, and going on after a restart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from lrc_studio.core.errors import Cancelled, InputError, StudioError
from lrc_studio.core.progress import Progress, Report, silent
from lrc_studio.workflows.batch_songs import BatchSong, Unfinished, forget, remember

if TYPE_CHECKING:
    from lrc_studio.core.lyrics import Lyrics


class SongState(StrEnum):
    """Where a song of a batch stands."""

    QUEUED = "queued"
    AT_WORK = "at work"
    DONE = "done"
    KEPT = "kept"
    FAILED = "failed"


OVER = frozenset({SongState.DONE, SongState.KEPT, SongState.FAILED})


@dataclass(frozen=True, slots=True)
class Standing:
    """A song of a batch: where it stands, a sentence where there is something to say, and its job at a service.

    `losses` are sentences on what the file that was written for it does not hold.
    """

    song: BatchSong
    state: SongState = SongState.QUEUED
    message: str = ""
    job_id: str | None = None
    losses: tuple[str, ...] = ()


class Batch:
    """The songs of a folder on their way; `standings` tells of each, `changed` is called with each change.

    `copies` says that a service is sent a smaller copy of what it does not take as it is.
    `stopped` is the error that ended the batch before its last song, None otherwise; `over` says that it runs no more.
    """

    def __init__(
        self,
        folder: Path,
        songs: Iterable[BatchSong],
        provider_id: str,
        format_id: str,
        report: Report = silent,
        changed: Callable[[Standing], None] | None = None,
        *,
        copies: bool = False,
    ) -> None:
        self.folder, self.provider_id, self.format_id = folder.absolute(), provider_id, format_id
        self.standings = {song.path: Standing(song) for song in songs}
        self.copies = copies
        self.stopped: StudioError | None = None
        self.over = False
        self.report = report
        self._changed = changed
        self._going = asyncio.Event()
        self._going.set()

    @property
    def paused(self) -> bool:
        """Whether no further song is begun."""
        return not self._going.is_set()

    def pause(self) -> None:
        """Begin no further song and ask for none; what the service works on goes on there."""
        self._going.clear()

    def go_on(self) -> None:
        """Go on after a pause."""
        self._going.set()

    async def turn(self) -> None:
        """Wait while the batch is paused."""
        await self._going.wait()

    def count(self, *states: SongState) -> int:
        """How many songs stand so."""
        return sum(standing.state in states for standing in self.standings.values())

    @property
    def failed(self) -> tuple[Standing, ...]:
        """The songs that failed, in the order of the folder."""
        return tuple(each for each in self.standings.values() if each.state is SongState.FAILED)

    def set(
        self,
        song: BatchSong,
        state: SongState,
        message: str = "",
        job_id: str | None = None,
        losses: tuple[str, ...] = (),
    ) -> None:
        """Note where a song stands now; `report` is told, and may raise `Cancelled`."""
        known = self.standings[song.path]
        standing = Standing(song, state, message, job_id or known.job_id, losses)
        self.standings[song.path] = standing
        if self._changed is not None:
            self._changed(standing)
        if state is SongState.FAILED:
            self.write_down()
        self.tell(f"{song.path.stem}: {state}")

    def tell(self, message: str) -> None:
        """Report how many songs are over, with these words."""
        self.report(Progress("batch", self.count(*OVER), len(self.standings), message))

    def begin(self) -> None:
        """Write down that the batch runs, and pass over the songs whose lyrics are there already."""
        self.write_down()
        for standing in tuple(self.standings.values()):
            if standing.song.target.exists():
                self.set(standing.song, SongState.KEPT, f"{standing.song.target.name} is there already.")

    def end(self) -> None:
        """Forget the batch where no song is left to do."""
        if self.count(*OVER) == len(self.standings):
            forget(self.folder)

    def waiting(self) -> list[BatchSong]:
        """The songs not begun yet, in order."""
        return [each.song for each in self.standings.values() if each.state is SongState.QUEUED]

    def write_down(self) -> None:
        """Keep on disk that the batch runs, and what failed in it."""
        failed = tuple(str(each.song.path) for each in self.failed)
        remember(Unfinished(str(self.folder), self.provider_id, self.format_id, failed, self.copies))


async def run_offline(batch: Batch, at_once: int = 1) -> None:
    """Time all songs of a batch on this computer, `at_once` of them at a time, with the lyrics beside each.

    A song that cannot be timed fails alone. Raises what the report raises.
    """
    batch.begin()
    queue = batch.waiting()
    queue.reverse()

    async def worker() -> None:
        while queue:
            await batch.turn()
            if queue:
                await _offline_song(batch, queue.pop())

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(max(1, at_once)):
                group.create_task(worker())
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    finally:
        batch.over = True
    batch.end()


async def _offline_song(batch: Batch, song: BatchSong) -> None:
    batch.set(song, SongState.AT_WORK)
    try:
        message, losses = await asyncio.to_thread(_timed, song, batch)
    except Cancelled:
        raise
    except StudioError as error:
        batch.set(song, SongState.FAILED, str(error))
    else:
        batch.set(song, SongState.DONE, message, losses=losses)


def _timed(song: BatchSong, batch: Batch) -> tuple[str, tuple[str, ...]]:
    """What came of a song in words, and what its file does not hold."""
    from lrc_studio.workflows.open_song import lyrics_to_time
    from lrc_studio.workflows.sync import counts, sync_offline

    def still_wanted(_: Progress) -> None:  # the thread of a batch that was stopped ends soon
        if batch.over:
            raise Cancelled

    timed = sync_offline(song.path, lyrics_to_time(song.path), still_wanted)
    losses = write_beside(timed, batch.format_id, song)
    return counts(timed), losses


def write_beside(lyrics: Lyrics, format_id: str, song: BatchSong) -> tuple[str, ...]:
    """Write a song's lyrics to its target, which must not be there; gives sentences on what the file does not hold.

    Raises InputError; nothing is left then.
    """
    from lrc_studio.formats.base import WriteOptions
    from lrc_studio.workflows.export import export
    from lrc_studio.workflows.song_ref import with_song

    if song.target.exists():
        raise InputError(f"{song.target.name} has come meanwhile. It was left as it is.")
    return export(with_song(lyrics, song.path, song.target), format_id, song.target, WriteOptions()).losses
