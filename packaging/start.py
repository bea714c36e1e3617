#!/usr/bin/env python3
"""Sets everything up in the checkout's own `.venv`, then runs the demo, the window or the tests.

    python3 packaging/start.py demo [--headless]
    python3 packaging/start.py run [FILE ...]
    python3 packaging/start.py test [PYTEST ARGUMENTS]

Only the standard library is used. This file keeps to words an old Python can read, so that it can look for a newer one.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

OLDEST = (3, 11)
NEWEST = (3, 13)
VERBS = ("demo", "run", "test")


def main(arguments: list[str]) -> int:
    """Runs one verb and gives its exit code; 2 for a wrong verb, 3 where the set-up cannot be done."""
    if not arguments or arguments[0] not in VERBS:
        print(f"Say what to start: python3 packaging/start.py ({' | '.join(VERBS)}) [ARGUMENTS]", file=sys.stderr)
        return 2
    if not fits(sys.version_info[:2]):
        return run_elsewhere(arguments)
    return run_here(arguments[0], arguments[1:])


def fits(version: tuple[int, ...]) -> bool:
    """Whether LRC Studio runs on this Python, given as (major, minor)."""
    return OLDEST <= version <= NEWEST


def run_here(verb: str, arguments: list[str]) -> int:
    """Sets up for a verb and runs it, on this Python."""
    import environment  # a newer Python's words stand in these two: read only once the version is known
    import verbs

    try:
        environment.prepare("dev" if verb == "test" else "run")
        return verbs.run(verb, arguments)
    except environment.SetupError as error:
        print(error, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


def run_elsewhere(arguments: list[str]) -> int:
    """Starts this file again on a Python that fits, or says in one sentence that there is none (3)."""
    python = find_python()
    if python is None:
        print(
            f"LRC Studio needs Python 3.11, 3.12 or 3.13 and this is {sys.version_info[0]}.{sys.version_info[1]}: "
            "install one of them (python.org, or your system's packages) and type the same command again.",
            file=sys.stderr,
        )
        return 3
    return subprocess.call([python, __file__, *arguments])


def find_python() -> str | None:
    """The path of the newest Python on PATH that fits and really starts, else one that uv knows, else None."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        path = shutil.which(f"python3.{minor}")
        if path and starts(path, f"3.{minor}"):
            return path
    uv = shutil.which("uv")
    return ask([uv, "python", "find", "--no-python-downloads", ">=3.11,<3.14"]) if uv else None


def starts(python: str, version: str) -> bool:
    """Whether this program starts and is that version: a version manager's stand-in may do neither."""
    return ask([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]) == version


def ask(command: list[str]) -> str | None:
    """What a command prints, or None where it fails or prints nothing."""
    answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return answer.stdout.decode().strip() or None if answer.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
