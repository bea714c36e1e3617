"""What is installed, advised or left alone where Qt's or the sound's system libraries are missing."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest


class Machine:
    """A Linux machine of the test's own: what it lacks, which installers it has, who is asking."""

    def __init__(self, libraries: ModuleType, monkeypatch: pytest.MonkeyPatch, note: Path) -> None:
        self.libraries, self.monkeypatch, self.note = libraries, monkeypatch, note
        self.installed: list[list[str]] = []
        self.said: list[str] = []
        self.lacking: set[str] = set()
        monkeypatch.setattr(libraries.sys, "platform", "linux")
        monkeypatch.setattr(libraries, "loads", lambda soname: soname not in self.lacking)
        monkeypatch.setattr(libraries, "has_alsa_plugin", lambda: True)

    def ask(self, *, lacks: set[str], root: bool = False, works: bool = True, has: str = "apt-get") -> None:
        self.lacking = lacks
        self.monkeypatch.setattr(self.libraries.shutil, "which", lambda name: f"/bin/{name}" if name == has else None)
        self.monkeypatch.setattr(self.libraries.os, "geteuid", lambda: 0 if root else 1000, raising=False)

        def install(names: list[str], say: object) -> bool:
            self.installed.append(names)
            self.lacking = set() if works else self.lacking
            return works

        self.monkeypatch.setattr(self.libraries, "install", install)
        self.libraries.ensure(self.note, self.said.append)


@pytest.fixture
def machine(system_libraries: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    return Machine(system_libraries, monkeypatch, tmp_path / "note.json")


def test_nothing_happens_where_all_is_there(machine: Machine) -> None:
    machine.ask(lacks=set(), root=True)
    assert (machine.installed, machine.said) == ([], [])


def test_nothing_happens_off_linux(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.libraries.sys, "platform", "darwin")
    machine.ask(lacks={"libEGL.so.1"}, root=True)
    assert (machine.installed, machine.said) == ([], [])


def test_root_on_debian_gets_what_is_missing_and_no_more(machine: Machine) -> None:
    machine.ask(lacks={"libEGL.so.1", "libportaudio.so.2"}, root=True)
    assert machine.installed == [["libegl1", "libportaudio2"]]
    assert machine.said == []


def test_what_cannot_be_had_is_tried_once_but_told_each_time(machine: Machine) -> None:
    for _ in range(2):
        machine.ask(lacks={"libEGL.so.1"}, root=True, works=False)
    assert len(machine.installed) == 1
    assert len(machine.said) == 2


@pytest.mark.parametrize(
    ("installer", "command"),
    [
        ("apt-get", "sudo apt-get install -y --no-install-recommends libxcb-cursor0"),
        ("dnf", "sudo dnf install -y xcb-util-cursor"),
        ("pacman", "sudo pacman -S --needed xcb-util-cursor"),
        ("none", "libxcb-cursor.so.0"),
    ],
)
def test_a_person_without_root_is_told_one_command(machine: Machine, installer: str, command: str) -> None:
    machine.ask(lacks={"libxcb-cursor.so.0"}, has=installer)
    assert machine.installed == []
    assert len(machine.said) == 1
    assert machine.said[0].endswith(command)


def test_what_a_window_can_do_without_is_not_asked_for(machine: Machine) -> None:
    machine.ask(lacks={"libwayland-cursor.so.0"})
    assert machine.said == []


def test_a_package_is_named_once(system_libraries: ModuleType) -> None:
    assert system_libraries.packages(system_libraries.LIBRARIES, "pacman").count("wayland") == 1


def test_a_library_that_is_not_there_does_not_load(system_libraries: ModuleType) -> None:
    assert not system_libraries.loads("libnever-heard-of.so.9")
