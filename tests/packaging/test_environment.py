"""How the checkout's own environment is made, with uv and without, and when nothing is done at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest


class Shell:
    """Stands in for the programs the set-up runs: keeps the commands, and fails those that hold a given word."""

    def __init__(self, *failing: str) -> None:
        self.commands: list[list[str]] = []
        self.failing = failing

    def __call__(self, command: list[str], *, quiet: bool = False) -> int:
        self.commands.append(command)
        return int(any(word in command for word in self.failing))

    def said(self, *words: str) -> bool:
        return any(set(words) <= set(command) for command in self.commands)


@pytest.fixture
def uv(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.shutil, "which", lambda name: "/bin/uv" if name == "uv" else None)


@pytest.fixture
def no_uv(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment.shutil, "which", lambda name: None)


def install(environment: ModuleType, monkeypatch: pytest.MonkeyPatch, shell: Shell) -> None:
    monkeypatch.setattr(environment, "run", shell)
    environment.install(environment.ROOT / "requirements" / "run.txt")


@pytest.mark.usefixtures("uv")
def test_uv_makes_and_fills_the_environment_with_hashes_and_wheels_only(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = Shell()
    install(environment, monkeypatch, shell)
    assert shell.said("/bin/uv", "venv", sys.executable)
    assert shell.said("/bin/uv", "install", "--require-hashes", "--only-binary")
    assert not shell.said("-m", "pip")


@pytest.mark.usefixtures("uv")
def test_pip_takes_over_where_uv_fails(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = Shell("/bin/uv")
    install(environment, monkeypatch, shell)
    assert shell.said("-m", "pip", "install", "--require-hashes", "--only-binary")


@pytest.mark.usefixtures("no_uv")
def test_pip_does_it_where_there_is_no_uv(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = Shell()
    install(environment, monkeypatch, shell)
    assert shell.said(sys.executable, "-m", "venv")
    assert shell.said("-m", "pip", "install", "--require-hashes", "--only-binary")


@pytest.mark.usefixtures("no_uv")
def test_packages_that_do_not_come_are_one_sentence(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(environment.SetupError, match="could not be installed"):
        install(environment, monkeypatch, Shell("--require-hashes"))


@pytest.mark.usefixtures("no_uv")
def test_a_python_without_venv_names_the_command_where_there_is_no_root(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries = environment.system_libraries
    monkeypatch.setattr(libraries, "can_install", lambda: False)
    monkeypatch.setattr(libraries, "missing", lambda: [libraries.LIBRARIES[0]])
    with pytest.raises(environment.SetupError, match=r"'sudo apt-get install .* python3\.\d+-venv libegl1'"):
        install(environment, monkeypatch, Shell("import ensurepip, venv"))


@pytest.mark.usefixtures("no_uv")
def test_root_on_debian_gets_the_missing_venv(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def have(names: list[str], say: object) -> bool:
        asked.append(names)
        return True

    monkeypatch.setattr(environment.system_libraries, "can_install", lambda: True)
    monkeypatch.setattr(environment.system_libraries, "install", have)
    monkeypatch.setattr(environment.system_libraries, "missing", list)
    shell = Shell("import ensurepip, venv")
    install(environment, monkeypatch, shell)
    assert asked == [[f"python3.{sys.version_info[1]}-venv"]]
    assert shell.said("-m", "venv")


class TestPrepare:
    @pytest.fixture
    def installed(self, environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The requirement files installed, by name; nothing else is touched."""
        done: list[str] = []

        def install(requirements: Path) -> None:
            done.append(requirements.name)
            environment.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            environment.PYTHON.touch()

        monkeypatch.setattr(environment, "install", install)
        monkeypatch.setattr(environment, "add_project", lambda: None)
        monkeypatch.setattr(environment.system_libraries, "ensure", lambda note, say: None)
        return done

    def test_is_done_once(self, environment: ModuleType, installed: list[str]) -> None:
        environment.prepare("run")
        environment.prepare("run")
        assert installed == ["run.txt"]

    def test_holds_the_program_once_the_tests_are_set_up(self, environment: ModuleType, installed: list[str]) -> None:
        environment.prepare("dev")
        environment.prepare("run")
        assert installed == ["dev.txt"]

    def test_is_done_again_for_the_tests(self, environment: ModuleType, installed: list[str]) -> None:
        environment.prepare("run")
        environment.prepare("dev")
        assert installed == ["run.txt", "dev.txt"]

    def test_is_done_again_when_a_requirement_changes(self, environment: ModuleType, installed: list[str]) -> None:
        environment.prepare("run")
        (environment.ROOT / "requirements" / "run.txt").write_text("another\n")
        environment.prepare("run")
        assert installed == ["run.txt", "run.txt"]

    def test_is_done_again_when_the_environment_is_gone(self, environment: ModuleType, installed: list[str]) -> None:
        environment.prepare("run")
        environment.PYTHON.unlink()
        environment.prepare("run")
        assert installed == ["run.txt", "run.txt"]

    def test_reads_a_broken_note_as_none(self, environment: ModuleType, installed: list[str]) -> None:
        environment.prepare("run")
        environment.STAMP.write_text("{")
        environment.prepare("run")
        assert installed == ["run.txt", "run.txt"]


def test_a_starter_carries_a_path_with_blanks_and_the_arguments(environment: ModuleType, tmp_path: Path) -> None:
    python = tmp_path / "my folder" / "python"
    python.parent.mkdir()
    python.write_text('#!/bin/sh\nprintf "%s|" "$@"\n')
    python.chmod(0o755)
    name, text = environment.starter(str(python), windows=False)
    (tmp_path / name).write_text(text)
    answer = subprocess.run(["sh", tmp_path / name, "a b", "c"], capture_output=True, text=True, check=True)
    assert (name, answer.stdout) == ("lrc-studio", "-m|lrc_studio|a b|c|")


def test_a_starter_on_windows_is_a_command_file(environment: ModuleType) -> None:
    assert environment.starter(r"C:\My Folder\python.exe", windows=True) == (
        "lrc-studio.cmd",
        '@"C:\\My Folder\\python.exe" -m lrc_studio %*\r\n',
    )


@pytest.mark.parametrize(("writable", "cached"), [(True, True), (False, False)])
def test_uv_does_without_a_cache_where_home_is_closed(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, writable: bool, cached: bool
) -> None:
    monkeypatch.delenv("UV_NO_CACHE", raising=False)
    monkeypatch.setattr(environment.os, "access", lambda path, mode: writable)
    surroundings = environment.surroundings()
    assert surroundings["UV_PYTHON_DOWNLOADS"] == "never"
    assert ("UV_NO_CACHE" not in surroundings) is cached
