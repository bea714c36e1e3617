"""The lock that tells a living session from a dead one, on this system and as Windows does it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from lrc_studio.storage import file_lock
from lrc_studio.storage.file_lock import FileLock


class Msvcrt:
    """Locks by file as Windows does: until the descriptor is closed, and an open file cannot be deleted."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.held: dict[int, int] = {}

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        assert (mode, count) == (self.LK_NBLCK, 1)
        file = os.fstat(descriptor).st_ino
        if file in self.held.values():
            raise PermissionError(errno.EACCES, "Permission denied")
        self.held[descriptor] = file


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[Msvcrt]:
    """A stand-in for Windows."""
    system, close, unlink = Msvcrt(), os.close, Path.unlink

    def closed(descriptor: int) -> None:
        system.held.pop(descriptor, None)
        close(descriptor)

    def deleted(path: Path, missing_ok: bool = False) -> None:
        if path.stat().st_ino in system.held.values():
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        unlink(path, missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(file_lock, "WINDOWS", True)
        patched.setattr(file_lock, "_system", system)
        patched.setattr(os, "close", closed)
        patched.setattr(Path, "unlink", deleted)
        yield system


@pytest.fixture(params=["this system", "windows"])
def system(request: pytest.FixtureRequest) -> None:
    """Each way to lock."""
    if request.param == "windows":
        request.getfixturevalue("windows")


@pytest.mark.usefixtures("system")
def test_only_one_holds_it_and_it_can_be_taken_again(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    first = FileLock.take(path)
    assert first is not None
    assert FileLock.take(path) is None
    first.release()
    first.release()
    again = FileLock.take(path)
    assert again is not None
    again.release(remove=True)
    assert not path.exists()


@pytest.mark.usefixtures("system")
def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FileLock.take(tmp_path / "missing" / "a.lock")


def test_windows_is_locked_by_its_own_means(windows: Msvcrt, tmp_path: Path) -> None:
    lock = FileLock.take(tmp_path / "a.lock")
    assert lock is not None
    assert len(windows.held) == 1
    lock.release(remove=True)
    assert windows.held == {}
