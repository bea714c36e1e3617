"""What a key means while a cell or a field is typed in: to the typing, or to the window."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from lrc_studio.ui.pressed import LONE, pressed

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
# A field leaves these to the table behind it, which would go to another line under the typing hand.
_OF_TABLE = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FIRST_F, _LAST_F = int(Qt.Key.Key_F1), int(Qt.Key.Key_F35)
# A field answers these itself, as every field of every program does.
_OF_FIELDS = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.MoveToNextWord,
    QKeySequence.StandardKey.MoveToPreviousWord,
    QKeySequence.StandardKey.SelectNextWord,
    QKeySequence.StandardKey.SelectPreviousWord,
    QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.DeleteEndOfWord,
    QKeySequence.StandardKey.MoveToStartOfDocument,
    QKeySequence.StandardKey.MoveToEndOfDocument,
)


class Meaning(Enum):
    """What a pressed key asks for while a cell is typed in."""

    OTHER = auto()
    KEEP = auto()
    ON = auto()
    BACK = auto()
    NUDGE = auto()
    SPLIT = auto()
    NOTHING = auto()
    WINDOW = auto()


def meaning_of(event: QKeyEvent, is_time: bool, split_keys: Sequence[QKeySequence] = ()) -> Meaning:
    """The meaning of a key in a cell's editor; OTHER is plain typing. `split_keys` cut a line where the cursor is."""
    key = event.key()
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    bare = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    if bare and key in _RETURNS:
        return Meaning.KEEP
    if bare and key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        back = key == Qt.Key.Key_Backtab or modifiers == Qt.KeyboardModifier.ShiftModifier
        return Meaning.BACK if back else Meaning.ON
    if modifiers & Qt.KeyboardModifier.AltModifier and key in _ARROWS:
        return Meaning.NUDGE if is_time else Meaning.NOTHING
    if bare and key in _OF_TABLE:
        return Meaning.NOTHING
    if not for_window(event):
        return Meaning.OTHER
    return Meaning.SPLIT if not is_time and any(name in split_keys for name in pressed(event)) else Meaning.WINDOW


def for_window(event: QKeyEvent) -> bool:
    """Whether a key in a text field is a shortcut of the window: with Ctrl, Alt or a function key."""
    key = event.key()
    if key in LONE:
        return False
    if any(event.matches(standard) for standard in _OF_FIELDS):
        return False
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    held = event.modifiers() & both
    typed_by_alt_gr = held == both and event.text().isprintable() and bool(event.text())
    return (bool(held) and not typed_by_alt_gr) or _FIRST_F <= int(key) <= _LAST_F or key == Qt.Key.Key_Insert
