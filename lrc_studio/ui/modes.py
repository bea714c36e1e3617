"""How times are worked on now: edit or tap sync, by lines, words or syllables, and which unit is next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from lrc_studio.core.edits.units import LEVELS, Level, Unit, units
from lrc_studio.core.lyrics import Line
from lrc_studio.ui.document import Document


class Modes(QObject):
    """`changed()` follows a change of mode or level, `moved()` one of the unit that is next in the current line."""

    changed = Signal()
    moved = Signal()

    def __init__(self, document: Document, level: Level = "line", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._level: Level = level
        self._tapping = False
        self._row, self._place = document.selection.current, 0
        self._language: tuple[list[str], str] = ([], "")
        document.selection.changed.connect(self._on_selected)

    @property
    def level(self) -> Level:
        """What is timed one by one."""
        return self._level

    @level.setter
    def level(self, level: Level) -> None:
        if level in LEVELS and level != self._level:
            self._level, self._place = level, 0
            self.changed.emit()
            self.moved.emit()

    @property
    def tapping(self) -> bool:
        """Whether the keys write times (Tap sync)."""
        return self._tapping

    @tapping.setter
    def tapping(self, tapping: bool) -> None:
        if tapping != self._tapping:
            self._tapping = tapping
            self.changed.emit()

    @property
    def place(self) -> int:
        """The unit of the current line that is next, from 0."""
        return self._place

    @property
    def language(self) -> str:
        """The language that words are cut in: that of the song at the level of syllables, else ""."""
        return self.song_language if self._level == "syllable" else ""

    @property
    def song_language(self) -> str:
        """The language of the lyrics in two letters, "" where it is not known; found when it is asked for."""
        lyrics = self._document.lyrics
        if self._language[0] != (texts := [line.text for line in lyrics.lines]):
            from lrc_studio.align.language import guess_language

            self._language = (texts, guess_language("\n".join(texts)))
        return self._language[1]

    def units(self, line: Line) -> tuple[Unit, ...]:
        """The units of a line at this level."""
        return units(line, self._level, self.language)

    def go_to(self, row: int, place: int = 0) -> None:
        """Make a unit the next one, and its line current."""
        self._row, self._place = row, max(place, 0)
        if self._document.selection.current == row and self._document.selection.rows == (row,):
            self.moved.emit()
        else:
            self._document.selection.select_one(row)

    def _on_selected(self) -> None:
        row = self._document.selection.current
        if row != self._row:
            self._row, self._place = row, 0
        self.moved.emit()
