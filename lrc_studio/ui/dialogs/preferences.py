"""The preferences, made from the fields of `Settings`: a new setting is one field there."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from lrc_studio.core.settings import Setting, Settings, described_settings
from lrc_studio.ui.dialogs.frame import MIDDLE_PX, Frame
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, button, down, label

_CONTROL_PX = 200


class PreferencesDialog(Frame):
    """Each setting: name, control, one sentence. Applies at once."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, "Preferences", MIDDLE_PX, parent)
        self._setters: dict[str, Callable[[Any], None]] = {}
        self._first: QWidget | None = None
        inside = QWidget()
        column = down(inside, 14, margins_px=(0, 0, 12, 0))
        for topic, settings in groupby(described_settings(), key=lambda setting: setting.about.topic):
            head = label(topic, "heading")
            head.setContentsMargins(0, 10 if column.count() else 0, 0, 0)
            column.addWidget(head)
            for setting in settings:
                column.addLayout(self._row(setting))
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setMinimumHeight(min(520, parent.height() - 180))
        self.body.addWidget(area)
        reset = button("Reset all", "quiet")
        reset.clicked.connect(self._on_reset)
        self.foot.addWidget(reset)
        self.finish("Close", cancel="")
        if self._first:
            self._first.setFocus()

    def _row(self, setting: Setting) -> QHBoxLayout:
        row = across(gap_px=16)
        words = down(gap_px=2)
        words.addWidget(label(setting.about.label))
        sentence = label(setting.about.sentence, "small")
        sentence.setWordWrap(True)
        words.addWidget(sentence)
        row.addLayout(words, 1)
        control = self._control(setting)
        control.setAccessibleName(setting.about.label)
        control.setFixedWidth(_CONTROL_PX)
        self._first = self._first or control
        row.addWidget(control, alignment=Qt.AlignmentFlag.AlignTop)
        return row

    def _control(self, setting: Setting) -> QWidget:
        value = getattr(self.session.settings, setting.name)
        if setting.about.choices:
            return self._choice(setting, value, setting.about.choices)
        if setting.about.offered:
            return self._choice(setting, value, self._offered(value))
        if isinstance(setting.default, bool):
            return self._switch(setting, value)
        return self._number(setting, value)

    def _offered(self, value: str) -> tuple[tuple[Any, str], ...]:
        """The sound devices there are; the chosen one stays to be seen while it is away."""
        names = self.session.player.player.output_names()
        away = ((value, f"{value} (not there)"),) if value and value not in names else ()
        return (("", "The system's choice"), *((name, name) for name in names), *away)

    def _choice(self, setting: Setting, value: Any, choices: tuple[tuple[Any, str], ...]) -> QComboBox:
        box = QComboBox()
        values = [choice for choice, _ in choices]
        box.addItems([words for _, words in choices])
        box.setCurrentIndex(values.index(value))
        box.currentIndexChanged.connect(lambda at: self._set(setting.name, values[at]))
        self._setters[setting.name] = lambda new: box.setCurrentIndex(values.index(new))
        return box

    def _switch(self, setting: Setting, value: bool) -> QCheckBox:
        box = QCheckBox("On")
        box.setChecked(value)
        box.toggled.connect(lambda on: self._set(setting.name, on))
        self._setters[setting.name] = box.setChecked
        return box

    def _number(self, setting: Setting, value: float) -> QWidget:
        """A box for a number; a share such as 0.8 is shown and typed in percent."""
        span = setting.about.span
        assert span is not None
        factor = 1 if isinstance(setting.default, int) else 100
        box = QSpinBox()
        box.setRange(round(span.least * factor), round(span.most * factor))
        box.setSingleStep(round(span.step * factor))
        box.setSuffix("%" if factor == 100 else f" {span.unit}")
        box.setValue(round(value * factor))
        box.setKeyboardTracking(False)  # a half-typed number is no setting yet
        box.lineEdit().setTextMargins(6, 0, 0, 0)
        box.valueChanged.connect(lambda new: self._set(setting.name, new / 100 if factor == 100 else new))
        self._setters[setting.name] = lambda new: box.setValue(round(new * factor))
        return box

    def _set(self, name: str, value: Any) -> None:
        if getattr(self.session.settings, name) != value:
            self.session.change_settings(**{name: value})

    def _on_reset(self) -> None:
        defaults = Settings()
        for name, show in self._setters.items():
            show(getattr(defaults, name))
