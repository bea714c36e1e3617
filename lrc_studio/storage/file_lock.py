"""A lock that dies with its process: how one session tells that another is still alive."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

WINDOWS = sys.platform == "win32"
"""A name of its own, for a type checker leaves out what stands behind `sys.platform` itself."""
_system: Any
if sys.platform == "win32":
    import msvcrt

    _system = msvcrt
else:
    import fcntl

    _system = fcntl


def _take(descriptor: int) -> None:
    """Raises OSError where it is taken."""
    if WINDOWS:
        _system.locking(descriptor, _system.LK_NBLCK, 1)
    else:  # flock, not lockf: a second opening in the same process must be refused too
        _system.flock(descriptor, _system.LOCK_EX | _system.LOCK_NB)


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
        if remove and not WINDOWS:  # while still held, so that nobody locks a file about to go
            with suppress(OSError):
                self.path.unlink()
        os.close(descriptor)
        if remove and WINDOWS:  # Windows refuses to delete an open file
            with suppress(OSError):
                self.path.unlink()
