"""The locked requirements are whole, name no index, and hold no Qt that kills Python."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parent.parent
LOCKED = ("run", "dev", "build")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
# PySide6 6.12.0 drops a reference of True at each signal and of None at each timer start, until Python 3.11 aborts.
GOOD_QT = SpecifierSet(">=6.11.3,<6.12")

EMIT = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

class Sender(QObject):
    sent = Signal(bool)

app = QCoreApplication([])
sender, timer = Sender(), QTimer()
timer.setInterval(60_000)
before = sys.getrefcount(True), sys.getrefcount(None)
for _ in range(400):
    sender.sent.emit(True)
    timer.start()
    timer.stop()
    app.processEvents()
after = sys.getrefcount(True), sys.getrefcount(None)
print(before[0] - after[0], before[1] - after[1])
"""


def text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


def entries(name: str) -> list[str]:
    """The requirements of a locked file, each with its hashes on one line."""
    joined = text(name).replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]


def pinned(name: str) -> set[str]:
    return {entry.split("--hash")[0].strip() for entry in entries(name)}


def declared(extra: str | None = None) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [
        Requirement(line) for line in (project["optional-dependencies"][extra] if extra else project["dependencies"])
    ]


@pytest.mark.parametrize("name", LOCKED)
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    assert entries(name)
    assert [entry for entry in entries(name) if "==" not in entry or not HASH.search(entry)] == []


@pytest.mark.parametrize("name", LOCKED)
def test_no_index_and_no_address_is_named(name: str) -> None:
    assert re.findall(r"https?:|file:|^-", text(name), re.MULTILINE) == []


@pytest.mark.parametrize("name", LOCKED[1:])
def test_each_other_list_holds_the_programs_list_as_it_is(name: str) -> None:
    run, other = ({entry.split(";")[0].strip() for entry in pinned(each)} for each in ("run", name))
    assert run - other == set()


@pytest.mark.parametrize(("name", "extra"), [("run", None), ("dev", "dev"), ("build", "build")])
def test_the_locked_versions_are_those_the_project_asks_for(name: str, extra: str | None) -> None:
    locked = [Requirement(entry) for entry in pinned(name)]
    for wanted in declared(extra):
        found = [each for each in locked if canonical(each.name) == canonical(wanted.name)]
        assert found, f"{wanted.name} is not locked: run packaging/lock.py"
        assert all(wanted.specifier.contains(next(iter(each.specifier)).version) for each in found), str(wanted)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_qt_is_one_that_does_not_kill_python_311() -> None:
    asked = next(each for each in declared() if canonical(each.name) == "pyside6-essentials")
    assert asked.specifier == GOOD_QT
    assert GOOD_QT.contains(importlib.metadata.version("PySide6-Essentials"))


def test_signals_and_timers_lose_no_reference_of_true_or_none() -> None:
    answer = subprocess.run([sys.executable, "-c", EMIT], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    lost = [int(count) for count in answer.stdout.split()]
    assert max(lost) < 50, "400 emits and timer starts must not eat references"
