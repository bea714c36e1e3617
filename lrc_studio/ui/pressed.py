"""What a pressed key may be called, also on a keyboard whose letters are not Latin."""

from __future__ import annotations

import sys

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

LONE = (
    *(Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_Shift, Qt.Key.Key_unknown),
    *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R),
)
"""Keys that mean nothing alone: they change what others mean."""
_LAST_LATIN, _FIRST_NAMED = 0x24F, 0x0100_0000
_ROWS = ("1234567890-=", "QWERTYUIOP[]", "ASDFGHJKL;'`", "\\ZXCVBNM,./")
"""The signs of a US keyboard in the order of the codes that a PC's keyboard sends, from 2, 16, 30 and 43 on."""
_FIRST_CODES = (2, 16, 30, 43)
_XKB_OFFSET = 8
_MAC = "ASDFHGZXCV\0BQWERYT123465=97-80]OU[IP\0LJ'K;\\,/NM.\0\0`"
"""The same for a Mac, whose virtual key codes from 0 on are places."""


def pressed(event: QKeyEvent) -> tuple[QKeySequence, ...]:
    """What a key event may be called, the likeliest first; nothing for a modifier alone.

    A sign that is typed with Shift is also itself without it. Where the layout has a letter of another script on a
    key, the key also has the name that it has on a US keyboard, so that F and Ctrl+S work there.
    """
    key = Qt.Key(event.key())
    if key in LONE:
        return ()
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    found = [QKeySequence(QKeyCombination(held, key))]
    sign = int(key) < _FIRST_NAMED and key != Qt.Key.Key_Space and not chr(int(key)).isalpha()
    if sign and held & Qt.KeyboardModifier.ShiftModifier:
        found.insert(0, QKeySequence(QKeyCombination(held & ~Qt.KeyboardModifier.ShiftModifier, key)))
    place = place_of(event)
    if place is not None:
        found.append(QKeySequence(QKeyCombination(held, place)))
    return tuple(found)


def place_of(event: QKeyEvent) -> Qt.Key | None:
    """The key of a US keyboard at the place of one that types a letter of another script; None for every other key."""
    if not _LAST_LATIN < event.key() < _FIRST_NAMED:
        return None
    sign = _sign_at(event.nativeVirtualKey() if sys.platform == "darwin" else event.nativeScanCode())
    return Qt.Key(ord(sign)) if sign else None


def _sign_at(code: int) -> str:
    if sys.platform == "darwin":
        return _MAC[code].strip("\0") if code < len(_MAC) else ""
    code -= 0 if sys.platform == "win32" else _XKB_OFFSET
    for first, row in zip(_FIRST_CODES, _ROWS, strict=True):
        if first <= code < first + len(row):
            return row[code - first]
    return ""
