"""The only place that creates asyncio tasks: named, restartable, reported, awaited at shutdown."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from lrc_studio.core.errors import Cancelled
from lrc_studio.core.progress import Progress, Report

T = TypeVar("T")


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

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` as the task `name`; one of the same name that still runs is cancelled and awaited first."""
        before = self._tasks.get(name)
        self._tasks[name] = self._loop.create_task(self._run(name, work, before), name=name)

    def running(self, name: str) -> bool:
        """Whether the task `name` is at work."""
        return name in self._tasks

    def cancel(self, name: str) -> None:
        """Ask the task `name` to stop; `ended` follows when it has."""
        task = self._tasks.get(name)
        if task:
            task.cancel()

    async def shutdown(self) -> None:
        """Cancel all tasks and wait for them."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def in_thread(self, name: str, work: Callable[[Report], T]) -> T:
        """Run `work(report)` in a thread; reports become `progressed`, cancelling stops it at its next one."""
        stop = threading.Event()

        def report(progress: Progress) -> None:
            if stop.is_set():
                raise Cancelled
            self.progressed.emit(name, progress)

        thread = asyncio.ensure_future(asyncio.to_thread(work, report))
        try:
            return await asyncio.shield(thread)
        except asyncio.CancelledError:
            stop.set()
            await asyncio.gather(thread, return_exceptions=True)
            raise

    async def _run(self, name: str, work: Coroutine[Any, Any, None], before: asyncio.Task[None] | None) -> None:
        try:
            if before:
                before.cancel()
                await asyncio.gather(before, return_exceptions=True)
            self.started.emit(name)
            await work
        except (asyncio.CancelledError, Cancelled):
            work.close()
        except Exception as error:  # noqa: BLE001 (whatever a task raises is told to the person, not lost)
            self.failed.emit(name, error)
        finally:
            if self._tasks.get(name) is asyncio.current_task():
                del self._tasks[name]
                self.ended.emit(name)
