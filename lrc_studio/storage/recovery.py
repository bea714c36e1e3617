"""Unsaved work on disk: one file a running session, found again when that session died.

A session holds a lock beside its file as long as it lives, so two windows never take each other's work:
what can be locked belongs to nobody any more.
"""

from __future__ import annotations

import itertools
import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.storage.file_lock import FileLock
from lrc_studio.storage.files import write_atomic
from lrc_studio.storage.places import recovery_dir

SETTLED_S = 60.0
_HEAD_BYTES = 64 * 1024
_DOCUMENT = b', "document": "'
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Work:
    """What a session would lose: the lyrics, the song and the project they belong to, and when (Unix seconds)."""

    lyrics: Lyrics
    audio_path: str | None
    project_path: str | None
    title: str
    saved_s: float


@dataclass(frozen=True, slots=True)
class Orphan:
    """The work of a session that died: its file, and what a banner shows without reading the lyrics."""

    path: Path
    title: str
    saved_s: float


class Recovery:
    """The recovery file of this session, and those left behind by sessions that died."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or recovery_dir()
        self._name = f"{os.getpid()}-{time.time_ns()}-{next(_numbers)}"
        self._lock: FileLock | None = None

    @property
    def path(self) -> Path:
        """This session's file; it exists only while there is unsaved work."""
        return self._folder / f"{self._name}.json"

    def write(self, work: Work) -> None:
        """Keep `work` in place of what was kept before, whole or not at all. Raises a told error or OSError."""
        if self._lock is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock.take(_lock_path(self.path))
        write_atomic(self.path, _encode(work))

    def clear(self) -> None:
        """Forget the kept work, because it was saved or given up; the session goes on."""
        with suppress(OSError):  # what cannot be deleted is offered again, which loses nothing
            self.path.unlink()

    def close(self) -> None:
        """End the session cleanly: nothing is left behind."""
        self.clear()
        if self._lock is not None:
            self._lock.release(remove=True)
            self._lock = None

    def orphans(self) -> tuple[Orphan, ...]:
        """The work of sessions that died, the newest first. Files that cannot be read are left alone. Never raises."""
        _sweep(self._folder)
        found = [orphan for path in _session_files(self._folder) if (orphan := self._orphan(path)) is not None]
        return tuple(sorted(found, key=lambda orphan: -orphan.saved_s))

    def restore(self, orphan: Orphan) -> Work:
        """The work of `orphan`, now kept by this session too and gone from the dead one's file.

        Raises InputError where another window took it first or it cannot be read; nothing is deleted then.
        """
        lock = self._claim(orphan.path)
        if lock is None:
            raise InputError("Another window has restored this work already. Nothing was changed here.")
        try:
            work = _decode(orphan.path)
            self.write(work)
            orphan.path.unlink()
        finally:
            lock.release(remove=not orphan.path.exists())
        return work

    def discard(self, orphan: Orphan) -> None:
        """Delete the work of `orphan`; does nothing where another window took it first.

        Raises InputError where the file cannot be deleted; the work is still there then.
        """
        lock = self._claim(orphan.path)
        if lock is None:
            return
        try:
            orphan.path.unlink(missing_ok=True)
        except OSError as error:
            raise InputError("The kept work could not be deleted. It is still there; try again later.") from error
        finally:
            lock.release(remove=not orphan.path.exists())

    def _orphan(self, path: Path) -> Orphan | None:
        lock = self._claim(path)
        if lock is None:
            return None
        try:
            return _head(path)
        finally:
            lock.release()

    def _claim(self, path: Path) -> FileLock | None:
        """The lock of a dead session's file, or None where its session lives or the file is gone."""
        try:
            lock = FileLock.take(_lock_path(path))
        except OSError:
            return None
        if lock is not None and not path.exists():
            lock.release(remove=True)
            return None
        return lock


def _lock_path(path: Path) -> Path:
    return path.with_suffix(".lock")


def _session_files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.suffix == ".json"]
    except OSError:
        return []


def _sweep(folder: Path) -> None:
    """Delete the locks of dead sessions that had nothing unsaved; a lock just made is left to its session."""
    with suppress(OSError):
        for path in folder.glob("*.lock"):
            if not path.with_suffix(".json").exists() and time.time() - path.stat().st_mtime > SETTLED_S:
                lock = FileLock.take(path)
                if lock is not None:
                    lock.release(remove=True)


def _encode(work: Work) -> bytes:
    from lrc_studio.formats import by_id
    from lrc_studio.formats.base import WriteOptions

    write = by_id("json").write
    assert write is not None
    value = {
        "title": work.title,
        "saved_s": work.saved_s,
        "audio_path": work.audio_path,
        "project_path": work.project_path,
        "document": write(work.lyrics, WriteOptions()),
    }
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _head(path: Path) -> Orphan | None:
    """What a recovery file says before its document, which may be long and is not read; None where it is no such file.

    A quote inside a JSON text is escaped, so the document's key is found at its own place only.
    """
    try:
        with path.open("rb") as file:
            start, found, _ = file.read(_HEAD_BYTES).partition(_DOCUMENT)
        value = json.loads(start.decode("utf-8", "surrogatepass") + "}")
        return Orphan(path, str(value["title"]), float(value["saved_s"])) if found else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _decode(path: Path) -> Work:
    """The work in a recovery file. Raises InputError where it is not one."""
    from lrc_studio.formats import by_id

    read = by_id("json").read
    assert read is not None
    try:
        value: dict[str, Any] = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        lyrics = read(value["document"]).lyrics
        return Work(lyrics, value["audio_path"], value["project_path"], str(value["title"]), float(value["saved_s"]))
    except (OSError, ValueError, KeyError, TypeError, InputError) as error:
        raise InputError("The kept work cannot be read. Its file was left as it is.") from error
