"""The songs of a folder and where their lyrics go; and the batches that were stopped, to go on with them."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lrc_studio.core.errors import InputError
from lrc_studio.storage.places import state_dir

SUFFIXES = frozenset(
    (".mp3", ".wav", ".ogg", ".oga", ".flac", ".m4a", ".m4b", ".opus", ".aac", ".wma", ".aiff", ".aif", ".ape", ".wv")
)
"""What counts as a song by its name; a video beside a song is none."""


@dataclass(frozen=True, slots=True)
class BatchSong:
    """A song of a batch and the file its lyrics are written to."""

    path: Path
    target: Path


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A batch that was begun: its folder, provider and format, the songs that failed in it, and its `copies`."""

    folder: str
    provider: str
    format_id: str
    failed: tuple[str, ...] = ()
    copies: bool = False


def songs_below(folder: Path) -> tuple[Path, ...]:
    """The songs in a folder and all folders in it, by path; hidden ones and linked folders are left out.

    Raises InputError where it is no folder that can be read.
    """
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise InputError(f"{folder.name or folder} is no folder that can be read. Name another one.") from error
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(place, name) for name in sorted(names) if _is_song(name)]
    return tuple(path for path in found if path.is_file())


def planned(folder: Path, suffix: str) -> tuple[BatchSong, ...]:
    """The songs below a folder, each with the file beside it that its lyrics go to; no two share one."""
    taken: set[Path] = set()
    songs = []
    for path in songs_below(folder):
        target = path.with_suffix(suffix)
        if target in taken:  # another song of that name in another kind
            target = path.with_name(path.name + suffix)
        taken.add(target)
        songs.append(BatchSong(path, target))
    return tuple(songs)


def unfinished(folder: Path | None = None) -> tuple[Unfinished, ...]:
    """The batches that were stopped, or those of one folder."""
    from lrc_studio.storage.state_json import read_state

    batches = [_batch(row) for row in read_state(_path(), list)[0]]
    named = str(folder.absolute()) if folder else None
    return tuple(batch for batch in batches if batch is not None and named in (None, batch.folder))


def remember(batch: Unfinished) -> None:
    """Keep that a batch was begun, in place of what was kept of its folder. Raises InputError on a full disk."""
    from lrc_studio.storage.state_json import write_state

    others = [other for other in unfinished() if other.folder != batch.folder]
    write_state(_path(), [asdict(each) for each in (*others, batch)])


def forget(folder: Path) -> None:
    """Keep nothing of a folder's batch: it is done."""
    from lrc_studio.storage.state_json import write_state

    left = [batch for batch in unfinished() if batch.folder != str(folder.absolute())]
    write_state(_path(), [asdict(each) for each in left])


def _is_song(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES


def _path() -> Path:
    return state_dir() / "batches.json"


def _batch(row: Any) -> Unfinished | None:
    """A row of the file as a batch, or None where it is not one."""
    if not isinstance(row, dict) or not isinstance(row.get("failed"), list):
        return None
    texts = [row.get(key) for key in ("folder", "provider", "format_id")]
    if not all(isinstance(text, str) and text for text in texts):
        return None
    failed = tuple(path for path in row["failed"] if isinstance(path, str))
    return Unfinished(str(texts[0]), str(texts[1]), str(texts[2]), failed, row.get("copies") is True)
