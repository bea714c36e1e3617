"""Lets what follows a job wait until it has ended."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject

from lrc_studio.ui.jobs import Jobs


class Turns(QObject):
    """What waits for the job `name`, in the order in which it came."""

    def __init__(self, jobs: Jobs, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._name = jobs, name
        self._waiting: deque[Callable[[], None]] = deque()
        jobs.ended.connect(self._on_ended)

    def take(self, then: Callable[[], None]) -> None:
        """Run `then` when the job and all that waits for it are through; at once where it does not run."""
        if self._jobs.running(self._name):
            self._waiting.append(then)
        else:
            then()

    def clear(self) -> None:
        """Give up what waits."""
        self._waiting.clear()

    def _on_ended(self, name: str) -> None:
        while name == self._name and self._waiting and not self._jobs.running(name):
            self._waiting.popleft()()
