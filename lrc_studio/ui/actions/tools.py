"""The Tools menu."""

from __future__ import annotations

from lrc_studio.ui.actions.spec import Action

ACTIONS = (
    Action("tools.preferences", "Preferences…", lambda s: s.asked.emit("preferences"), ("Ctrl+,",), "Tools", 0,
           "settings"),
)  # fmt: skip
