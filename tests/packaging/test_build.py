"""What each system's build is asked for."""

from __future__ import annotations

import ctypes.util
import runpy
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.packaging.conftest import SCRIPTS


@pytest.mark.parametrize(
    ("platform", "words"), [("win32", {"--icon", "--hide-console"}), ("darwin", {"--windowed"}), ("linux", set())]
)
def test_each_system_gets_its_kind_of_window(build: ModuleType, platform: str, words: set[str]) -> None:
    command = build.app(platform)
    assert set(command) & {"--icon", "--hide-console", "--windowed"} == words
    if "--icon" in words:
        assert Path(command[command.index("--icon") + 1]).is_file()


def test_the_frozen_app_holds_what_it_needs(build: ModuleType) -> None:
    command = build.app("linux")
    assert Path(command[-1]).is_file()
    assert Path(command[command.index("--runtime-hook") + 1]).is_file()
    assert command[command.index("--add-data") + 1].endswith("resources")


def test_a_wrong_word_is_told(build: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["cake"]) == 2
    assert "wheel | app" in capsys.readouterr().err


@pytest.mark.parametrize(("platform", "found"), [("linux", True), ("win32", False)])
def test_the_frozen_app_finds_its_own_portaudio_on_linux(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, found: bool
) -> None:
    own = tmp_path / "libportaudio.so.2"
    own.touch()
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: f"the system's {name}")
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    runpy.run_path(str(SCRIPTS / "frozen" / "find_portaudio.py"))
    assert ctypes.util.find_library("portaudio") == (str(own) if found else "the system's portaudio")
    assert ctypes.util.find_library("c") == "the system's c"
