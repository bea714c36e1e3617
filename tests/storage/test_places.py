"""Where state is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from lrc_studio.storage import places


def test_one_named_folder_holds_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LRC_STUDIO_HOME", str(tmp_path / "one"))
    for folder in (places.config_dir(), places.state_dir(), places.recovery_dir()):
        assert folder.is_relative_to(tmp_path / "one")


def test_without_it_the_platforms_folders_are_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LRC_STUDIO_HOME", " ")
    assert places.home() is None
    for folder in (places.config_dir(), places.state_dir()):
        assert folder.is_absolute()
        assert "lrc-studio" in folder.parts


def test_asking_for_a_place_makes_nothing(studio_home: Path) -> None:
    places.recovery_dir()
    assert not studio_home.exists()


def test_new_files_go_where_a_person_looks() -> None:
    assert places.music_dir().is_dir()
