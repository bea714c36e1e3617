"""Keeps unsaved work a short pause after each change, on a thread of its own, so that no edit waits for the disk."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from lrc_studio.core.errors import StudioError
from lrc_studio.storage.files import NO_SPACE
from lrc_studio.storage.recovery import Recovery, Work

PAUSE_S = 0.2
LONGEST_S = 0.5
"""Whoever taps in time never pauses for long: the last stamps before a crash are kept too."""
_PAUSES_A_WRITE, _LONGEST_A_WRITE = 3, 10
"""Long lyrics and slow disks get longer: of a busy time at most a tenth goes into writing."""


class Autosave:
    """Writes the newest `Work` once changes pause for `pause_s`, and every `longest_s` while they go on.

    Both are least times; where a write itself takes long they grow with it.
    `on_trouble` is called on the writing thread with a sentence when a write fails, and with "" when that is over.
    """

    def __init__(
        self,
        recovery: Recovery,
        *,
        pause_s: float = PAUSE_S,
        longest_s: float = LONGEST_S,
        on_trouble: Callable[[str], None] | None = None,
    ) -> None:
        self._recovery = recovery
        self._pause_s = pause_s
        self._longest_s = longest_s
        self._on_trouble = on_trouble
        self._in_trouble = False
        self._took_s = 0.0
        self._waiting: Work | None = None
        self._forgetting = False
        self._closing = False
        self._changed = threading.Condition()
        self._writing = threading.Lock()
        self._thread: threading.Thread | None = None

    def changed(self, work: Work) -> None:
        """Note the newest work; returns at once."""
        with self._changed:
            self._waiting = work
            self._wake()

    def flush(self) -> None:
        """Do what waits now, on the calling thread."""
        with self._writing:
            with self._changed:
                work, self._waiting = self._waiting, None
                forgetting, self._forgetting = self._forgetting, False
            if forgetting:
                self._recovery.clear()
                self._tell_over()
            if work is not None:
                self._write(work)

    def saved(self) -> None:
        """The work was saved or given up: nothing needs to be kept any more; returns at once."""
        with self._changed:
            self._waiting = None
            self._forgetting = True
            self._wake()

    def close(self) -> None:
        """End cleanly: the thread stops and this session's file is removed."""
        with self._changed:
            self._closing = True
            self._waiting = None
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()
        self._recovery.close()

    def _wake(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="autosave", daemon=True)
            self._thread.start()
        self._changed.notify()

    def _run(self) -> None:
        while self._wait_for_pause():
            self.flush()

    def _wait_for_pause(self) -> bool:
        """Wait for work and then for a pause in the changes; False when closing."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting is not None or self._forgetting or self._closing)
            pause_s = max(self._pause_s, self._took_s * _PAUSES_A_WRITE)
            deadline_s = time.monotonic() + max(self._longest_s, self._took_s * _LONGEST_A_WRITE)
            while not self._closing and not self._forgetting and (left_s := deadline_s - time.monotonic()) > 0:
                if not self._changed.wait(min(pause_s, left_s)):
                    break
            return not self._closing

    def _write(self, work: Work) -> None:
        began_s = time.monotonic()
        try:
            self._recovery.write(work)
        except (StudioError, OSError) as error:
            self._tell(error)
        else:
            self._tell_over()
        self._took_s = time.monotonic() - began_s

    def _tell_over(self) -> None:
        if self._in_trouble and self._on_trouble is not None:
            self._on_trouble("")
        self._in_trouble = False

    def _tell(self, error: Exception) -> None:
        if self._in_trouble or self._on_trouble is None:
            return
        self._in_trouble = True
        why = "The disk is full. " if _full(error) else ""
        self._on_trouble(f"{why}Your work cannot be kept for a crash just now. Save it yourself.")


def _full(error: BaseException | None) -> bool:
    """Whether a full disk is behind `error`; the file it names says nothing to a person."""
    cause = error.__context__ if isinstance(error, StudioError) else error
    return isinstance(cause, OSError) and cause.errno in NO_SPACE
