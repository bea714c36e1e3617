"""Where the program keeps its state: the platform's own folders, or one folder named by the person."""

from __future__ import annotations

import os
from pathlib import Path

APP_NAME = "lrc-studio"
HOME_VARIABLE = "LRC_STUDIO_HOME"


def home() -> Path | None:
    """The one folder for all state that `LRC_STUDIO_HOME` names, or None where the platform's folders are used."""
    named = os.environ.get(HOME_VARIABLE, "").strip()
    return Path(named).expanduser().absolute() if named else None


def config_dir() -> Path:
    """The folder of settings; it need not exist yet."""
    return home() or _platform_dir("user_config_path")


def state_dir() -> Path:
    """The folder of what is remembered between sessions (recent songs, recovery); it need not exist yet."""
    return home() or _platform_dir("user_state_path")


def cache_dir() -> Path:
    """The folder of what can be made again, such as smaller copies of songs; it need not exist yet."""
    named = home()
    return named / "cache" if named else _platform_dir("user_cache_path")


def recovery_dir() -> Path:
    """The folder of unsaved work, one file a running session; it need not exist yet."""
    return state_dir() / "recovery"


def music_dir() -> Path:
    """A folder of the person's own for new files: the platform's music folder, or the home folder without one."""
    import platformdirs

    music = Path(platformdirs.user_music_path())
    return music if music.is_dir() else Path.home()


def _platform_dir(kind: str) -> Path:
    import platformdirs

    path: Path = getattr(platformdirs, kind)(APP_NAME, appauthor=False)
    return path
