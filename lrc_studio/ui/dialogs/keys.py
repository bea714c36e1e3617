"""The key sheet: what works here and now, by menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from lrc_studio.ui.actions import ACTIONS, MENUS
from lrc_studio.ui.dialogs.frame import LARGE_PX, Frame
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, down, label

_COLUMN_PX = 370
MOUSE = (
    ("Click the wave", "Go there"),
    ("Drag a flag, an edge or a bar", "Move that time; Esc restores it"),
    ("Alt, Shift or Ctrl in a drag", "No magnet, what follows too, one side"),
    ("Ctrl and wheel", "Zoom at the mouse"),
    ("Wheel", "Scroll along the song"),
    ("Double click a cell", "Type a time or text"),
    ("Alt and Up or Down in a cell", "Nudge the time while typing"),
)


class KeysDialog(Frame):
    """Made from the actions, so that it is never out of date."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "Keys", LARGE_PX, parent)
        inside = QWidget()
        columns = across(inside, 40, margins_px=(0, 0, 16, 0))
        stacks = [down(gap_px=20) for _ in range(max(1, self.width() // session.theme.length(_COLUMN_PX)))]
        for stack in stacks:
            columns.addLayout(stack, 1)
        lengths = [0] * len(stacks)
        for title, rows in self._groups():
            at = lengths.index(min(lengths))
            stacks[at].addLayout(self._group(title, rows))
            lengths[at] += len(rows) + 2
        for stack in stacks:
            stack.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setMinimumHeight(min(620, parent.height() - 190))
        self.body.addWidget(area)
        self.finish("Close", cancel="")
        area.setFocus()  # the arrow keys scroll, Enter closes

    def _groups(self) -> list[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
        native = QKeySequence.SequenceFormat.NativeText
        groups = []
        for menu in MENUS:
            rows = [
                (spec.text.rstrip("…"), tuple(QKeySequence(key).toString(native) for key in spec.keys))
                for spec in ACTIONS
                if spec.menu == menu and spec.keys
            ]
            if rows:
                groups.append((menu, rows))
        return [*groups, ("Mouse and typing", [(what, (gesture,)) for gesture, what in MOUSE])]

    def _group(self, title: str, rows: list[tuple[str, tuple[str, ...]]]) -> QVBoxLayout:
        column = down(gap_px=6)
        head = label(title)
        head.setFont(self.session.theme.font("bodyStrong"))
        column.addWidget(head)
        for text, keys in rows:
            row = across(gap_px=4)
            row.addWidget(label(text, "secondary"))
            row.addStretch(1)
            for key in keys:
                cap = label(key)
                cap.setObjectName("cap")
                row.addWidget(cap)
            column.addLayout(row)
        return column
