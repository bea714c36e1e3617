"""The first command a stranger types: which Python it takes, what it says, which exit code it gives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.packaging.conftest import SCRIPTS

SCRIPT = SCRIPTS / "start.py"


def fake(folder: Path, name: str, script: str) -> None:
    """Puts a program of that name into a folder."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.mark.parametrize("arguments", [[], ["dance"]])
def test_a_wrong_verb_is_told_and_exits_2(arguments: list[str]) -> None:
    answer = subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "demo | run | test" in answer.stderr


@pytest.mark.parametrize(
    ("version", "fit"), [((3, 10), False), ((3, 11), True), ((3, 12), True), ((3, 13), True), ((3, 14), False)]
)
def test_python_311_to_313_fit(start: ModuleType, version: tuple[int, int], fit: bool) -> None:
    assert start.fits(version) is fit


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
class TestAnUnfitPython:
    @pytest.fixture(autouse=True)
    def _unfit(self, start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(start, "NEWEST", (3, 13))
        monkeypatch.setattr(start, "fits", lambda version: False)
        monkeypatch.setenv("PATH", str(tmp_path))

    def test_with_no_other_is_one_sentence(self, start: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
        assert start.main(["demo"]) == 3
        assert "needs Python 3.11, 3.12 or 3.13" in capsys.readouterr().err

    def test_hands_over_to_the_newest_that_starts(self, start: ModuleType, tmp_path: Path) -> None:
        fake(tmp_path, "python3.13", "exit 127")
        fake(tmp_path, "python3.12", f'case "$1" in -c) echo 3.12;; *) echo "$@" > {tmp_path}/asked; exit 9;; esac')
        assert start.main(["demo", "--headless"]) == 9
        assert (tmp_path / "asked").read_text().split()[1:] == ["demo", "--headless"]

    def test_asks_uv_for_one_that_is_not_on_the_path(self, start: ModuleType, tmp_path: Path) -> None:
        fake(tmp_path, "uv", 'test "$3" = --no-python-downloads && echo /somewhere/python3.12')
        assert start.find_python() == "/somewhere/python3.12"


def test_a_set_up_that_cannot_be_done_is_one_sentence(
    start: ModuleType,
    scripts: dict[str, ModuleType],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(kind: str) -> None:
        raise scripts["environment"].SetupError(f"No {kind}.")

    monkeypatch.setattr(scripts["environment"], "prepare", refuse)
    assert start.run_here("test", []) == 3
    assert capsys.readouterr().err == "No dev.\n"


@pytest.mark.parametrize(
    ("verb", "arguments", "words"),
    [("demo", ["--headless"], ["demo", "--headless"]), ("run", ["a.mp3"], ["a.mp3"]), ("run", [], [])],
)
def test_a_verb_reaches_the_program_and_its_exit_code_comes_back(
    scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, verb: str, arguments: list[str], words: list[str]
) -> None:
    asked: list[list[str]] = []

    def call(command: list[str]) -> int:
        asked.append(command)
        return 5

    monkeypatch.setattr(scripts["verbs"].subprocess, "call", call)
    assert scripts["verbs"].run(verb, arguments) == 5
    assert asked[0][1:] == ["-m", "lrc_studio", *words]


def test_every_check_runs_and_the_first_failure_is_the_answer(
    scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = {"ruff check": 0, "ruff format": 4, "mypy": 0, "lint-imports": 0, "pytest": 1}
    monkeypatch.setattr(scripts["verbs"], "call", lambda name, command: codes[name])
    assert scripts["verbs"].run("test", []) == 4
    assert capsys.readouterr().err == "Failed: ruff format, pytest.\n"
