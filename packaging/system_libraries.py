"""Finds the system libraries that Qt and sound need on Linux; installs them as root on Debian, else says how."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

Say = Callable[[str], None]


@dataclass(frozen=True)
class Library:
    """A shared library by the name a program loads it by, and the package that brings it on each system."""

    soname: str
    apt: str
    dnf: str
    pacman: str
    needed: bool = True


# Found by adding packages one at a time on a bare Debian 12 until Qt's platforms and PortAudio loaded.
LIBRARIES = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    Library("libportaudio.so.2", "libportaudio2", "portaudio", "portaudio"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor", "wayland", needed=False),
    Library("libwayland-egl.so.1", "libwayland-egl1", "libwayland-egl", "wayland", needed=False),
)
# PortAudio speaks to ALSA; this plugin carries that on to PulseAudio and PipeWire. It is loaded by path, not by name.
ALSA_PLUGIN = Library(
    "alsa-lib/libasound_module_pcm_pulse.so", "libasound2-plugins", "alsa-plugins-pulseaudio", "alsa-plugins"
)
INSTALLERS = {
    "apt": ("apt-get", "sudo apt-get install -y --no-install-recommends"),
    "dnf": ("dnf", "sudo dnf install -y"),
    "pacman": ("pacman", "sudo pacman -S --needed"),
}


def ensure(note: Path, say: Say) -> None:
    """Installs what is missing, or says the one command that does; `note` keeps what was tried, so it is tried once."""
    if not sys.platform.startswith("linux"):
        return
    lacking = missing()
    if lacking and can_install() and read_note(note) != names(lacking):
        install(packages(lacking, "apt"), say)
        lacking = missing()
        note.write_text(json.dumps(names(lacking)), "utf-8")
    if any(each.needed for each in lacking):
        say(advice(lacking))


def names(libraries: list[Library]) -> list[str]:
    """The names the libraries are loaded by."""
    return [each.soname for each in libraries]


def read_note(note: Path) -> list[str] | None:
    """The names that were missing after the last try, or None where there was none."""
    try:
        return list(json.loads(note.read_text("utf-8")))
    except (OSError, ValueError):
        return None


def missing() -> list[Library]:
    """The libraries that cannot be loaded here."""
    lacking = [each for each in LIBRARIES if not loads(each.soname)]
    return lacking if has_alsa_plugin() else [*lacking, ALSA_PLUGIN]


def loads(soname: str) -> bool:
    """Whether a program can load that library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_alsa_plugin() -> bool:
    """Whether ALSA finds its way to PulseAudio and PipeWire."""
    folders = [Path("/usr/lib"), Path("/usr/lib64"), *Path("/usr/lib").glob("*-linux-gnu*")]
    return any((folder / ALSA_PLUGIN.soname).exists() for folder in folders)


def packages(libraries: Iterable[Library], system: str) -> list[str]:
    """The packages of one system ("apt", "dnf" or "pacman") that bring these libraries, each once."""
    return sorted({str(getattr(each, system)) for each in libraries})


def advice(lacking: list[Library]) -> str:
    """One sentence: what may not work, and the command that mends it on this system."""
    for system, (program, command) in INSTALLERS.items():
        if shutil.which(program):
            return f"Window or sound may not work until you type: {command} {' '.join(packages(lacking, system))}"
    return f"Window or sound may not work until your system has: {' '.join(names(lacking))}"


def can_install() -> bool:
    """Whether packages can be installed here without asking: as root on Debian or Ubuntu."""
    return sys.platform.startswith("linux") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(wanted: list[str], say: Say) -> bool:
    """Whether apt-get installed these packages; what it said is shown only where it did not."""
    say(f"Installing system packages: {' '.join(wanted)} ...")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *wanted]):
        done = subprocess.run(["apt-get", "-q", *words], capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        say(f"{done.stdout[-1000:]}{done.stderr[-1000:]}")
    return done.returncode == 0
