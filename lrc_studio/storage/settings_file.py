"""The settings on disk: read at the start, written at each change, never in the way of starting."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lrc_studio.core.settings import KEY_PRESETS, Settings
from lrc_studio.storage.places import config_dir
from lrc_studio.storage.state_json import read_state, write_state

_NAME_CHARS = 40


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings, a sentence where the file was broken, and the preset of keys it names that is not known here."""

    settings: Settings
    note: str | None = None
    unknown_preset: str = ""


def settings_path() -> Path:
    """Where the settings are kept."""
    return config_dir() / "settings.json"


def load_settings(path: Path | None = None) -> LoadedSettings:
    """Read the settings; unknown or bad values give defaults, a broken file is put aside. Never raises."""
    value, aside = read_state(path or settings_path(), dict)
    note = None
    if aside is not None:
        note = f"The settings could not be read; the defaults are used and the old file is kept as {aside.name}."
    preset = str(value.get("key_preset", KEY_PRESETS[0][0]))
    unknown = "" if preset in dict(KEY_PRESETS) else preset[:_NAME_CHARS]
    return LoadedSettings(Settings.from_dict(value), note, unknown)


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, whole or not at all. Raises a told error where the disk refuses."""
    values: dict[str, Any] = settings.to_dict()
    write_state(path or settings_path(), values)
