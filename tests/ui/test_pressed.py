"""What pressed keys are called, on the keyboards of three systems."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from lrc_studio.ui.pressed import place_of, pressed

Key, Held = Qt.Key, Qt.KeyboardModifier


def event(
    key: int, text: str, held: Qt.KeyboardModifier = Held.NoModifier, scan: int = 0, virtual: int = 0
) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, scan, virtual, 0, text)


def names(made: QKeyEvent) -> list[str]:
    return [name.toString() for name in pressed(made)]


@pytest.mark.parametrize(
    ("key", "text", "held", "wanted"),
    [
        (Key.Key_S, "s", Held.NoModifier, ["S"]),
        (Key.Key_S, "S", Held.ShiftModifier, ["Shift+S"]),
        (Key.Key_S, "\x13", Held.ControlModifier | Held.ShiftModifier, ["Ctrl+Shift+S"]),
        (Key.Key_Question, "?", Held.ShiftModifier, ["?", "Shift+?"]),
        (Key.Key_1, "1", Held.ShiftModifier, ["1", "Shift+1"]),
        (Key.Key_Space, " ", Held.ShiftModifier, ["Shift+Space"]),
        (Key.Key_Plus, "+", Held.KeypadModifier, ["+"]),
        (Key.Key_F5, "", Held.ShiftModifier, ["Shift+F5"]),
        (Key.Key_Shift, "", Held.ShiftModifier, []),
        (Key.Key_CapsLock, "", Held.NoModifier, []),
        (Key.Key_Eacute, "é", Held.NoModifier, ["É"]),
    ],
)
def test_keys_have_the_names_that_bindings_have(key: Key, text: str, held: Held, wanted: list[str]) -> None:
    assert names(event(key, text, held, scan=41)) == wanted


@pytest.mark.parametrize(
    ("platform", "scan", "virtual", "wanted"),
    [
        ("linux", 41, 0, "F"),
        ("linux", 55, 0, "V"),
        ("linux", 21, 0, "="),
        ("linux", 36, 0, ""),
        ("win32", 33, 0x46, "F"),
        ("win32", 44, 0, "Z"),
        ("darwin", 1, 3, "F"),
        ("darwin", 1, 45, "N"),
        ("darwin", 1, 10, ""),
        ("darwin", 1, 99, ""),
    ],
)
def test_a_letter_of_another_script_also_has_its_places_name(
    monkeypatch: pytest.MonkeyPatch, platform: str, scan: int, virtual: int, wanted: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    typed = event(ord("А"), "а", Held.ShiftModifier, scan, virtual)
    assert names(typed)[1:] == ([f"Shift+{wanted}"] if wanted else [])
    assert place_of(event(Key.Key_Q, "q", scan=scan, virtual=virtual)) is None
