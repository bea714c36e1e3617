"""Writes the hash-locked requirements from `pyproject.toml` and checks that every platform finds its wheels.

python packaging/lock.py            writes requirements/run.txt, dev.txt and build.txt (needs uv)
python packaging/lock.py --upgrade  the same, taking newer versions where pyproject.toml allows them
python packaging/lock.py --check    only tries them for Linux, Windows and macOS on Python 3.11, 3.12 and 3.13
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = {"run": [], "dev": ["--extra", "dev"], "build": ["--extra", "build"]}
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = ("x86_64-manylinux_2_34", "x86_64-pc-windows-msvc", "aarch64-apple-darwin", "x86_64-apple-darwin")
OLDEST_MACOS = "14.0"  # PyAV's wheels ask for it


def main(arguments: list[str]) -> int:
    """Writes (unless only asked to check) and checks; the exit code is the number of failures."""
    if "--check" not in arguments:
        for name, extra in FILES.items():
            write(name, [*extra, *arguments])
    return sum(not resolves(name, python, platform) for name, python, platform in product(FILES, PYTHONS, PLATFORMS))


def write(name: str, arguments: list[str]) -> None:
    """Locks one file; it names no index, so each machine uses its own."""
    target = ROOT / "requirements" / f"{name}.txt"
    quiet = ["--quiet", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    what = ["--universal", "--python-version", PYTHONS[0], "--generate-hashes"]
    command = ["uv", "pip", "compile", "pyproject.toml", *what, *quiet, *arguments, "--output-file", str(target)]
    subprocess.run(command, cwd=ROOT, check=True)


def resolves(name: str, python: str, platform: str) -> bool:
    """Whether that platform finds a wheel with a locked hash for every requirement; says so."""
    with tempfile.TemporaryDirectory() as folder:
        where = ["--dry-run", "--quiet", "--target", folder, "--python-version", python, "--python-platform", platform]
        what = ["--only-binary", ":all:", "--require-hashes", "-r", f"requirements/{name}.txt"]
        environment = os.environ | {"MACOSX_DEPLOYMENT_TARGET": OLDEST_MACOS}
        code = subprocess.run(
            ["uv", "pip", "install", *where, *what], cwd=ROOT, env=environment, check=False
        ).returncode
    print(f"{'ok' if code == 0 else 'NO':3} {name}.txt on Python {python}, {platform}")
    return code == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
