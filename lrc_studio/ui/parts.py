"""Going round the parts of the window by one key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def focus_next(parts: Sequence[QWidget], focused: QWidget | None) -> None:
    """Give the focus to the part after the one that has it: its own, or its first control that takes the focus."""
    here = next(
        (at for at, part in enumerate(parts) if focused and (part is focused or part.isAncestorOf(focused))), -1
    )
    for step in range(1, len(parts) + 1):
        target = _entry(parts[(here + step) % len(parts)])
        if target:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _entry(part: QWidget) -> QWidget | None:
    if not part.isVisible():
        return None
    return next((found for found in (part, *part.findChildren(QWidget)) if _takes_focus(found)), None)


def _takes_focus(widget: QWidget) -> bool:
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabbed and widget.isVisible() and widget.isEnabled() and not widget.focusProxy()
