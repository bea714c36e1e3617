"""Many songs at a service within its limits: one upload and one result for each, and few readings of its list.

Requests go one after another. As many songs as `ahead` are at the service at a time; its list is read when most of
them have had the time they usually take, so that one reading finds many. Then an account's limits are nearly all
spent on songs, and answers are kept here soon after they are there.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from lrc_studio.core.errors import (
    Cancelled,
    CreditsError,
    InputError,
    KeyRefusedError,
    OutcomeUnknownError,
    RateLimitedError,
    StudioError,
    UnreachableError,
)
from lrc_studio.core.progress import Progress
from lrc_studio.providers.limits import HOUR_S, Priority, Tier
from lrc_studio.storage.file_lock import FileLock
from lrc_studio.storage.jobs import Job, JobState
from lrc_studio.workflows.batch import OVER, Batch, SongState, write_beside
from lrc_studio.workflows.batch_songs import BatchSong
from lrc_studio.workflows.service_desk import UNSAID_WAIT_S, Desk, told, wait, waiting
from lrc_studio.workflows.service_jobs import at_service, before, order_of, start
from lrc_studio.workflows.watching import FAILURES, TROUBLE_S, ended, noted, survey

T = TypeVar("T")
FEWEST_AHEAD, MOST_AHEAD = 20, 50
FEW_SONGS = 10
SETTLED_S, SETTLED_FEW_S = 60.0, 30.0
"""A song is usually ready after 30 to 120 s: many are asked about late, a few early."""
FIRST_GAP_S, LONGEST_GAP_S, GAP_GROWTH = 10.0, 60.0, 1.5
MOST_LOOKS = 60


@dataclass
class _Flying:
    """A song at the service: its job, this process's claim on it, and when it was sent."""

    song: BatchSong
    job: Job
    claim: FileLock
    since_s: float


