"""The preferences, made from the fields of `Settings`: a new setting is one field there, a new topic one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from lrc_studio.core.settings import KEYS, Setting, Settings, described_settings
from lrc_studio.ui.dialogs.frame import Frame
from lrc_studio.ui.dialogs.key_page import KeyPage
from lrc_studio.ui.dialogs.search_field import SearchField
from lrc_studio.ui.session import Session
from lrc_studio.ui.widgets import across, button, down, label, number_box

_CONTROL_PX = 200
_TOPICS_PX, _WIDTH_PX, _TALL_PX = 200, 860, 560
_AROUND_PX = 236


class PreferencesDialog(Frame):
    """Each setting: name, control, one sentence, on the page of its topic. Applies at once.

    The search leaves of all pages what fits its words.
    """

    def __init__(self, session: Session, parent: QWidget, page: str = "") -> None:
        super().__init__(session, "Preferences", _WIDTH_PX, parent)
        self._setters: dict[str, Callable[[Any], None]] = {}
        self._topics: dict[str, list[str]] = {}
        self._rows: dict[str, list[tuple[QWidget, str]]] = {}
        self.topics, self._pages = QListWidget(), QStackedWidget()
        self.search = SearchField("Search preferences", "Ctrl+F")
        self.search.textChanged.connect(self._on_search)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self.search.setFocus)
        self.topics.setAccessibleName("Topics")
        self.topics.setFixedWidth(session.theme.length(_TOPICS_PX))
        self._keys = KeyPage(session)
        panes = across(gap_px=20)
        panes.addWidget(self.topics)
        panes.addWidget(self._pages, 1)
        self.body.addWidget(self.search)
        self.body.addSpacing(4)
        self.body.addLayout(panes, 1)
        settings = list(described_settings())
        for topic in dict.fromkeys(setting.about.topic for setting in settings):
            self._add_page(topic, [setting for setting in settings if setting.about.topic == topic])
        self._nothing = label("Nothing is called so.", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pages.addWidget(self._nothing)
        self._pages.setMinimumHeight(min(session.theme.length(_TALL_PX), parent.height() - _AROUND_PX))
        self._reset = button("", "quiet")
        self._reset.clicked.connect(self._on_reset)
        self.foot.addWidget(self._reset)
        self.finish("Close", cancel="")
        self.topics.currentRowChanged.connect(self._on_page)
        session.settings_changed.connect(self._fit_reset)
        self.topics.setCurrentRow(list(self._topics).index(page) if page else 0)
        (self._keys.search if page == KEYS else self.topics).setFocus()

    def _add_page(self, topic: str, settings: list[Setting]) -> None:
        inside = QWidget()
        column = down(inside, 14, margins_px=(2, 2, 12, 2))
        self._rows[topic] = [(self._row(setting), _said(topic, setting)) for setting in settings]
        for row, _ in self._rows[topic]:
            column.addWidget(row)
        self._topics[topic] = [setting.name for setting in settings]
        self.topics.addItem(topic)
        if topic == KEYS:
            column.addWidget(self._keys, 1)
            self._pages.addWidget(inside)
            return
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes on to the controls
        area.setWidget(inside)
        self._pages.addWidget(area)

    def _on_page(self, row: int) -> None:
        self._pages.setCurrentIndex(row)
        self._reset.setText("Drop my own keys" if self._topic() == KEYS else "Reset this page")
        self._fit_reset()

    def _on_search(self, typed: str) -> None:
        """Leave the settings whose topic, name, sentence and choices hold all words, and the topics that have any."""
        words, found = typed.casefold().split(), []
        for place, (topic, rows) in enumerate(self._rows.items()):
            for row, said in rows:
                row.setHidden(not all(word in said for word in words))
            fits = any(not row.isHidden() for row, _ in rows)
            if topic == KEYS:
                fits |= self._keys.look_for(typed)
            self.topics.item(place).setHidden(not fits)
            found += [place] if fits else []
        if found and self.topics.currentRow() not in found:
            self.topics.setCurrentRow(found[0])
        self._pages.setCurrentIndex(self.topics.currentRow() if found else self._pages.indexOf(self._nothing))
        self._reset.setHidden(bool(words))  # it would reset what is out of sight as well

    def _fit_reset(self, *_: object) -> None:
        self._reset.setEnabled(self._topic() != KEYS or bool(self.session.settings.keys))

    def _topic(self) -> str:
        return list(self._topics)[self.topics.currentRow()]

    def _row(self, setting: Setting) -> QWidget:
        whole = QWidget()
        row = across(whole, gap_px=16)
        words = down(gap_px=2)
        words.addWidget(label(setting.about.label))
        sentence = label(setting.about.sentence, "small")
        sentence.setWordWrap(True)
        words.addWidget(sentence)
        row.addLayout(words, 1)
        control = self._control(setting)
        control.setAccessibleName(setting.about.label)
        control.setToolTip(setting.about.sentence)
        control.setFixedWidth(_CONTROL_PX)
        row.addWidget(control, alignment=Qt.AlignmentFlag.AlignTop)
        return whole

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
        box = number_box()
        box.setRange(round(span.least * factor), round(span.most * factor))
        box.setSingleStep(round(span.step * factor))
        box.setSuffix("%" if factor == 100 else f" {span.unit}")
        box.setValue(round(value * factor))
        box.setKeyboardTracking(False)  # a half-typed number is no setting yet
        box.valueChanged.connect(lambda new: self._set(setting.name, new / 100 if factor == 100 else new))
        self._setters[setting.name] = lambda new: box.setValue(round(new * factor))
        return box

    def _set(self, name: str, value: Any) -> None:
        if getattr(self.session.settings, name) != value:
            self.session.change_settings(**{name: value})

    def _on_reset(self) -> None:
        if self._topic() == KEYS:
            self._keys.reset()
            return
        defaults = Settings()
        for name in self._topics[self._topic()]:
            self._setters[name](getattr(defaults, name))


def _said(topic: str, setting: Setting) -> str:
    """What the search looks through."""
    about = setting.about
    return " ".join([topic, about.label, about.sentence, *(words for _, words in about.choices)]).casefold()
