"""How each degree of doubt looks, by border and stripes as well as by colour: as the theme's patterns say."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPixmap

from lrc_studio.core.doubt import Band
from lrc_studio.ui.theme import tokens
from lrc_studio.ui.waveform.pixels import hatch_tile
from lrc_studio.ui.waveform.stage import Stage

_DEGREES = ("check", "unsure", "doubtful")


def doubt_role(doubt: Band) -> str:
    """The colour role of a degree of doubt."""
    return f"data.{_name(doubt)}"


def doubt_border(doubt: Band) -> tuple[float, list[int] | None]:
    """How wide its border is and its dashes, in px; None for a border without gaps."""
    pattern = tokens()["patterns"][_name(doubt)]
    return pattern.get("width", 1.0), pattern.get("dash")


def doubt_hatch(stage: Stage, doubt: Band, ratio: float) -> QPixmap:
    """A tile of its stripes at the device pixel `ratio`."""
    patterns, colour = tokens()["patterns"], QColor(stage.colour(doubt_role(doubt)))
    colour.setAlphaF(patterns["hatchAlpha"][_DEGREES.index(doubt)])
    return hatch_tile(colour.rgba(), patterns[_name(doubt)]["hatchStep"], ratio)


def _name(doubt: Band) -> str:
    return f"doubt{_DEGREES.index(doubt) + 1}"
