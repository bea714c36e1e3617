"""Which fonts a line of lyrics needs: one script a line, never mixed."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from lrc_studio.ui.theme import Theme, tokens

# The first that matches decides: kana makes a line Japanese even though most of it may be Han.
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d]")),
    ("ko", re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")),
    ("zh-Hans", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")),
    ("ar", re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")),
    ("he", re.compile(r"[\u0590-\u05ff\ufb1d-\ufb4f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
CJK = ("ja", "ko", "zh-Hans")
RIGHT_TO_LEFT = ("ar", "he")


def script_of(text: str) -> str | None:
    """The script of a line as a key of the tokens' fallback fonts, or None for Latin and the like."""
    return None if text.isascii() else _found_in(text)


@lru_cache(maxsize=4096)
def _found_in(text: str) -> str | None:
    return next((name for name, pattern in _SCRIPTS if pattern.search(text)), None)


def line_font(theme: Theme, style: str, text: str) -> QFont:
    """The font of the type scale with the fallback fonts of the line's own script."""
    font = theme.font(style)
    script = script_of(text)
    if script:
        font.setFamilies([*tokens()["type"]["family"], *tokens()["type"]["fallback"][script]])
    if script in CJK and font.weight() > QFont.Weight.Medium and not _has_bold(script):
        font.setWeight(QFont.Weight.Normal)  # a made-up bold fills the strokes of these scripts
    return font


@lru_cache(maxsize=8)
def _has_bold(script: str) -> bool:
    """Whether the first installed font of a script comes with a bold of its own."""
    installed = [name for name in tokens()["type"]["fallback"][script] if QFontDatabase.hasFamily(name)]
    return bool(installed) and any(
        QFontDatabase.weight(installed[0], style) >= QFont.Weight.DemiBold
        for style in QFontDatabase.styles(installed[0])
    )
