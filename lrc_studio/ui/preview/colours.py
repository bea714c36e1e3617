"""The colours of the stage, which is dark whatever the window is."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QColor

from lrc_studio.ui.theme import Theme, parse_colour, tokens

_DARK, _CONTRAST = "dark", "high-contrast"


def strong(theme: Theme) -> bool:
    """Whether all is to be told apart without colour too."""
    return theme.name == _CONTRAST


def stage_colour(theme: Theme, role: str) -> QColor:
    """A colour role such as `data.canvas` of the dark theme, or of high contrast where that is in force."""
    found: Any = tokens()["themes"][_CONTRAST if strong(theme) else _DARK]
    for part in role.split("."):
        found = found[part]
    return parse_colour(str(found))
