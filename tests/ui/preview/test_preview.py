"""The karaoke preview: its wipe follows the player's clock, in the panel and full screen."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lrc_studio.app import Studio
from lrc_studio.audio.decode import SongFacts
from lrc_studio.audio.sound import Sound
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.ui.preview.full import FullStage
from lrc_studio.ui.preview.view import KaraokeView, stage_colour
from lrc_studio.ui.session import Session
from tests.ui.fakes import HandOutput

WORDS = (Word("Hold ", 1000, 2000), Word("on ", 2000, 3000), Word("tight", 3000, 5000))
SONG = Lyrics((Line("Hold on tight", 1000, 5000, WORDS), Line("Harbour lights", 6000, 8000)))


@pytest.fixture
def stage(studio: Studio, session: Session) -> KaraokeView:
    """The preview in the side panel, opened by its key, over a minute of quiet."""
    sound = Sound(SongFacts(60_000, 8000, 2, "wav"), 8000)
    sound.append(np.zeros((60 * 8000, 2), np.int16))
    sound.finish()
    session.player.player.load(sound)
    session.song.take(None, None, sound)
    session.document.load(SONG)
    session.selection.select_one(0)
    studio.window.editor.table.setFocus()
    QTest.keyClick(studio.window.editor.table, Qt.Key.Key_P)
    QCoreApplication.processEvents()
    found = studio.window.editor.side.preview
    assert found.isVisible()
    return found


def share(view: KaraokeView, colour: QColor) -> float:
    """The mean x, from 0 to 1, up to which that colour is seen in the picture."""
    image: QImage = view.grab().toImage()
    places = [x for x in range(image.width()) for y in range(0, image.height(), 2) if image.pixelColor(x, y) == colour]
    return max(places, default=0) / image.width()


def test_the_wipe_follows_the_clock(stage: KaraokeView, session: Session) -> None:
    sung, before = stage_colour("data.voice1"), 0.0
    for ms in (1500, 2500, 3500, 4900):
        session.player.seek(ms)
        QCoreApplication.processEvents()
        here = share(stage, sung)
        assert here > before
        before = here
    session.player.seek(500)
    QCoreApplication.processEvents()
    assert share(stage, sung) == 0


def test_it_moves_while_the_song_plays(stage: KaraokeView, session: Session, output: HandOutput, qtbot: QtBot) -> None:
    session.player.play(1000)
    output.advance(1500)
    qtbot.waitUntil(lambda: stage.scene.sung > 5, timeout=3000)
    assert stage.scene.current == 0


def test_it_is_dark_in_every_theme_and_says_what_is_missing(stage: KaraokeView, session: Session) -> None:
    session.change_settings(theme="light")
    QCoreApplication.processEvents()
    assert stage.grab().toImage().pixelColor(2, 2) == stage_colour("data.canvas")
    session.document.load(Lyrics((Line("not timed"),)))
    assert stage.scene.current is None


def test_long_lines_and_other_scripts_are_drawn(stage: KaraokeView, session: Session) -> None:
    texts = ("word " * 60, "灯台の火が波をかぞえる", "אני הולך הביתה", "")
    session.document.load(
        Lyrics(
            tuple(
                Line(text, 1000 + row * 3000, 3500 + row * 3000, voice="AB"[row % 2]) for row, text in enumerate(texts)
            )
        )
    )
    for ms in (2000, 5000, 8000, 11_000):
        session.player.seek(ms)
        QCoreApplication.processEvents()
        assert not stage.grab().isNull()


def test_full_screen_opens_by_its_key_plays_by_space_and_is_left(studio: Studio, stage: KaraokeView) -> None:
    QTest.keyClick(studio.window.editor.table, Qt.Key.Key_F11)
    full = studio.window.findChild(FullStage)
    assert full is not None
    assert full.isFullScreen()
    QTest.keyClick(full, Qt.Key.Key_Space)
    assert studio.session.player.playing
    QTest.keyClick(full, Qt.Key.Key_Right)
    assert studio.session.player.position_ms >= 5000
    QTest.keyClick(full, Qt.Key.Key_Escape)
    assert not full.isVisible()
    studio.session.player.player.pause()


def test_the_key_puts_the_panel_away_again(studio: Studio, stage: KaraokeView, session: Session) -> None:
    QTest.keyClick(studio.window.editor.table, Qt.Key.Key_P)
    assert not stage.isVisible()
    QTest.keyClick(studio.window.editor.table, Qt.Key.Key_P)
    assert stage.isVisible()
