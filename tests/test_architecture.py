"""The house rules that no other tool checks: sizes, names, where things stand, and that the import contracts bite."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = ("lrc_studio", "packaging", "tests")
MOST_LINES_FUNCTION = 40
MOST_LINES_FILE = 300
MOST_LINES = {"lrc_studio/ui/main_window.py": 200}
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
# Rooms of the tests that mirror no room of the package.
OTHER_TEST_ROOMS = {"benchmarks", "data", "emulator", "packaging"}

# The one place where a limit may be raised: "path" or "path::function" -> (lines, why shorter would be worse).
EXCEPTIONS: dict[str, tuple[int, str]] = {}

# What only one machine knows, and where packages come from; pieced together so that this file does not hold it itself.
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.~/-])/(?:work|root|opt/wheels)" + r"/"),
    "a package index": re.compile("|".join((r"pypi\." + "org", r"files\.python" + "hosted"))),
}


# ---- what is there --------------------------------------------------------------------------------------------------


@cache
def tracked() -> tuple[Path, ...]:
    """Every file git knows of, or would after the next commit."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if answer.returncode:
        pytest.skip("this is not a git checkout")
    paths = (ROOT / name for name in answer.stdout.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


@cache
def modules() -> tuple[tuple[str, str, ast.Module], ...]:
    """Every Python module of the project: its name from the top of the checkout, its text, its syntax tree."""
    found = []
    for room in CODE:
        for path in sorted((ROOT / room).rglob("*.py")):
            text = path.read_text("utf-8")
            found.append((path.relative_to(ROOT).as_posix(), text, ast.parse(text, str(path))))
    return tuple(found)


def functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function with its name inside the module, such as `Document.edit`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{prefix}{node.name}"
            if not isinstance(node, ast.ClassDef):
                yield name, node
            yield from functions(node, f"{name}.")


def sizes() -> dict[str, tuple[int, int]]:
    """Lines and limit of every file ("path") and function ("path::name")."""
    found = {}
    for name, text, tree in modules():
        found[name] = (len(text.splitlines()), MOST_LINES.get(name, MOST_LINES_FILE))
        for function, node in functions(tree):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            found[f"{name}::{function}"] = (lines, MOST_LINES_FUNCTION)
    return found


# ---- sizes ----------------------------------------------------------------------------------------------------------


def test_files_and_functions_keep_their_size() -> None:
    limits = {name: EXCEPTIONS.get(name, (limit, ""))[0] for name, (_, limit) in sizes().items()}
    too_long = {name: lines for name, (lines, _) in sizes().items() if lines > limits[name]}
    assert too_long == {}


def test_every_exception_is_reasoned_and_still_needed() -> None:
    for name, (limit, reason) in EXCEPTIONS.items():
        lines, usual = sizes().get(name, (0, 0))
        assert usual < lines <= limit, f"{name} needs no exception"
        assert len(reason.split()) >= 4, f"{name}: say why"


# ---- names and places -----------------------------------------------------------------------------------------------


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = {name for name, _, _ in modules() if BANNED_NAMES & set(Path(name).with_suffix("").parts)}
    assert named == set()


def test_every_module_opens_with_a_sentence() -> None:
    silent = [name for name, text, tree in modules() if text.strip() and not ast.get_docstring(tree)]
    assert silent == []


def test_every_room_of_the_tests_mirrors_a_room_of_the_package() -> None:
    rooms = {Path(name).parent.relative_to("tests") for name, _, _ in modules() if name.startswith("tests/")}
    strange = [
        str(room)
        for room in rooms
        if room.parts and room.parts[0] not in OTHER_TEST_ROOMS and not mirrored(ROOT / "lrc_studio" / room)
    ]
    assert strange == []


def mirrored(room: Path) -> bool:
    """Whether the package has that room, or a module of that name."""
    return room.is_dir() or room.with_suffix(".py").is_file()


def test_every_room_of_the_tests_is_a_package() -> None:
    rooms = {ROOT / Path(name).parent for name, _, _ in modules() if name.startswith("tests/")}
    assert [room for room in rooms if not (room / "__init__.py").is_file()] == []


def test_packaging_is_no_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists(), "it would hide the library of that name from the tests"


# ---- what is said and waited for ------------------------------------------------------------------------------------


def test_only_the_command_line_prints() -> None:
    loud = [
        f"{name}:{node.lineno}"
        for name, _, tree in modules()
        if name.startswith("lrc_studio/") and not name.startswith("lrc_studio/cli/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert loud == []


def test_no_test_waits_a_fixed_time() -> None:
    waits = [
        f"{name}:{node.lineno}"
        for name, _, tree in modules()
        if name.startswith("tests/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and waits_fixed_time(node.func)
    ]
    assert waits == []


def waits_fixed_time(function: ast.expr) -> bool:
    """Whether a call is one of the ways to sleep; `qtbot.waitUntil` and its like wait on a condition instead."""
    if not isinstance(function, ast.Attribute):
        return isinstance(function, ast.Name) and function.id in {"sleep", "qWait", "qSleep", "msleep"}
    owner = ast.unparse(function.value)
    return function.attr in {"qWait", "qSleep", "msleep"} or (owner, function.attr) in {
        ("time", "sleep"),
        ("qtbot", "wait"),
    }


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names_what_lies_outside_the_project(what: str) -> None:
    found = []
    for path in tracked():
        for number, line in enumerate(text_of(path).splitlines(), 1):
            if FORBIDDEN[what].search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def text_of(path: Path) -> str:
    """A file's text, empty for a file that is not text."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


# ---- the import contracts -------------------------------------------------------------------------------------------

# One forbidden import a contract, planted in a copy of the package.
PLANTED = {
    "Layers": ("core/errors.py", "import lrc_studio.formats.base"),
    "No Qt outside ui and app": ("storage/__init__.py", "import PySide6.QtCore"),
    "No input or output in core and formats": ("core/progress.py", "import pathlib"),
    "Formats do not know each other": ("formats/txt.py", "import lrc_studio.formats.json_project"),
    "Providers do not know each other": ("providers/access.py", "import lrc_studio.providers.answers"),
    "Views are strangers": ("ui/lines/planted.py", "import lrc_studio.ui.waveform"),
    "Only the composition root builds the window": ("ui/planted.py", "import lrc_studio.ui.main_window"),
    "Only providers speak HTTP": ("storage/planted.py", "import httpx"),
    "No cycles": ("storage/planted_a.py", "import lrc_studio.storage.planted_b"),
}
ALSO = {
    "storage/planted_b.py": "import lrc_studio.storage.planted_a",
}


def test_every_format_is_under_the_contract_of_strangers() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    strangers = next(each["modules"] for each in contracts if each["name"] == "Formats do not know each other")
    registry = ast.parse((ROOT / "lrc_studio" / "formats" / "__init__.py").read_text("utf-8"))
    imported = {node.module or "" for node in registry.body if isinstance(node, ast.ImportFrom)}
    formats = {name for name in imported if name.startswith("lrc_studio.formats.") and not name.endswith(".base")}
    assert formats == set(strangers)


def test_every_service_is_under_the_contract_of_strangers() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    strangers = next(each["layers"][0] for each in contracts if each["name"].startswith("Providers do not know"))
    registry = ast.parse((ROOT / "lrc_studio" / "providers" / "__init__.py").read_text("utf-8"))
    imported = {node.module or "" for node in registry.body if isinstance(node, ast.ImportFrom)}
    services = {
        name
        for name in imported
        if name.startswith("lrc_studio.providers.") and not name.endswith((".base", "_family"))
    }
    assert services == {f"lrc_studio.providers.{name}" for name in strangers.split(" | ")}


def test_the_import_contracts_bite(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "lrc_studio", tmp_path / "lrc_studio", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, line in [*PLANTED.values(), *ALSO.items()]:
        with (tmp_path / "lrc_studio" / name).open("a", encoding="utf-8") as module:
            module.write(f"\n{line}\n")
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"]
    answer = subprocess.run(lint, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert answer.returncode == 1, answer.stderr
    kept = [name for name in PLANTED if not re.search(rf"^{re.escape(name)}.* BROKEN", answer.stdout, re.MULTILINE)]
    assert kept == []
