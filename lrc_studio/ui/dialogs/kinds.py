"""For whom a file is made: players first, then formats, as a list of choices."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QScrollArea, QWidget

from lrc_studio.formats import FORMATS, Format, WriteOptions
from lrc_studio.formats.base import KEEPS_ALL
from lrc_studio.formats.players import NAVIDROME, OTHER_PLAYERS
from lrc_studio.formats.profiles import PROFILES, Profile
from lrc_studio.ui.widgets import down, label

_NAMES = {"elrc": "Players showing words"}
_UNDER_PROFILES = frozenset({"lrc"})  # "any player" is the same
_LAST = ("txt",)


def _kinds() -> tuple[Profile, ...]:
    """What can be exported, players first; a project is saved, not exported."""
    written = [fmt for fmt in FORMATS if fmt.write and fmt.keeps != KEEPS_ALL and fmt.id not in _UNDER_PROFILES]
    written.sort(key=lambda fmt: fmt.id in _LAST)
    return (*PROFILES, *map(_of_format, written))


def _of_format(fmt: Format) -> Profile:
    suffix = fmt.suffixes[0]
    options = WriteOptions(final_empty=True)
    players = tuple(player for player in (NAVIDROME, *OTHER_PLAYERS) if fmt.id in player.formats)
    return Profile(fmt.id, _NAMES.get(fmt.id, fmt.label), fmt.about or f"*{suffix}", fmt.id, suffix, options, players)


KINDS = _kinds()
"""All kinds; those of players are profiles, the others are made of formats."""
_PLAYERS = len(PROFILES)


def kind_by_id(kind_id: str) -> Profile:
    """The kind of that id, else the first one, which is for any player."""
    return next((kind for kind in KINDS if kind.id == kind_id), KINDS[0])


class KindList(QScrollArea):
    """One tab stop; arrow keys move the choice and bring it into view. `chosen(kind_id)` follows each change."""

    chosen = Signal(str)

    def __init__(self, kind_id: str, width_px: int) -> None:
        super().__init__()
        self.setFixedWidth(width_px)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        inside = QWidget()
        inside.setAutoFillBackground(False)
        column = down(inside, 4)
        self._group = QButtonGroup(self)
        self._rows: dict[str, _KindRow] = {}
        for place, kind in enumerate(KINDS):
            if place == _PLAYERS:
                other = label("Other files", "small")
                other.setContentsMargins(8, 8, 0, 2)
                column.addWidget(other)
            self._rows[kind.id] = row = _KindRow(kind.label, kind.about)
            self._group.addButton(row.radio)
            row.radio.setChecked(kind.id == kind_id)
            row.mark()
            row.radio.toggled.connect(lambda on, row=row, kind_id=kind.id: self._on_toggled(row, kind_id, on))
            column.addWidget(row)
        column.addStretch(1)
        self.setWidget(inside)

    def choose(self, kind_id: str) -> None:
        """Choose a kind as if a person had."""
        self._rows[kind_id].radio.setChecked(True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        chosen = self._group.checkedButton()
        if chosen is not None:
            self.ensureWidgetVisible(chosen.parentWidget() or chosen)

    def _on_toggled(self, row: _KindRow, kind_id: str, on: bool) -> None:
        row.mark()
        if on:
            self.ensureWidgetVisible(row)
            self.chosen.emit(kind_id)


class _KindRow(QFrame):
    """A radio button with its sentence; the whole row can be clicked."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__()
        self.setObjectName("kind")
        column = down(self, 0, margins_px=(8, 4, 8, 7))
        self.radio = QRadioButton(name)
        self.radio.setAccessibleDescription(sentence)
        told = label(sentence, "caption")
        told.setContentsMargins(24, 0, 0, 0)
        told.setWordWrap(True)
        column.addWidget(self.radio)
        column.addWidget(told)

    def mark(self) -> None:
        """Tint the row that is chosen."""
        self.setProperty("on", self.radio.isChecked())
        self.style().unpolish(self)
        self.style().polish(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.radio.setChecked(True)
        self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
