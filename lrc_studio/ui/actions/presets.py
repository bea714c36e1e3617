"""The keys of other programs: each preset names what differs from this program's own keys.

From the programs' own key lists and help pages, November 2026. A preset's key is taken from whatever had it, which has
another key here. Where the two programs do not have the same verb, the nearest one has the key.
"""

from __future__ import annotations

from collections.abc import Mapping

Keys = Mapping[str, tuple[str, ...]]

_SEEK_BESIDE: Keys = {"play.back": ("Ctrl+Left",), "play.forward": ("Ctrl+Right",)}
_MOVE_BESIDE: Keys = {"line.up": ("Ctrl+Shift+Up",), "line.down": ("Ctrl+Shift+Down",)}

_AEGISUB: Keys = {
    "play.selection": ("S", "Space"),
    "play.toggle": ("B", "Ctrl+Return"),
    "play.previous_line": ("Z", "Left", "Ctrl+Up"),
    "play.next_line": ("X", "Right", "G", "Return", "Ctrl+Down"),
    "play.back": ("A",),
    "play.forward": ("F",),
    "time.shift": ("Ctrl+I", "Ctrl+Shift+A"),
    "line.insert": ("Insert",),
    "section.begin": ("Shift+B",),
}

_AMLL: Keys = {
    "play.toggle": ("Space", "Return", "Ctrl+Return"),
    "tap.stamp": ("Shift+Space",),
    "tap.up": ("W", "Up"),
    "tap.down": ("S", "Down"),
    "tap.unit_back": ("A", "Shift+Left"),
    "tap.unit_on": ("D", "Shift+Right"),
    "play.last": ("Shift+D",),
    "play.line": ("T", "R"),
    "play.to_end": ("Shift+T",),
    "play.slower": ("[", "-"),
    "play.faster": ("]", "+", "="),
    "time.set_start": ("Ctrl+[",),
    "time.set_end": ("Ctrl+]",),
    "mode.edit": ("Shift+1",),
    "mode.tap": ("Shift+2", "F5"),
    "view.preview": ("Shift+3", "P"),
    "file.open": ("Ctrl+M", "Ctrl+O"),
    "time.snap": ("Ctrl+Alt+M",),
    "line.join": ("Ctrl+E", "Ctrl+J"),
    "file.export": ("Ctrl+Shift+X",),
    "time.shift": ("Ctrl+Alt+T", "Ctrl+Shift+A"),
    "time.end_next": ("Ctrl+G", "Ctrl+L"),
    "play.time": ("Ctrl+Alt+G",),
}

_COMPOSER: Keys = {
    "play.toggle": ("Return", "Space", "Ctrl+Return"),
    "time.nudge_earlier": ("Left", "Alt+Left"),
    "time.nudge_later": ("Right", "Alt+Right"),
    **_SEEK_BESIDE,
    "line.edit_text": ("E", "F2"),
    "play.first": ("Shift+E",),
    "word.split": ("S", "Ctrl+Alt+D"),
    "play.selection": ("Shift+R",),
    "word.join": ("M", "Ctrl+Alt+J"),
    "time.magnet": ("T",),
    "play.to_end": ("Shift+T",),
}

_LRC_MAKER: Keys = {
    "tap.back": ("Backspace", "Delete"),
    "tap.up": ("Up", "W", "K"),
    "tap.down": ("Down", "S", "J"),
    "tap.end": ("E",),
    "time.clear": ("Backspace", "Delete", "Shift+Backspace"),
    "line.delete": ("Ctrl+Delete",),
    "play.back": ("Left", "A", "H"),
    "play.forward": ("Right", "D", "L"),
    "play.last": ("Shift+D",),
    "play.loop": ("Shift+L",),
    "time.nudge_earlier_large": ("-", "Alt+Shift+Left"),
    "time.nudge_later_large": ("=", "Alt+Shift+Right"),
    "play.slower": ("Ctrl+Down", "Ctrl+J"),
    "play.faster": ("Ctrl+Up", "Ctrl+K"),
    "play.usual_speed": ("R", "'"),
    "play.line": ("Shift+R",),
    "play.previous_line": ("Ctrl+Shift+Up",),
    "play.next_line": ("Ctrl+Shift+Down",),
    "line.join": ("Ctrl+Shift+K",),
}

_LRCGET: Keys = {
    "tap.stamp": ("Space", "Z", "Shift+Return"),
    "tap.next": ("Return", "G"),
    "tap.end": ("N", "Shift+Space", "H"),
    "time.set_start": ("Space", "["),
    "time.stamp": ("Return", "Shift+Return"),
    "time.set_end": ("Shift+Space", "]"),
    "play.toggle": ("Ctrl+Space", "Ctrl+Return"),
    "time.nudge_earlier_large": ("Left", "Alt+Shift+Left"),
    "time.nudge_later_large": ("Right", "Alt+Shift+Right"),
    **_SEEK_BESIDE,
    "play.line": ("P", "R"),
    "play.previous_line": ("Shift+P", "Ctrl+Up"),
    "view.preview": ("Y",),
    "line.delete": ("Backspace", "Delete"),
    "help.keys": ("Ctrl+/", "?"),
}

_RHYTHMICA: Keys = {
    "play.toggle": ("A", "Space", "Return", "Ctrl+Return"),
    "play.back": ("Z",),
    "play.forward": ("X",),
    "play.slower": ("Q", "-"),
    "play.faster": ("W", "+", "="),
    "play.before": ("Shift+Q",),
    "play.after": ("Shift+W",),
    "tap.unit_back": ("Left", "Shift+Left"),
    "tap.unit_on": ("Right", "Shift+Right"),
    "time.nudge_later": ("Alt+Up", "Alt+Right"),
    "time.nudge_earlier": ("Alt+Down", "Alt+Left"),
    **_MOVE_BESIDE,
    "word.join": ("F3", "Ctrl+Alt+J"),
    "tap.end": ("F4", "H"),
    "time.set_end": ("F4", "]"),
}

_SUBTITLE_EDIT: Keys = {
    "play.selection": ("F5", "S"),
    "mode.tap": ("F7",),
    "time.set_start": ("F11", "["),
    "time.set_end": ("F12", "]"),
    "preview.full": ("Shift+F11",),
    "play.previous_line": ("Alt+Up", "Ctrl+Up"),
    "play.next_line": ("Alt+Down", "Ctrl+Down"),
    **_MOVE_BESIDE,
    "review.next": ("F8", "N"),
    "review.previous": ("Shift+F8", "Shift+N"),
}

PRESETS: Mapping[str, Keys] = {
    "studio": {},
    "aegisub": _AEGISUB,
    "amll": _AMLL,
    "composer": _COMPOSER,
    "lrc-maker": _LRC_MAKER,
    "lrcget": _LRCGET,
    "rhythmica": _RHYTHMICA,
    "subtitle-edit": _SUBTITLE_EDIT,
}
"""By the name that the settings keep (`core.settings.KEY_PRESETS`)."""
