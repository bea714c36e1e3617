"""What `start.py` runs once everything is set up: the program, or every check of the test command."""

from __future__ import annotations

import os
import subprocess
import sys

from environment import BIN, PYTHON, ROOT, say


def run(verb: str, arguments: list[str]) -> int:
    """Runs a verb in the `.venv` and gives its exit code."""
    if verb == "test":
        return test(arguments)
    words = ["demo", *arguments] if verb == "demo" else arguments
    return subprocess.call([str(PYTHON), "-m", "lrc_studio", *words])


def test(arguments: list[str]) -> int:
    """Runs all checks, those after a failure too, and gives the first failure's exit code, or 0."""
    results = {name: call(name, command) for name, command in checks(arguments).items()}
    failed = [name for name, code in results.items() if code]
    say(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return results[failed[0]] if failed else 0


def checks(arguments: list[str]) -> dict[str, list[str]]:
    """The checks in order, name to command; `arguments` are pytest's."""
    return {
        "ruff check": [tool("ruff"), "check", "."],
        "ruff format": [tool("ruff"), "format", "--check", "."],
        "mypy": [tool("mypy")],
        "lint-imports": [tool("lint-imports")],
        "pytest": [str(PYTHON), "-m", "pytest", "-n", "2", *arguments],
    }


def tool(name: str) -> str:
    """The path of a tool in the `.venv`."""
    return str(BIN / (f"{name}.exe" if os.name == "nt" else name))


def call(name: str, command: list[str]) -> int:
    """Runs one check from the top of the checkout, with no window shown, under a heading."""
    say(f"== {name}")
    sys.stdout.flush()
    return subprocess.call(command, cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
