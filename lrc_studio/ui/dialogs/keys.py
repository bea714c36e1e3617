"""The key sheet: what works here and now, by menu and by mode."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from lrc_studio.core.settings import KEY_PRESETS
from lrc_studio.ui.actions.keymap import active_keys, grouped, key_text
from lrc_studio.ui.dialogs.frame import Frame
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, button, down, label

_WIDTH_PX, _COLUMN_PX, _AROUND_PX = 1400, 310, 150
MOUSE = (
    ("Go there", "Click the wave"),
    ("Move a time", "Drag it"),
    ("Put it back", "Esc in a drag"),
    ("No magnet", "Alt in a drag"),
    ("What follows moves too", "Shift in a drag"),
    ("One side of a shared edge", "Ctrl in a drag"),
    ("Zoom at the mouse", "Ctrl and wheel"),
    ("Scroll along the song", "Wheel"),
    ("Type a time or text", "Double click a cell"),
    ("Nudge while typing a time", "Alt and Up or Down"),
)
"""What is not an action, and so cannot be bound."""
Group = tuple[str, list[tuple[str, tuple[str, ...]]]]


class KeysDialog(Frame):
    """Made from the actions and the keys they have now, so that it is never out of date."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        preset = dict(KEY_PRESETS)[session.settings.key_preset]
        title = "Keys" if session.settings.key_preset == "studio" else f"Keys, like those of {preset}"
        super().__init__(session, title, _WIDTH_PX, parent)
        inside = QWidget()
        columns = across(inside, 32, margins_px=(0, 0, 16, 0))
        stacks = [down(gap_px=14) for _ in range(max(1, self.width() // session.theme.length(_COLUMN_PX)))]
        for stack in stacks:
            columns.addLayout(stack, 1)
        lengths = [0] * len(stacks)
        for title, rows in sorted(self._groups(), key=lambda group: -len(group[1])):
            at = lengths.index(min(lengths))
            stacks[at].addLayout(self._group(title, rows))
            lengths[at] += len(rows) + 2
        for stack in stacks:
            stack.addStretch(1)
        self.area = QScrollArea(widgetResizable=True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        self.area.setMinimumHeight(min(inside.sizeHint().height(), parent.height() - _AROUND_PX))
        self.body.addWidget(self.area)
        change = button("Change keys…", "quiet")
        change.clicked.connect(self._on_change)
        self.foot.addWidget(change)
        self.finish("Close", cancel="")
        self.area.setFocus()  # the arrow keys scroll, Enter closes

    def _on_change(self) -> None:
        self.accept()
        self.session.asked.emit("key_preferences")

    def _groups(self) -> list[Group]:
        keys = active_keys(self.session.settings)
        groups: list[Group] = [
            (title, [(spec.name, tuple(map(key_text, keys[spec.id]))) for spec in specs if keys[spec.id]])
            for title, specs in grouped()
        ]
        return [*((title, rows) for title, rows in groups if rows), ("Mouse", [(what, (how,)) for what, how in MOUSE])]

    def _group(self, title: str, rows: list[tuple[str, tuple[str, ...]]]) -> QVBoxLayout:
        column = down(gap_px=2)
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
