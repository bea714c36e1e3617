"""Remembers where the window stood and how its parts were divided."""

from __future__ import annotations

from base64 import b64decode, b64encode
from contextlib import suppress

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from lrc_studio.core.errors import StudioError
from lrc_studio.storage.places import state_dir
from lrc_studio.storage.state_json import read_state, write_state
from lrc_studio.ui.theme import size, tokens

_FILE = "window.json"
_TALL_PX = 1000
_LOW_WAVE_PX = 84


def splitter(direction: Qt.Orientation, first: QWidget, second: QWidget) -> QSplitter:
    """Two parts with a border to drag: side by side the first grows, above each other the second."""
    made = QSplitter(direction)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    made.addWidget(first)
    made.addWidget(second)
    made.setStretchFactor(0, int(direction == Qt.Orientation.Horizontal))
    made.setStretchFactor(1, int(direction == Qt.Orientation.Vertical))
    return made


def place(window: QMainWindow, wave: QSplitter, sides: QSplitter) -> None:
    """Put the window and its parts where they were last, else where the design has them."""
    bands = size("overview") + size("ruler") + size("lineLane") + 4
    wave_px = bands + _wave_height(window.height())
    wave.setSizes([wave_px, window.height() - wave_px])
    sides.setSizes([window.width() - size("dock"), size("dock")])
    kept, _ = read_state(state_dir() / _FILE, dict)
    for name, restore in (("wave", wave.restoreState), ("sides", sides.restoreState)):
        if isinstance(kept.get(name), str):
            with suppress(ValueError):
                restore(QByteArray(b64decode(kept[name])))


def _wave_height(window_px: int) -> int:
    """The wave's own height: less in a low window, a fifth of a tall one."""
    if window_px < tokens()["breakpoints"]["lowHeight"]:
        return _LOW_WAVE_PX
    return size("wave") if window_px < _TALL_PX else window_px // 5


def restore_geometry(window: QMainWindow) -> None:
    """Give the window its last place and size, before it is shown."""
    kept, _ = read_state(state_dir() / _FILE, dict)
    if isinstance(kept.get("window"), str):
        with suppress(ValueError):
            window.restoreGeometry(QByteArray(b64decode(kept["window"])))


def remember(window: QMainWindow, parts: dict[str, QSplitter]) -> None:
    """Keep the places, and what was kept of parts that were not made; a disk that refuses is no trouble here."""
    kept, _ = read_state(state_dir() / _FILE, dict)
    states = {"window": window.saveGeometry()} | {name: part.saveState() for name, part in parts.items()}
    with suppress(StudioError, OSError):
        new = {name: b64encode(state.data()).decode() for name, state in states.items()}
        write_state(state_dir() / _FILE, kept | new)
