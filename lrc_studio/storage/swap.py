"""Changing a large file of a person's through a copy that takes its place only when all of it is well."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from lrc_studio.core.errors import InputError
from lrc_studio.core.progress import Progress, Report, silent
from lrc_studio.storage.files import file_state, refusal, replacing

_BLOCK_BYTES = 4 * 2**20


@contextmanager
def changed_copy(path: Path, report: Report = silent) -> Iterator[Path]:
    """A copy of the file at `path`, in its folder, to be changed; on leaving it takes the file's place.

    It keeps permissions, extended attributes and (where allowed) the owner; a symbolic link stays and its target is
    changed. Raises InputError with one sentence where the disk refuses or another program wrote the file meanwhile,
    and whatever is raised inside: the file is then as it was and no copy is left. Progress counts bytes.
    """
    try:
        target = path.resolve()
        old = target.stat()
        before = file_state(target)
        with replacing(target, old) as copy:
            _copy(target, copy, old.st_size, report)
            yield copy
            if file_state(target) != before:
                raise InputError(f"“{path.name}” was changed by another program meanwhile. It was left as it is now.")
    except (OSError, RuntimeError) as error:  # RuntimeError: symbolic links that go in a circle
        raise InputError(refusal(error, path.name)) from error


def _copy(source: Path, target: Path, total: int, report: Report) -> None:
    done = 0
    with source.open("rb") as old, target.open("xb") as new:
        while block := old.read(_BLOCK_BYTES):
            new.write(block)
            done += len(block)
            report(Progress("copy", done, total, "Copying the song"))
    if done < total:
        raise OSError(errno.EIO, "the file became shorter while it was read")
    with suppress(OSError):  # not every disk has the attributes of every other
        shutil.copystat(source, target)
    os.utime(target)
    target.chmod(0o600)  # until it has its last bytes nobody else need read or change it
