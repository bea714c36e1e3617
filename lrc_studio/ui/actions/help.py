"""The Help menu."""

from __future__ import annotations

from lrc_studio.ui.actions.spec import Action

ACTIONS = (
    Action("help.keys", "Keys", lambda s: s.asked.emit("keys"), ("?", "Ctrl+/"), "Help", 0, "keys",
           "What works here and now."),
    Action("help.about", "About LRC Studio", lambda s: s.asked.emit("about"), (), "Help", 0, "info"),
)  # fmt: skip
