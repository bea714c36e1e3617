"""The songs opened last, for the empty window and the File menu."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lrc_studio.storage.places import state_dir
from lrc_studio.storage.state_json import read_state, write_state

KEPT = 12


@dataclass(frozen=True, slots=True)
class RecentSong:
    """A song opened before: `path` is absolute, `state` the words of its chip, `opened_s` Unix time in seconds.

    `lyrics` is the file that its lyrics came from, absolute, "" for none that is opened with it.
    """

    path: str
    title: str
    artist: str
    state: str
    opened_s: float
    lyrics: str = ""

    @property
    def paths(self) -> tuple[Path, ...]:
        """What to open together."""
        return tuple(Path(path) for path in (self.path, self.lyrics) if path)


def recent_path() -> Path:
    """Where the list is kept."""
    return state_dir() / "recent.json"


def known_songs() -> tuple[RecentSong, ...]:
    """At most 12 songs, the last opened first, there or not: no disk but the program's own is asked. Never raises."""
    rows, _ = read_state(recent_path(), list)
    songs = [song for row in rows if (song := _song(row)) is not None]
    return tuple(sorted(songs, key=lambda song: -song.opened_s)[:KEPT])


def recent_songs() -> tuple[RecentSong, ...]:
    """The known songs that are still there. A disk that does not answer holds this up: not for a window's thread."""
    return tuple(song for song in known_songs() if _exists(song.path))


def remember(song: RecentSong) -> tuple[RecentSong, ...]:
    """Put `song` first, in place of its older entry, and give the new list. Raises a told error on a full disk."""
    others = [other for other in known_songs() if other.path != song.path]
    return _keep([song, *others][:KEPT])


def forget(path: str) -> tuple[RecentSong, ...]:
    """Take the song at `path` off the list and give the new list."""
    return _keep([song for song in known_songs() if song.path != path])


def _keep(songs: list[RecentSong]) -> tuple[RecentSong, ...]:
    write_state(recent_path(), [asdict(song) for song in songs])
    return tuple(songs)


def _song(row: Any) -> RecentSong | None:
    """A row of the file as a song, or None where a field is missing or of another type."""
    if not isinstance(row, dict):
        return None
    texts = [row.get(key) for key in ("path", "title", "artist", "state")]
    opened_s = row.get("opened_s")
    if not all(isinstance(text, str) for text in texts) or type(opened_s) not in (int, float):
        return None
    path, title, artist, state = (str(text) for text in texts)
    lyrics = row.get("lyrics")
    return RecentSong(path, title, artist, state, float(opened_s or 0), lyrics if isinstance(lyrics, str) else "")


def _exists(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False


def clear_recent() -> None:
    """Forget all songs. Raises a told error on a full disk."""
    _keep([])
