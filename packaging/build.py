#!/usr/bin/env python3
"""Builds what is given to people: the wheel, and the frozen app for the system it runs on.

python3 packaging/build.py wheel    dist/lrc_studio-*.whl
python3 packaging/build.py app      dist/lrc-studio/ (a folder with everything in it; on macOS an .app beside it)

On Linux a package, or a person for themselves, puts the files of packaging/linux where the desktop looks for them
(under /usr/share, or ~/.local/share for one person), so that songs, lyrics and projects open with LRC Studio:

lrc-studio.desktop                     applications/, then: update-desktop-database applications
lrc-studio-mime.xml                    mime/packages/, then: update-mime-database mime
org.lrcstudio.LRCStudio.metainfo.xml   metainfo/
resources/icons/app/lrc-studio.svg     icons/hicolor/scalable/apps/org.lrcstudio.LRCStudio.svg
"""

from __future__ import annotations

import os
import subprocess
import sys

import environment
from environment import PYTHON, ROOT

FROZEN = ROOT / "packaging" / "frozen"
ICONS = ROOT / "resources" / "icons" / "app"
NOT_NEEDED = ("tkinter", "scipy", "matplotlib", "IPython", "pytest", "setuptools")


def main(arguments: list[str]) -> int:
    """Builds one thing and gives the builder's exit code."""
    commands = {"wheel": wheel(), "app": app(sys.platform)}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(f"Say what to build: python3 packaging/build.py ({' | '.join(commands)})", file=sys.stderr)
        return 2
    try:
        environment.prepare("build")
    except environment.SetupError as error:
        print(error, file=sys.stderr)
        return 3
    return subprocess.call([str(PYTHON), "-m", *commands[arguments[0]]], cwd=ROOT)


def wheel() -> list[str]:
    """The command that builds the wheel with the locked build tool, so that nothing unlocked is fetched."""
    return ["hatchling", "build", "--target", "wheel", "--directory", "dist"]


def app(platform: str) -> list[str]:
    """The command that freezes the app for a `sys.platform`; each system builds its own."""
    command = ["PyInstaller", "--noconfirm", "--onedir", "--name", "lrc-studio", *looks(platform)]
    command += ["--paths", str(ROOT), "--collect-submodules", "lrc_studio"]
    command += ["--add-data", f"{ROOT / 'resources'}{os.pathsep}resources"]
    command += ["--runtime-hook", str(FROZEN / "find_portaudio.py")]
    for name in NOT_NEEDED:
        command += ["--exclude-module", name]
    return [*command, "--distpath", "dist", "--workpath", "build", "--specpath", "build", str(FROZEN / "launch.py")]


def looks(platform: str) -> list[str]:
    """The icon and the kind of window: on Windows the console stays for the command line, but hidden for the window."""
    if platform == "win32":
        return ["--icon", str(ICONS / "lrc-studio.ico"), "--console", "--hide-console", "hide-early"]
    if platform == "darwin":
        return ["--windowed"]
    return []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
