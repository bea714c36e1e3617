"""A hand that presses keys where the focus is, while a song goes on by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics
from tests.ui.fakes import HandOutput

PLAIN = Lyrics((Line("Hold on tight"), Line(""), Line("Harbour lights"), Line("Keep one")))
"""What the hand times, none of it timed yet."""


class Hand:
    """Presses keys where the focus is, while the song goes on by itself."""

    def __init__(self, studio: Studio, output: HandOutput) -> None:
        self.session, self.window, self._output = studio.session, studio.window, output
        self.start_ms = 0.0

    @property
    def target(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def at(self, ms: float) -> Hand:
        """Let the song play until this time is heard."""
        self._output.advance((ms - self.session.player.player.position_ms) / self.session.player.speed)
        return self

    def press(self, key: Qt.Key) -> None:
        QTest.keyPress(self.target, key)

    def release(self, key: Qt.Key) -> None:
        QTest.keyRelease(self.target, key)

    def click(self, key: Qt.Key) -> None:
        self.press(key)
        self.release(key)

    def repeat(self, key: Qt.Key) -> None:
        """What a keyboard sends while a key is held."""
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", True)
            QApplication.sendEvent(self.target, event)

    @property
    def starts(self) -> list[int | None]:
        return [line.start_ms for line in self.session.document.lyrics.lines]

    def words(self, row: int = 0) -> list[tuple[int | None, int | None]]:
        return [(word.start_ms, word.end_ms) for word in self.session.document.lyrics.lines[row].words]
