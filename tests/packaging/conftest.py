"""Brings the packaging scripts, which stand beside the package, within a test's reach."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "packaging"
NAMES = ("system_libraries", "environment", "verbs", "start", "build")


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, ModuleType]]:
    """The set-up scripts by name, imported anew and forgotten afterwards."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    yield {name: importlib.import_module(name) for name in NAMES}
    for name in NAMES:
        sys.modules.pop(name, None)


@pytest.fixture
def start(scripts: dict[str, ModuleType]) -> ModuleType:
    return scripts["start"]


@pytest.fixture
def environment(scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The set-up itself, pointed at a checkout of its own."""
    module = scripts["environment"]
    (tmp_path / "requirements").mkdir()
    for kind in ("run", "dev"):
        (tmp_path / "requirements" / f"{kind}.txt").write_text(f"{kind}\n")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "BIN", tmp_path / ".venv" / "bin")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "lrc-studio-setup.json")
    return module


@pytest.fixture
def system_libraries(scripts: dict[str, ModuleType]) -> ModuleType:
    return scripts["system_libraries"]


@pytest.fixture
def build(scripts: dict[str, ModuleType]) -> ModuleType:
    return scripts["build"]
