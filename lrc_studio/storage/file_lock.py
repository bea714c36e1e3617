"""A lock that dies with its process: how one session tells that another is still alive."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":  # pragma: no cover (the branch is typed and small; it runs on Windows only)
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        # flock, not lockf: a second opening in the same process must be refused too.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """An exclusive lock on a file; the system releases it when the process ends, however it ends."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, path: Path) -> FileLock | None:
        """Lock `path`, making it where it is absent; None where a living process holds it. Raises OSError."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(descriptor)
        except OSError:
            os.close(descriptor)
            return None
        return cls(path, descriptor)

    def release(self, *, remove: bool = False) -> None:
        """Give the lock back, and with `remove` delete its file. Calling twice does nothing."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        if remove and sys.platform != "win32":  # while still held, so that nobody locks a file about to go
            with suppress(OSError):
                self.path.unlink()
        os.close(descriptor)
        if remove and sys.platform == "win32":  # Windows refuses to delete an open file
            with suppress(OSError):
                self.path.unlink()