def ahead_of(tier: Tier) -> int:
    """How many songs to have at the service at a time: half an hour's requests, within bounds."""
    hour = next((count for count, span_s in tier.windows if span_s == HOUR_S), MOST_AHEAD)
    return min(MOST_AHEAD, max(FEWEST_AHEAD, hour // 2))


async def run_at_service(batch: Batch, desk: Desk, ahead: int) -> None:
    """Take all songs of a batch through the service, at most `ahead` of them there at a time.

    A song that is refused or fails does so alone; a key refused, no credits left or a service out of reach stop the
    batch (`batch.stopped`), after what is ready was fetched. Raises what the report raises; every job stays resumable.
    """
    batch.begin()
    await _Round(batch, desk, max(1, ahead)).run()
    batch.end()


def _alone(error: StudioError) -> bool:
    """Whether an error is this song's own, so that the others go on."""
    if isinstance(error, OutcomeUnknownError):
        return True
    return not isinstance(error, Cancelled | KeyRefusedError | CreditsError | UnreachableError)


class _Round:
    """One run of a batch."""

    def __init__(self, batch: Batch, desk: Desk, ahead: int) -> None:
        self._batch, self._desk, self._ahead = batch, desk, ahead
        self._queue = deque(batch.waiting())
        self._settled_s = SETTLED_S if len(self._queue) > FEW_SONGS else SETTLED_FEW_S
        self._twins: list[BatchSong] = []
        self._flying: dict[str, _Flying] = {}
        self._ready: deque[str] = deque()
        self._gap_s, self._looked_s = FIRST_GAP_S, 0.0
        self._troubles = 0

    async def run(self) -> None:
        """Until nothing is left, or nothing more can be done."""
        try:
            while (self._queue or self._flying) and not self._given_up():
                await self._batch.turn()
                await self._step()
        finally:
            for flying in self._flying.values():
                flying.claim.release(remove=True)

    async def _step(self) -> None:
        """The next request: a result that is ready, else an upload, else a look at the list."""
        try:
            if self._ready:
                await self._fetch(self._flying[self._ready[0]])
            elif self._queue and len(self._flying) < self._ahead:
                await self._begin(self._queue[0])
            else:
                await self._look()
            self._troubles = 0
        except (KeyRefusedError, CreditsError) as error:
            self._stop(error)
        except UnreachableError as error:
            self._troubles += 1
            if self._troubles >= FAILURES:
                self._batch.stopped = error
                return
            sentence = str(error)
            await wait(self._desk, TROUBLE_S, self._batch.report, lambda _: self._words(sentence))

    def _given_up(self) -> bool:
        return self._troubles >= FAILURES or isinstance(self._batch.stopped, KeyRefusedError)

    def _stop(self, error: StudioError) -> None:
        """Send no more; without credits, what is at the service is still fetched."""
        self._batch.stopped = error
        if self._queue:
            self._batch.set(self._queue[0], SongState.QUEUED, str(error))
        self._queue.clear()

    async def _begin(self, song: BatchSong) -> None:
        """Take up a song: from the rows where it is known, else by sending it."""
        try:
            job = await asyncio.to_thread(self._job_for, song)
            if job.id in self._flying:  # the same song under another name: it takes that one's answer
                self._twins.append(self._queue.popleft())
                return
            flying = await self._taken_up(song, job)
        except StudioError as error:
            if not _alone(error):
                raise
            self._fail(song, error)
            return
        self._queue.popleft()
        self._flying[flying.job.id] = flying
        if flying.job.state is JobState.SUCCEEDED:
            self._ready.append(flying.job.id)

    async def _taken_up(self, song: BatchSong, job: Job) -> _Flying:
        claim = self._desk.store.claim(job.id)
        if claim is None:
            raise InputError("Another window or command is at work on this song.")
        try:
            job = await self._sent(song, job)
        except BaseException:
            claim.release(remove=True)
            raise
        return _Flying(song, job, claim, self._desk.clock.now_s())

    def _job_for(self, song: BatchSong) -> Job:
        """The song's job, after a look at the song itself; blocking."""
        from lrc_studio.workflows.preflight import copy_for, preflight

        desk, order = self._desk, order_of(song.path)
        known = before(desk.store.by_digest(order.digest), desk.provider.id)
        is_sent = known is None or known.may_be_sent
        found = preflight(song.path, desk.provider.label, desk.max_bytes) if is_sent else None
        copy = copy_for(found, self._batch.copies) if found else None
        order = replace(
            order,
            encode_kbps=copy.kbps if copy else None,
            lyrics_path=song.target.absolute(),
            format_id=self._batch.format_id,
            batch=str(self._batch.folder),
        )
        return start(desk.store, desk.provider, desk.origin, desk.fingerprint, order)

    async def _sent(self, song: BatchSong, job: Job) -> Job:
        job = self._desk.store.get(job.id) or job
        if job.finished and not job.may_be_sent:
            return ended(job)
        self._batch.set(song, SongState.AT_WORK, job_id=job.id)
        return await at_service(self._desk, job, self._batch.report)

    async def _look(self) -> None:
        """Read the list once it is worth it, and note what it says of each song."""
        await self._wait_for_most()
        by_task = {flying.job.task_id: flying for flying in self._flying.values() if flying.job.task_id}
        states = await self._patiently(lambda: survey(self._desk.service, [task for task in by_task if task]))
        self._looked_s = self._desk.clock.now_s()
        for task_id, flying in by_task.items():
            state = states.get(task_id or "")
            if state is None or state.finished:
                self._ready.append(flying.job.id)
                continue
            flying.job = noted(self._desk, flying.job, state)
            if flying.job.attempts >= MOST_LOOKS:
                self._time_out(flying)
        self._gap_s = FIRST_GAP_S if self._ready else min(self._gap_s * GAP_GROWTH, LONGEST_GAP_S)

    async def _wait_for_most(self) -> None:
        begun = sorted(flying.since_s for flying in self._flying.values())
        settled_s = begun[len(begun) // 2] + self._settled_s
        left_s = max(settled_s, self._looked_s + self._gap_s) - self._desk.clock.now_s()
        at_service = f"{len(begun)} {'song' if len(begun) == 1 else 'songs'} at the service"
        await wait(self._desk, left_s, self._batch.report, lambda _: self._words(at_service))

    async def _fetch(self, flying: _Flying) -> None:
        job, task_id = flying.job, flying.job.task_id or ""
        try:
            if job.state is not JobState.SUCCEEDED:
                state = await self._patiently(lambda: self._desk.service.task(task_id, Priority.RESULT))
                flying.job = job = noted(self._desk, job, state)
                if not job.finished:  # the list was ahead of the task itself
                    self._ready.popleft()
                    return
            warnings, losses = await asyncio.to_thread(self._write, ended(job), flying.song)
        except StudioError as error:
            if not _alone(error):
                raise
            if not job.finished:
                self._desk.store.update(job.id, state=JobState.FAILED, **told(error))
            self._land(flying, SongState.FAILED, str(error))
        else:
            self._land(flying, SongState.DONE, " ".join(warnings), losses)

    def _write(self, job: Job, song: BatchSong) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Write the answer beside the song; what to know about it, and what its file does not hold."""
        from lrc_studio.workflows.service_answer import lyrics_for

        lyrics, warnings = lyrics_for(job, song.path)
        losses = write_beside(lyrics, self._batch.format_id, song)
        self._desk.store.update(job.id, lyrics_path=None)
        return warnings, losses

    def _time_out(self, flying: _Flying) -> None:
        sentence = f"{flying.song.path.stem} is not finished there. The job is kept and can be resumed."
        self._desk.store.update(flying.job.id, state=JobState.TIMED_OUT, message=sentence)
        self._land(flying, SongState.FAILED, sentence)

    def _land(self, flying: _Flying, state: SongState, message: str, losses: tuple[str, ...] = ()) -> None:
        """The song is over."""
        del self._flying[flying.job.id]
        if flying.job.id in self._ready:
            self._ready.remove(flying.job.id)
        flying.claim.release(remove=True)
        self._queue.extend(self._twins)
        self._twins.clear()
        self._batch.set(flying.song, state, message, losses=losses)

    def _fail(self, song: BatchSong, error: StudioError) -> None:
        self._queue.popleft()
        self._batch.set(song, SongState.FAILED, str(error))

    async def _patiently(self, ask: Callable[[], Awaitable[T]]) -> T:
        """The answer, after as many waits for the service's limits as it takes."""
        while True:
            try:
                return await ask()
            except RateLimitedError as error:
                wait_s = UNSAID_WAIT_S if error.wait_s is None else error.wait_s
                await wait(self._desk, wait_s, self._batch.report, partial(waiting, error=error))

    def _words(self, message: str) -> Progress:
        return Progress("batch", self._batch.count(*OVER), len(self._batch.standings), message)
