"""How each song was looked at last: the part in sight and how the view follows, kept on disk by song."""

from __future__ import annotations

import hashlib
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lrc_studio.storage.places import state_dir
from lrc_studio.storage.state_json import read_state, write_state

MOST_SONGS = 500


@dataclass(frozen=True, slots=True)
class SongView:
    """The part in sight, whether the view follows the playhead, and how ("page" or "centre")."""

    from_ms: float
    to_ms: float
    follow: bool = True
    follow_how: str = "page"


def views_path() -> Path:
    """Where the views are kept."""
    return state_dir() / "views.json"


def song_key(song: Path) -> str:
    """What a song is kept under: made from its path, which cannot be read from it."""
    return hashlib.sha256(str(song.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def load_views(path: Path | None = None) -> dict[str, SongView]:
    """The views by key, the one kept last at the end; what cannot be used is left out. Never raises."""
    value, _ = read_state(path or views_path(), dict)
    found = {str(key): _view(given) for key, given in value.items()}
    return {key: view for key, view in found.items() if view is not None}


def save_views(views: dict[str, SongView], path: Path | None = None) -> None:
    """Write the last 500 of them, whole or not at all. Raises a told error or OSError where the disk refuses."""
    last = list(views.items())[-MOST_SONGS:]
    write_state(path or views_path(), {key: asdict(view) for key, view in last})


def _view(given: Any) -> SongView | None:
    if not isinstance(given, dict):
        return None
    from_ms, to_ms = _ms(given.get("from_ms")), _ms(given.get("to_ms"))
    if from_ms is None or to_ms is None or not 0 <= from_ms < to_ms:
        return None
    how = given.get("follow_how")
    return SongView(from_ms, to_ms, given.get("follow") is not False, how if how in ("page", "centre") else "page")


def _ms(value: Any) -> float | None:
    usable = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return value if usable else None
