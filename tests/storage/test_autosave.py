"""Work is kept a pause after each change, without the editor waiting."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.storage.autosave import Autosave
from lrc_studio.storage.recovery import Recovery, Work

WAIT_S = 10.0


def work(number: int) -> Work:
    return Work(Lyrics((Line(f"edit {number}", number),)), None, None, "Song", float(number))


class Watched(Recovery):
    """A recovery that tells when it wrote, and fails when asked."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[float] = []
        self.wrote = threading.Semaphore(0)
        self.full = False

    def write(self, work: Work) -> None:
        try:
            if self.full:
                raise OSError("full")
            super().write(work)
            self.written.append(work.saved_s)
        finally:
            self.wrote.release()


def test_changes_in_a_row_are_written_once_after_the_pause() -> None:
    recovery = Watched()
    autosave = Autosave(recovery, pause_s=0.2)
    for number in range(50):
        autosave.changed(work(number))
    assert recovery.wrote.acquire(timeout=WAIT_S)
    autosave.close()
    assert recovery.written == [49.0]


def test_changes_that_never_pause_are_written_all_the_same() -> None:
    recovery = Watched()
    autosave = Autosave(recovery, pause_s=WAIT_S, longest_s=0.05)
    autosave.changed(work(1))
    assert recovery.wrote.acquire(timeout=WAIT_S)
    autosave.close()
    assert recovery.written == [1.0]


def test_stamps_in_a_row_are_kept_while_they_go_on() -> None:
    recovery = Watched()
    autosave = Autosave(recovery)
    began_s, number = time.monotonic(), 0
    while not recovery.wrote.acquire(timeout=0.1):
        number += 1
        autosave.changed(work(number))
    took_s = time.monotonic() - began_s
    autosave.close()
    assert recovery.written
    assert took_s < 3


def test_closing_leaves_no_file_and_no_thread(studio_home: Path) -> None:
    autosave = Autosave(Recovery(), pause_s=WAIT_S)
    autosave.changed(work(1))
    autosave.close()
    assert all(thread.name != "autosave" for thread in threading.enumerate())
    assert not list(studio_home.rglob("*.json"))


def test_flush_writes_now_and_saving_clears(studio_home: Path) -> None:
    recovery = Recovery()
    autosave = Autosave(recovery, pause_s=WAIT_S)
    autosave.changed(work(1))
    autosave.flush()
    assert recovery.path.exists()
    autosave.changed(work(2))
    autosave.saved()
    autosave.flush()
    assert not recovery.path.exists()
    autosave.close()


def test_trouble_is_told_once_and_its_end_too() -> None:
    recovery = Watched()
    told: list[str] = []
    autosave = Autosave(recovery, pause_s=WAIT_S, on_trouble=told.append)
    for full in (True, True, False, True):
        recovery.full = full
        autosave.changed(work(1))
        autosave.flush()
    autosave.saved()
    autosave.flush()
    autosave.close()
    assert told == [told[0], "", told[0], ""]
    assert "crash" in told[0]
