"""Makes the checkout's own `.venv`, fills it from the hash-locked requirements and puts `lrc-studio` into it."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import system_libraries

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "lrc-studio-setup.json"
WHEELS_ONLY = ["--only-binary", ":all:"]  # a source package would fetch build tools that no hash covers


class SetupError(Exception):
    """The set-up cannot be done; `str(error)` is one sentence that says what to do."""


def prepare(kind: str) -> None:
    """Sets up what `kind` ("run", "dev" or "build") needs; returns at once where that was done before.

    Raises SetupError where packages cannot be installed. Missing system libraries are told, not raised: much works
    without them.
    """
    wanted = fingerprint(kind)
    if read_stamp().get(kind) != wanted or not PYTHON.exists():
        say(f"Setting up in {VENV.name}; the first time takes a minute or two and about 250 MB ...")
        install(ROOT / "requirements" / f"{kind}.txt")
        add_project()
        write_stamp(kind)
    system_libraries.ensure(VENV / "lrc-studio-system.json", say)


def say(sentence: str) -> None:
    """Tells the person on standard error, at once."""
    print(sentence, file=sys.stderr, flush=True)


# ---- what was done before -------------------------------------------------------------------------------------------


def fingerprint(kind: str) -> str:
    """A value that changes with the requirements, the Python version and the place of the checkout."""
    digest = hashlib.sha256((ROOT / "requirements" / f"{kind}.txt").read_bytes())
    digest.update(f"{sys.version_info[:2]} {ROOT}".encode())
    return digest.hexdigest()


def read_stamp() -> dict[str, str]:
    """The fingerprints of what the `.venv` holds, by kind; empty where it cannot be read."""
    try:
        return dict(json.loads(STAMP.read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def write_stamp(kind: str) -> None:
    """Notes that `kind` is installed; each of them holds "run" too."""
    STAMP.write_text(json.dumps(read_stamp() | {each: fingerprint(each) for each in ("run", kind)}), "utf-8")


# ---- the packages ---------------------------------------------------------------------------------------------------


def install(requirements: Path) -> None:
    """Installs the locked requirements with uv where it is on PATH, else (or where uv fails) with pip."""
    uv = shutil.which("uv")
    if uv and install_with_uv(uv, requirements):
        return
    install_with_pip(requirements)


def install_with_uv(uv: str, requirements: Path) -> bool:
    """Whether uv made the `.venv` and filled it; it is told to use this Python and to fetch none."""
    if not usable_venv() and run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)]) != 0:
        return False
    target = ["--python", str(PYTHON), "--require-hashes", *WHEELS_ONLY]
    if run([uv, "pip", "install", "--quiet", *target, "-r", str(requirements)]) == 0:
        return True
    say("uv could not install the packages; trying pip.")
    return False


def install_with_pip(requirements: Path) -> None:
    """Installs with the `.venv`'s own pip; raises SetupError where it cannot."""
    if not usable_venv() or run([str(PYTHON), "-m", "pip", "--version"], quiet=True) != 0:
        make_venv()
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run([*pip, "--require-hashes", *WHEELS_ONLY, "-r", str(requirements)]) != 0:
        raise SetupError(
            "The packages could not be installed (pip says why above); mend that and type the same command again."
        )


def usable_venv() -> bool:
    """Whether the `.venv` there starts with the Python version that runs now."""
    ask = f"import sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    return PYTHON.exists() and run([str(PYTHON), "-c", ask], quiet=True) == 0


def make_venv() -> None:
    """Makes the `.venv` anew with this Python; bare Debian keeps the parts for that in a package of its own."""
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if can_make_venv() and run(command) == 0:
        return
    lacking = system_libraries.packages(system_libraries.missing(), "apt")  # all in one go, as apt-get is slow to start
    wanted = [f"python3.{sys.version_info[1]}-venv", *lacking]
    if system_libraries.can_install() and system_libraries.install(wanted, say) and run(command) == 0:
        return
    raise SetupError(
        "This Python cannot make a virtual environment: on Debian or Ubuntu type "
        f"'sudo apt-get install -y --no-install-recommends {' '.join(wanted)}', elsewhere install uv, "
        "then type the same command again."
    )


def can_make_venv() -> bool:
    """Whether this Python brings the parts that make a `.venv` with pip in it."""
    return run([sys.executable, "-c", "import ensurepip, venv"], quiet=True) == 0


def run(command: list[str], *, quiet: bool = False) -> int:
    """Runs a command and gives its exit code; its words go to standard error, as standard output is the verb's."""
    output = subprocess.DEVNULL if quiet else sys.stderr
    return subprocess.run(command, stdout=output, stderr=output, env=surroundings(), cwd=ROOT, check=False).returncode


def surroundings() -> dict[str, str]:
    """This process's environment, in which uv fetches no Python and needs no home to write to."""
    home_is_closed = not os.access(Path.home(), os.W_OK)
    return os.environ | {"UV_PYTHON_DOWNLOADS": "never"} | ({"UV_NO_CACHE": "1"} if home_is_closed else {})


# ---- the project itself ---------------------------------------------------------------------------------------------


def add_project() -> None:
    """Makes `import lrc_studio` and the command `lrc-studio` work in the `.venv`, from the checkout.

    A path file and a starter are all that an editable install is; the usual way needs a build tool as well.
    """
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run([str(PYTHON), "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    Path(packages, "lrc_studio.pth").write_text(f"{ROOT}\n", "utf-8")
    name, text = starter(str(PYTHON), windows=os.name == "nt")
    path = BIN / name
    path.write_text(text, "utf-8", newline="")
    path.chmod(0o755)


def starter(python: str, *, windows: bool) -> tuple[str, str]:
    """The name and text of the file that starts the program with that Python; blanks in the path do no harm."""
    if windows:
        return "lrc-studio.cmd", f'@"{python}" -m lrc_studio %*\r\n'
    return "lrc-studio", f'#!/bin/sh\nexec {shlex.quote(python)} -m lrc_studio "$@"\n'
