"""Reading a person's files whole and writing them whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from lrc_studio.core.errors import InputError
from lrc_studio.storage.encodings import ENCODINGS, Decoded, decode, encoding_label

__all__ = [
    "ENCODINGS",
    "Decoded",
    "FileState",
    "decode",
    "encoding_label",
    "file_state",
    "read_bytes",
    "read_text",
    "refusal",
    "replacing",
    "write_atomic",
]

LARGEST_BYTES = 64 * 2**20

_LEFT_S = 3600
"""A file of ours beside another that nobody wrote to for so long was left by a run that ended halfway."""
_NO_PERMISSION = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True)
class FileState:
    """What changes when another program writes a file."""

    mtime_ns: int
    size: int
    inode: int


def file_state(path: str | Path) -> FileState | None:
    """The state of a file, to compare with an earlier one; None if it is not there."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return FileState(found.st_mtime_ns, found.st_size, found.st_ino)


def read_text(path: str | Path, encoding: str | None = None) -> Decoded:
    """The text of a file and its encoding, found as `decode` says unless given.

    Raises `InputError` for a file that is missing, not readable or over 64 MB; never on content.
    """
    return decode(read_bytes(path), encoding)


def read_bytes(path: str | Path) -> bytes:
    """A whole file. Raises `InputError` if it is missing, not readable or over 64 MB."""
    name = Path(path).name or str(path)
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"The file “{name}” is not there; it may have been moved or renamed.") from None
    except IsADirectoryError:
        raise InputError(f"“{name}” is a folder, not a file; choose a file in it.") from None
    except PermissionError:
        raise InputError(f"There is no permission to read “{name}”.") from None
    except (OSError, ValueError):  # ValueError: a NUL in the name
        raise InputError(f"The file “{name}” could not be read.") from None
    if len(data) > LARGEST_BYTES:
        raise InputError(f"“{name}” is larger than 64 MB, too large for lyrics; choose another file.")
    return data


def write_atomic(path: str | Path, data: bytes | str) -> None:
    """Write a file whole or not at all; a text is written as UTF-8 as it is, without a byte order mark.

    The bytes go to a new file in the same folder, which takes the old one's place, permissions and (where allowed)
    owner when it is safely on disk. A symbolic link stays and its target is written; a device or pipe is written as it
    is. Raises `InputError` with one sentence; the old file is then as it was and no other is left.
    """
    content = data.encode("utf-8", "replace") if isinstance(data, str) else data
    name = Path(path).name
    try:
        old = _stat_of(Path(path))
        if old is not None and stat.S_ISDIR(old.st_mode):
            raise IsADirectoryError(errno.EISDIR, "a folder")
        if old is not None and not stat.S_ISREG(old.st_mode):
            _write_special(Path(path), content)
        else:
            _replace(Path(path).resolve(), content, old)
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: symbolic links that go in a circle
        raise InputError(refusal(error, name)) from None


def _stat_of(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _write_special(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)


def _replace(target: Path, content: bytes, old: os.stat_result | None) -> None:
    with replacing(target, old) as beside, beside.open("xb") as file:
        file.write(content)


@contextmanager
def replacing(target: Path, old: os.stat_result | None) -> Iterator[Path]:
    """The path of a file to be made in the folder of `target` (no link), whose place it takes when all went well.

    It gets the permissions and (where allowed) the owner of `old`, the state of the file that it replaces. Raises
    OSError; whatever is raised, the old file is then as it was and no other is left.
    """
    if old is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "read-only")  # a folder's permission must not undo a file's
    _clear_left(target.parent)
    beside = target.with_name(f".lrc-studio-{secrets.token_hex(6)}.tmp")
    try:
        yield beside
        _to_disk(beside)
        if old is not None:
            _take_over(beside, old)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    _sync_folder(target.parent)


def _clear_left(folder: Path) -> None:
    """Take out what a killed run left in a folder: a whole song, where its tags were being written."""
    with suppress(OSError):
        for left in folder.glob(".lrc-studio-*.tmp"):
            if time.time() - left.stat().st_mtime > _LEFT_S:
                left.unlink()


def _to_disk(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _take_over(beside: Path, old: os.stat_result) -> None:
    """Give the new file the old one's owner, where the system allows it, and its permissions."""
    if hasattr(os, "chown") and (old.st_uid, old.st_gid) != (os.getuid(), os.getgid()):
        with suppress(OSError):
            os.chown(beside, old.st_uid, old.st_gid)
    beside.chmod(stat.S_IMODE(old.st_mode))


def _sync_folder(folder: Path) -> None:
    """Make the change of names itself durable; only POSIX systems can open a folder, and not every disk can do it."""
    if os.name == "nt":
        return
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def refusal(error: Exception, name: str) -> str:
    """What happened to a file that was not written; whoever asked for it adds what is safe and what to do."""
    code = error.errno if isinstance(error, OSError) else None
    if code in NO_SPACE:
        return f"The disk is full: “{name}” was not written; the old file is as it was."
    if code in _NO_PERMISSION:
        return f"There is no permission to write “{name}” there."
    if code in (errno.ENOENT, errno.ENOTDIR):
        return f"The folder for “{name}” is not there."
    if code == errno.EISDIR:
        return f"“{name}” is a folder, so no file can be written in its place."
    if code == errno.ENAMETOOLONG or code is None:
        return f"“{name[:60]}” cannot be a file's name here."
    return f"“{name}” could not be written; the old file is as it was."
