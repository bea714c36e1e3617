"""Lets the frozen app find its own PortAudio on Linux, before the system's.

The sound library asks `ctypes.util.find_library`, which on Linux looks only where the system keeps its libraries.
"""

from __future__ import annotations

import ctypes.util
import sys
from pathlib import Path

OWN = Path(getattr(sys, "_MEIPASS", ".")) / "libportaudio.so.2"
_ask_the_system = ctypes.util.find_library


def _find_library(name: str) -> str | None:
    return str(OWN) if name == "portaudio" else _ask_the_system(name)


if sys.platform.startswith("linux") and OWN.exists():
    ctypes.util.find_library = _find_library
