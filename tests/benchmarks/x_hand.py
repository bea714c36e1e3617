"""A hand on a real X display: keys and mouse through the XTEST extension, as from a keyboard and a mouse."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from ctypes.util import find_library

_MODIFIERS = {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L"}
_LEFT = 1


def available() -> bool:
    """Whether this machine has the libraries of X and of its test extension."""
    return bool(find_library("X11") and find_library("Xtst"))


class XHand:
    """Presses and moves on the display of `DISPLAY`, over a connection of its own; each call is sent at once."""

    def __init__(self) -> None:
        self._x = ctypes.CDLL(find_library("X11") or "libX11.so.6")
        self._test = ctypes.CDLL(find_library("Xtst") or "libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(None))
        assert self._display.value, "no X display"

    def focus(self, window_id: int) -> None:
        """Give a window the keys, which without a window manager nobody else does."""
        self._x.XSetInputFocus(self._display, ctypes.c_ulong(window_id), 1, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def press(self, key: str) -> None:
        """Hold a key down, by its X name such as `space`, `F5`, `bracketleft`."""
        self._key(key, down=True)

    def release(self, key: str) -> None:
        """Let a key go."""
        self._key(key, down=False)

    def click(self, key: str, held: Sequence[str] = ()) -> None:
        """Press and release a key, with `ctrl`, `shift` or `alt` held."""
        for name in held:
            self.press(_MODIFIERS[name])
        self.press(key)
        self.release(key)
        for name in reversed(held):
            self.release(_MODIFIERS[name])

    def move(self, x: int, y: int) -> None:
        """Put the pointer there."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def button(self, down: bool) -> None:
        """Press the left button, or let it go."""
        self._test.XTestFakeButtonEvent(self._display, _LEFT, int(down), ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def close(self) -> None:
        """Leave the display."""
        self._x.XCloseDisplay(self._display)

    def _key(self, name: str, down: bool) -> None:
        keysym = self._x.XStringToKeysym(name.encode())
        code = self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(keysym))
        assert code, f"no key {name}"
        self._test.XTestFakeKeyEvent(self._display, code, int(down), ctypes.c_ulong(0))
        self._x.XFlush(self._display)
