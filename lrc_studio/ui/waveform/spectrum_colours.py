"""The colours of the spectrogram: one for each of its 256 levels."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor

from lrc_studio.ui.theme import Theme, parse_colour, tokens

_LEVELS = 256


def colour_table(theme: Theme, name: str, floor_db: float, top_db: float) -> list[int]:
    """A colour for each byte of a tile: at `floor_db` and below the quietest, at `top_db` and above the loudest.

    `name` is "theme", "grey" or one of pyqtgraph's colour maps.
    """
    return list(_table(theme.name, name, tuple(_grey(theme)), floor_db, top_db))


@lru_cache(maxsize=16)
def _table(theme_name: str, name: str, grey: tuple[str, ...], floor_db: float, top_db: float) -> tuple[int, ...]:
    from lrc_studio.audio.spectrum import STEP_DB

    stops = _stops(theme_name, name, grey)
    found = []
    for level in range(_LEVELS):
        decibels = (level - (_LEVELS - 1)) * STEP_DB
        share = min(max((decibels - floor_db) / max(top_db - floor_db, 1.0), 0.0), 1.0)
        found.append(_between(stops, share).rgb())
    return tuple(found)


def _stops(theme_name: str, name: str, grey: tuple[str, ...]) -> list[QColor]:
    if name == "grey":
        return [QColor(value) for value in grey]
    if name != "theme":
        import pyqtgraph as pg

        table = pg.colormap.get(name).getLookupTable(nPts=32)
        return [QColor(*map(int, row[:3])) for row in table]
    return [parse_colour(value) for value in tokens()["themes"][theme_name]["spectrogram"]]


def _grey(theme: Theme) -> list[str]:
    return [theme.colour("data.canvas").name(), theme.colour("text.primary").name()]


def _between(stops: list[QColor], share: float) -> QColor:
    place = share * (len(stops) - 1)
    low = min(int(place), len(stops) - 2)
    part = place - low
    one, other = stops[low], stops[low + 1]
    red, green, blue = (
        round(a + (b - a) * part)
        for a, b in zip((one.red(), one.green(), one.blue()), (other.red(), other.green(), other.blue()), strict=True)
    )
    return QColor(red, green, blue)
