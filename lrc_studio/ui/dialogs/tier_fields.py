"""What a key's account may do: a preset, and the numbers themselves, for services change them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QSpinBox, QWidget

from lrc_studio.ui.services.tiers import OWN, TierNumbers
from lrc_studio.ui.widgets import across, down, label, number_box

_FIELDS = (
    ("per_minute", "A minute", " requests", 10_000),
    ("per_hour", "An hour", " requests", 100_000),
    ("per_day", "A day", " requests", 1_000_000),
    ("most_mib", "Largest song", " MB", 4096),
)


class TierFields(QWidget):
    """A choice of presets over four numbers; changing a number makes it no preset any more."""

    def __init__(self, presets: Sequence[TierNumbers], now: TierNumbers) -> None:
        super().__init__()
        self._presets = {preset.name: preset for preset in presets}
        self._choice = QComboBox()
        self._choice.setAccessibleName("Account")
        self._choice.addItems([*self._presets, OWN])
        column = down(self, 8)
        row = across(gap_px=12)
        self.name = label("Account")
        row.addWidget(self.name)
        row.addWidget(self._choice)
        row.addStretch(1)
        column.addLayout(row)
        self._boxes: dict[str, QSpinBox] = {}
        column.addLayout(self._grid())
        self._show(now)
        self._choice.activated.connect(self._on_choice)
        for box in self._boxes.values():
            box.valueChanged.connect(self._on_number)

    @property
    def numbers(self) -> TierNumbers:
        """What the fields say."""
        values = {name: box.value() for name, box in self._boxes.items()}
        return TierNumbers(self._choice.currentText(), **values)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for place, (name, words, unit, most) in enumerate(_FIELDS):
            box = self._boxes[name] = number_box()
            box.setRange(1, most)
            box.setSuffix(unit)
            box.setAccessibleName(words)
            box.setKeyboardTracking(False)
            grid.addWidget(label(words, "small"), 0, place, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(box, 1, place)
            grid.setColumnStretch(place, 1)
        return grid

    def _show(self, numbers: TierNumbers) -> None:
        for name, box in self._boxes.items():
            box.blockSignals(True)
            box.setValue(getattr(numbers, name))
            box.blockSignals(False)
        self._on_number()

    def _on_choice(self, _place: int) -> None:
        preset = self._presets.get(self._choice.currentText())
        if preset:
            self._show(preset)

    def _on_number(self, *_: object) -> None:
        values = {name: box.value() for name, box in self._boxes.items()}
        fits = (name for name, preset in self._presets.items() if TierNumbers(name, **values) == preset)
        self._choice.setCurrentText(next(fits, OWN))
