"""Settings on disk never stop the start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lrc_studio.core.settings import Settings
from lrc_studio.storage.settings_file import load_settings, save_settings, settings_path


def test_no_file_gives_the_defaults() -> None:
    loaded = load_settings()
    assert loaded.settings == Settings()
    assert loaded.note is None


def test_what_was_saved_is_loaded() -> None:
    changed = replace(Settings(), theme="dark", nudge_small_ms=20)
    save_settings(changed)
    assert load_settings().settings == changed


@pytest.mark.parametrize("content", [b"{not json", b"\xff\xfe\x00", b"[1, 2]", b"", b"[" * 100_000])
def test_a_broken_file_gives_defaults_and_is_kept_aside(content: bytes) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    loaded = load_settings()
    assert loaded.settings == Settings()
    kept = path.with_name("settings.json.broken")
    assert kept.read_bytes() == content
    assert loaded.note is not None
    assert kept.name in loaded.note
    assert load_settings().note is None


def test_unknown_and_bad_values_are_passed_over() -> None:
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_text('{"theme": "dark", "volume": "loud", "of_a_later_version": 1}')
    loaded = load_settings()
    assert loaded.settings == replace(Settings(), theme="dark")
    assert loaded.note is None


def test_a_folder_in_the_files_place_stops_nothing(studio_home: Path) -> None:
    settings_path().mkdir(parents=True)
    assert load_settings().settings == Settings()
