"""What a format will not keep, named before anything is written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel

from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.theme import Theme
from lrc_studio.ui.widgets import across, button, down, label
from lrc_studio.workflows.preview import RICHEST, Preview


class LossCard(QFrame):
    """A list of counts on a warning tint; a quiet word where all is kept. `wanted(kind)`: one that keeps more."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("lost")
        row = across(self, 10, margins_px=(14, 12, 14, 12))
        self._icon = QLabel()
        row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        words = down(gap_px=4)
        self._title, self._counts, self._rest = label(), label(), label("", "secondary")
        self._title.setFont(theme.font("bodyStrong"))
        for part in (self._title, self._counts, self._rest):
            part.setWordWrap(True)
            words.addWidget(part)
        self._other = button("Use TTML instead", "link", small=True)
        self._other.clicked.connect(lambda: self.wanted.emit(RICHEST))
        self._other.setStyleSheet("padding-left: 0;")  # it begins where the words above it do
        words.addWidget(self._other, alignment=Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)

    def show_for(self, name: str, made: Preview, format_id: str) -> None:
        """Say what the format of that name will not keep in an export."""
        lost, late = made.losses, made.late
        self._title.setText(f"{name} will not keep" if lost else f"{name} keeps all of it")
        self._counts.setText("\n".join(f"{count} {what}" for what, count in lost))
        self._counts.setVisible(bool(lost))
        rest = [*(["The project keeps all of them."] if lost else []), *([late] if late else [])]
        self._rest.setText("\n".join(rest))
        self._rest.setVisible(bool(rest))
        self._other.setVisible(made.ttml_keeps_more and format_id != "ttml")
        self._tint("warning" if lost or late else "success")

    def _tint(self, group: str) -> None:
        theme = self._theme
        icon = "problem" if group == "warning" else "done"
        self._icon.setPixmap(themed_pixmap(theme, icon, f"{group}.text"))
        self._title.setStyleSheet(f"color: {theme.value(f'{group}.text')}")
        edge = theme.value(f"{group}.graphic") if theme.name == "high-contrast" else "transparent"
        tint = theme.colour(f"{group}.tint").name()
        self.setStyleSheet(f"#lost {{ background: {tint}; border: 1px solid {edge}; border-radius: 8px; }}")
