"""The choices of an export: those that its format heeds and that make a difference to these lyrics."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from lrc_studio.formats.base import WriteOptions
from lrc_studio.ui.widgets import down

# (choice, words, one sentence), in the order they stand.
_CHOICES = (
    ("words", "Word times", "Times of single words, where the file can hold them."),
    ("final_empty", "Empty row at the end", "Clears the screen after the last line."),
    ("gap_rows", "Empty rows in gaps", "Clears the screen where a line is over long before the next one."),
    ("compact", "Repeated lines once", "One row with all its times; some players read only the first of them."),
    ("prefixes", "Singers as v1:, [bg:]", "Most players show these as text."),
    ("side_texts", "Translations", "Translations and romanizations."),
    ("digits", "Three digits · 01:05.698", "Times to the millisecond; a few old players read only two digits."),
)


class ExportOptions(QWidget):
    """A check box for each choice. `changed()`: a person took one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = down(self, 2, (8, 8, 0, 0))
        self._taken: set[str] = set()
        self._boxes: dict[str, QCheckBox] = {}
        for choice, words, sentence in _CHOICES:
            box = QCheckBox(words)
            box.setToolTip(sentence)
            box.clicked.connect(lambda on, choice=choice: self.set_choice(choice, on))
            column.addWidget(box)
            self._boxes[choice] = box

    def take(self, options: WriteOptions) -> None:
        """Set every choice as it is in `options`, but for those that a person took."""
        for choice, box in self._boxes.items():
            if choice not in self._taken:
                box.setChecked(options.digits == 3 if choice == "digits" else bool(getattr(options, choice)))

    def options(self) -> WriteOptions:
        """The choices as a writer takes them."""
        chosen: dict[str, Any] = {choice: box.isChecked() for choice, box in self._boxes.items()}
        return replace(WriteOptions(), **chosen | {"digits": 3 if chosen["digits"] else 2})

    def set_choice(self, choice: str, on: bool = True) -> None:
        """Take a choice for a person; it stays for other kinds of file."""
        self._taken.add(choice)
        self._boxes[choice].setChecked(on)
        self.changed.emit()

    def offer(self, choices: frozenset[str]) -> None:
        """Show those choices alone."""
        for choice, box in self._boxes.items():
            box.setVisible(choice in choices)
