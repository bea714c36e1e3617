"""Where a player goes wrong with the file, and what can be done about it with one press."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel

from lrc_studio.ui.icons import themed_pixmap
from lrc_studio.ui.theme import Theme
from lrc_studio.ui.widgets import across, button, down, label
from lrc_studio.workflows.preview import Preview


class WarningsCard(QFrame):
    """Sentences, and a button for the choice that helps: `repaired(choice)`."""

    repaired = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("warned")
        row = across(self, 10, margins_px=(14, 12, 14, 12))
        picture = QLabel()
        picture.setPixmap(themed_pixmap(theme, "info", "info.text"))
        row.addWidget(picture, alignment=Qt.AlignmentFlag.AlignTop)
        words = down(gap_px=4)
        self._told = label()
        self._told.setWordWrap(True)
        self._repair = button("", "link", small=True)
        self._repair.clicked.connect(lambda: self.repaired.emit(self._choice))
        self._choice: str = ""
        words.addWidget(self._told)
        words.addWidget(self._repair, alignment=Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        edge = theme.value("info.graphic") if theme.name == "high-contrast" else "transparent"
        tint = theme.colour("info.tint").name()
        self.setStyleSheet(f"#warned {{ background: {tint}; border: 1px solid {edge}; border-radius: 8px; }}")

    def show_for(self, made: Preview) -> None:
        """Say what the players of an export get wrong; nothing to say is nothing to see."""
        self._told.setText("\n".join(made.warnings))
        self._choice = made.repair or ""
        words = {"gap_rows": "Add empty rows", "final_empty": "Add an empty row at the end"}
        self._repair.setText(words.get(self._choice, ""))
        self._repair.setVisible(bool(self._choice))
        self.setVisible(bool(made.warnings))
