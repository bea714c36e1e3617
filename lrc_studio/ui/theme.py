"""The design tokens as Qt sees them: colours, fonts, palette and style sheet of the chosen theme."""

from __future__ import annotations

import json
from functools import cache
from string import Template
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from lrc_studio.resources import resource

THEMES = ("light", "dark", "high-contrast")
_FEATURES = ("tnum", "cv05", "ss03")
_BUTTON_TEXT_PX = {"": 22, "_large": 28, "_small": 18}
_BUTTON_PADDING_PX, _FIELD_PADDING_PX = 8, 4
_LIGATURES = ("calt", "liga")  # they draw the --> of a subtitle as an arrow, which no file holds


@cache
def tokens() -> dict[str, Any]:
    """All design tokens as they stand in the shipped file."""
    loaded: dict[str, Any] = json.loads(resource("design", "tokens.json").read_text(encoding="utf-8"))
    return loaded


def size(name: str) -> int:
    """A length token in px, such as `size("toolbar")` or `size("row.normal")`."""
    value: Any = tokens()["size"]
    for part in name.split("."):
        value = value[part]
    return int(value)


def parse_colour(value: str) -> QColor:
    """A colour from `#RRGGBB` or `#RRGGBBAA` (alpha last, unlike Qt's own form)."""
    colour = QColor(value[:7])
    if len(value) == 9:
        colour.setAlpha(int(value[7:9], 16))
    return colour


class Theme(QObject):
    """The theme in force. `changed()` follows a switch; views drop their caches and paint again."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system", scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._choice, self.scale = choice, scale
        self._colours: dict[str, QColor] = {}
        _load_fonts()
        app.setStyle("Fusion")
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_scheme_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_scheme_changed)
        self._apply()

    @property
    def name(self) -> str:
        """`light`, `dark` or `high-contrast`."""
        if self._choice in THEMES:
            return self._choice
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "high-contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def choose(self, choice: str, scale: float) -> None:
        """Take a theme (`system` follows the desktop) and a text scale (0.9 to 1.5)."""
        if (choice, scale) != (self._choice, self.scale):
            self._choice, self.scale = choice, scale
            self._apply()
            self.changed.emit()

    def leave(self) -> None:
        """Follow the desktop no longer: the window is going."""
        hints = self._app.styleHints()
        hints.colorSchemeChanged.disconnect(self._on_scheme_changed)
        hints.accessibility().contrastPreferenceChanged.disconnect(self._on_scheme_changed)

    def value(self, role: str) -> str:
        """A colour role's text, such as `bg.panel`."""
        found: Any = tokens()["themes"][self.name]
        for part in role.split("."):
            found = found[part]
        return str(found)

    def colour(self, role: str) -> QColor:
        """A colour role, such as `data.waveRms`."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = parse_colour(self.value(role))
        return QColor(found)  # a copy, for some make theirs fainter

    def font(self, style: str = "body", mono: bool = False) -> QFont:
        """A font of the type scale (`caption`, `small`, `body`, `heading`, `title`, `time` ...)."""
        entry = tokens()["type"]["scale"][style]
        font = QFont(tokens()["type"]["familyMono" if mono else "family"] + ["Noto Sans CJK SC"])
        font.setPixelSize(round(entry["size"] * self.scale))
        font.setWeight(QFont.Weight(entry["weight"]))
        for feature in _FEATURES:
            font.setFeature(QFont.Tag(feature), 1)
        for feature in _LIGATURES if mono else ():
            font.setFeature(QFont.Tag(feature), 0)
        return font

    def length(self, px: float) -> int:
        """A length that grows with the text size."""
        return round(px * max(1.0, self.scale))

    def _apply(self) -> None:
        self._colours.clear()
        self._app.setPalette(self._palette())
        self._app.setFont(self.font())
        template = resource("styles", "studio.qss").read_text(encoding="utf-8")
        self._app.setStyleSheet(Template(template).substitute(self._style_values()))

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, token in tokens()["qpalette"].items():
            palette.setColor(QPalette.ColorRole[role], self.colour(token))
        for role, token in tokens()["qpaletteDisabled"].items():
            palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], self.colour(token))
        return palette

    def _style_values(self) -> dict[str, str]:
        values: dict[str, str] = {}
        for group, roles in tokens()["themes"][self.name].items():
            if isinstance(roles, dict):
                values |= {f"{group}_{role}": _qss(text) for role, text in roles.items() if isinstance(text, str)}
        values |= {f"radius_{name}": f"{px}px" for name, px in tokens()["radius"].items()}
        for name, entry in tokens()["type"]["scale"].items():
            values[f"font_{name}"] = f"{round(entry['size'] * self.scale)}px"
        values["icons"] = resource("icons").as_posix()
        values["theme"] = self.name
        values["field_height"] = f"{self.length(22)}px"
        values["menu_padding"] = f"{self.length(8) - 3}px"
        values["spin_height"] = f"{self.length(22) + _FIELD_PADDING_PX}px"
        for name, text_px in _BUTTON_TEXT_PX.items():
            values[f"button_height{name}"] = f"{self.length(text_px) + _BUTTON_PADDING_PX}px"
        values["chevron"] = resource("icons", "styles", f"chevron-{self.name}.svg").as_posix()
        return values

    def _on_scheme_changed(self) -> None:
        if self._choice not in THEMES:
            self._apply()
            self.changed.emit()


def _qss(value: str) -> str:
    colour = parse_colour(value)
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"


@cache
def _load_fonts() -> None:
    for path in sorted(resource("fonts").rglob("*.[to]tf")):
        QFontDatabase.addApplicationFont(str(path))
