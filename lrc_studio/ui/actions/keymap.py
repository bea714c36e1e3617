"""Which keys mean which action: those of a preset, with a person's own changes on top.

A change is the whole list of an action's keys. A key that a change gives to one action is taken from every other of
the same context, so that no two ever fight for it, whatever preset lies below.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from lrc_studio.core.settings import Settings
from lrc_studio.ui.actions import ACTIONS, MENUS
from lrc_studio.ui.actions.presets import PRESETS, Keys
from lrc_studio.ui.actions.spec import TAP_SYNC, Action
from lrc_studio.ui.pressed import LONE

_BY_ID = {spec.id: spec for spec in ACTIONS}
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText


def grouped() -> list[tuple[str, list[Action]]]:
    """All actions as people look for their keys: by menu, and those that are only there in tap sync."""
    groups = [(menu, [spec for spec in ACTIONS if spec.menu == menu and spec.context != TAP_SYNC]) for menu in MENUS]
    return [*groups, ("Tap sync", [spec for spec in ACTIONS if spec.context == TAP_SYNC])]


def action_name(action: str) -> str:
    """What an action is called."""
    return _BY_ID[action].name


def normal(name: str) -> str:
    """A key's portable name in the one way of writing it, "" where it names no single key."""
    found = QKeySequence.fromString(name, _PORTABLE)
    if found.count() != 1 or _combination(found).key() in LONE:
        return ""
    return found.toString(_PORTABLE)


def key_text(keys: str | QKeySequence) -> str:
    """A key as people read it on this system."""
    shown = QKeySequence(keys).toString(_NATIVE)
    if shown.endswith("Enter"):
        return f"{shown.removesuffix('Enter')}Keypad Enter"
    return f"{shown.removesuffix('Return')}Enter" if shown.endswith("Return") else shown


def refusal(name: str) -> str:
    """Why a key can mean no action, in one sentence; "" where it can."""
    key = _combination(QKeySequence(name))
    if key.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        return "Tab goes from field to field, so it cannot mean anything else."
    letter = Qt.Key.Key_A <= key.key() <= Qt.Key.Key_Z
    if letter and key.keyboardModifiers() == Qt.KeyboardModifier.AltModifier:
        return "Alt with a letter opens the menus, so it cannot mean anything else."
    return ""


def active_keys(settings: Settings) -> dict[str, tuple[str, ...]]:
    """The keys of every action by its id, in portable names."""
    return _over(preset_keys(settings.key_preset), read_changes(settings.keys)[0])


@cache
def preset_keys(preset: str) -> Keys:
    """The keys of every action in a preset, as long as a person has changed none."""
    own = {spec.id: _normal(spec.keys) for spec in ACTIONS}
    return _over(own, {action: _normal(keys) for action, keys in PRESETS[preset].items()})


def read_changes(kept: Mapping[str, Any]) -> tuple[dict[str, tuple[str, ...]], int]:
    """The changes that the settings keep, and how many of them make no sense and are left out."""
    changes: dict[str, tuple[str, ...]] = {}
    wrong, taken = 0, set()
    for action, names in kept.items():
        if action not in _BY_ID or not isinstance(names, list | tuple):
            wrong += 1
            continue
        keys = []
        for name in names:
            key = normal(name) if isinstance(name, str) else ""
            if not key or refusal(key) or _held(action, key) in taken:
                wrong += 1
                continue
            taken.add(_held(action, key))
            keys.append(key)
        if keys or not names:
            changes[action] = tuple(keys)
    return changes, wrong


def holder(settings: Settings, action: str, key: str) -> str:
    """The other action that a key means where `action` would be meant by it, "" where there is none."""
    wanted = _held(action, key)
    for other, keys in active_keys(settings).items():
        if other != action and any(_held(other, each) == wanted for each in keys):
            return other
    return ""


def with_keys(settings: Settings, action: str, keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The changes after `action` has these keys, taken from whatever had them; for `Settings.keys`."""
    taken = {_held(action, key) for key in keys}
    changes = {
        other: tuple(key for key in had if _held(other, key) not in taken)
        for other, had in read_changes(settings.keys)[0].items()
        if other != action
    }
    changes[action] = keys
    below = preset_keys(settings.key_preset)
    for name in [name for name, had in changes.items() if had == below[name]]:
        without = {other: had for other, had in changes.items() if other != name}
        if _over(below, without)[name] == below[name]:
            changes = without
    return changes


def _combination(keys: QKeySequence) -> QKeyCombination:
    found: QKeyCombination = keys[0]  # type: ignore[index]
    return found


def _held(action: str, key: str) -> tuple[str, str]:
    return _BY_ID[action].context, key


def _normal(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(normal(name) for name in names)


def with_keypad(given: Keys) -> dict[str, tuple[str, ...]]:
    """The keys with the keypad's Enter beside each Enter, unless a person gave it to something else."""
    taken = {_held(action, key) for action, keys in given.items() for key in keys}
    twins = {action: [_of_keypad(key) for key in keys if key.endswith("Return")] for action, keys in given.items()}
    return {
        action: (*keys, *(twin for twin in twins[action] if _held(action, twin) not in taken))
        for action, keys in given.items()
    }


def _of_keypad(key: str) -> str:
    return normal(f"{key.removesuffix('Return')}Enter")


def _over(lower: Keys, upper: Keys) -> dict[str, tuple[str, ...]]:
    """`upper` where it says something; the rest of `lower` without the keys that `upper` gives away."""
    taken = {_held(action, key) for action, keys in upper.items() for key in keys}
    kept = {
        action: tuple(key for key in keys if _held(action, key) not in taken)
        for action, keys in lower.items()
        if action not in upper
    }
    return {**kept, **upper}
