"""The only place that creates asyncio tasks: named, restartable, reported, awaited at shutdown."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from lrc_studio.core.errors import Cancelled
from lrc_studio.core.progress import Progress, Report

T = TypeVar("T")
_THREADS = 10
"""More than ever work at once, so that one that waits for a disk keeps no other waiting."""


class Jobs(QObject):
    """Runs work beside the window.

    Signals: `started(name)`, `progressed(name, Progress)`, `failed(name, error)`, `ended(name)` (always, last).
    """

    started = Signal(str)
    progressed = Signal(str, object)
    failed = Signal(str, object)
    ended = Signal(str)

    def __init__(self, loop: asyncio.AbstractEventLoop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop = loop
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._threads = ThreadPoolExecutor(_THREADS, "job")
        self._closed = False

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` as the task `name`; one of the same name that still runs is cancelled and awaited first.

        After `shutdown` nothing is started any more.
        """
        if self._closed:
            work.close()
            return
        task = self._loop.create_task(self._run(name, work, self._tasks.get(name)), name=name)
        self._tasks[name] = task
        # A task that is cancelled before its first step never runs its own `finally`.
        task.add_done_callback(lambda done: self._on_done(name, done, work))

    def running(self, name: str) -> bool:
        """Whether the task `name` is at work."""
        return name in self._tasks

    def stopping(self, name: str) -> bool:
        """Whether the task `name` was asked to stop and still is at work."""
        task = self._tasks.get(name)
        return task is not None and task.cancelling() > 0

    def cancel(self, name: str) -> None:
        """Ask the task `name` to stop; `ended` follows when it has."""
        task = self._tasks.get(name)
        if task:
            task.cancel()

    async def shutdown(self) -> None:
        """Cancel all tasks and wait for them and their threads."""
        self._closed = True
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._threads.shutdown(wait=False)

    async def in_thread(self, name: str, work: Callable[[Report], T]) -> T:
        """Run `work(report)` in a thread; reports become `progressed`, cancelling stops it at its next one.

        Returns only when the thread has ended, cancelled or not.
        """
        stop = threading.Event()

        def report(progress: Progress) -> None:
            if stop.is_set():
                raise Cancelled
            self.progressed.emit(name, progress)

        thread = asyncio.wrap_future(self._threads.submit(work, report), loop=self._loop)
        try:
            await _end_of(thread)
        except asyncio.CancelledError:
            stop.set()
            await _outlast(thread)
            thread.exception()  # looked at, so that asyncio does not complain of it
            raise
        return thread.result()

    async def _run(self, name: str, work: Coroutine[Any, Any, None], before: asyncio.Task[None] | None) -> None:
        if before:
            before.cancel()
            await _outlast(before)
        self.started.emit(name)
        try:
            await work
        except Cancelled:
            return
        except Exception as error:  # noqa: BLE001 (whatever a task raises is told to the person, not lost)
            self.failed.emit(name, error)

    def _on_done(self, name: str, task: asyncio.Task[None], work: Coroutine[Any, Any, None]) -> None:
        work.close()
        if self._tasks.get(name) is task:
            del self._tasks[name]
            self.ended.emit(name)


async def _end_of(future: asyncio.Future[Any]) -> None:
    """Wait until `future` is done, however it ends; needs no loop at work, for Qt's own steps tasks too."""
    ended: asyncio.Future[None] = future.get_loop().create_future()

    def end(_future: object) -> None:
        if not ended.done():
            ended.set_result(None)

    future.add_done_callback(end)
    await ended


async def _outlast(future: asyncio.Future[Any]) -> None:
    """Wait until `future` is done, even where this task is cancelled meanwhile; the cancelling is raised then."""
    cancelled = False
    while not future.done():
        try:
            await _end_of(future)
        except asyncio.CancelledError:
            cancelled = True
    if cancelled:
        raise asyncio.CancelledError
