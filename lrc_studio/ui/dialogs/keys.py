"""The key sheet: what works here and now, by menu."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from lrc_studio.ui.actions import ACTIONS, MENUS
from lrc_studio.ui.dialogs.frame import LARGE_PX, Frame
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, down, label

MOUSE = (
    ("Click the wave", "Go there"),
    ("Drag a flag or an end", "Move that time; Esc restores it"),
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
        columns = across(inside, 32)
        stacks = [down(gap_px=16) for _ in range(3)]
        for stack in stacks:
            columns.addLayout(stack)
        lengths = [0, 0, 0]
        for title, rows in self._groups():
            at = lengths.index(min(lengths))
            stacks[at].addLayout(self._group(title, rows))
            lengths[at] += len(rows) + 2
        for stack in stacks:
            stack.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(inside)
        area.setMinimumHeight(min(560, parent.height() - 160))
        self.body.addWidget(area)
        self.finish("Close", cancel="")

    def _groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        native = QKeySequence.SequenceFormat.NativeText
        groups = []
        for menu in MENUS:
            rows = [
                (" or ".join(QKeySequence(key).toString(native) for key in spec.keys), spec.text.rstrip("…"))
                for spec in ACTIONS
                if spec.menu == menu and spec.keys
            ]
            if rows:
                groups.append((menu, rows))
        return [*groups, ("Mouse", list(MOUSE))]

    def _group(self, title: str, rows: list[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        head = label(title)
        head.setFont(self.session.theme.font("bodyStrong"))
        grid.addWidget(head, 0, 0, 1, 2)
        for place, (keys, text) in enumerate(rows, start=1):
            grid.addWidget(label(text, "secondary"), place, 0)
            grid.addWidget(label(keys), place, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnMinimumWidth(1, 150)
        return grid
