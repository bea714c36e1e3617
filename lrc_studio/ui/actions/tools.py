"""The Tools menu."""

from __future__ import annotations

from lrc_studio.ui.actions.spec import Action

ACTIONS = (
    Action("tools.keys", "Keys of services…", lambda s: s.services.ask_key(), (), "Tools", 0, "key",
           "Where a service's key is entered, tested, replaced or removed."),
    Action("tools.preferences", "Preferences…", lambda s: s.asked.emit("preferences"), ("Ctrl+,",), "Tools", 0,
           "settings"),
)  # fmt: skip
