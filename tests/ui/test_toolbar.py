"""The toolbar's cover: any picture as a small square, read once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtGui import QColor, QImage, qGreen, qRed
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from lrc_studio.audio.tags import SongTags
from lrc_studio.ui.main_window import MainWindow
from lrc_studio.ui.session import Session
from lrc_studio.ui.toolbar import Toolbar


def jpeg(width_px: int, height_px: int, colour: str) -> bytes:
    """A plain picture of this size."""
    image = QImage(width_px, height_px, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(held, "JPEG")  # type: ignore[call-overload]
    return bytes(held.data().data())


def shown(toolbar: Toolbar) -> QImage:
    """The cover as it stands in the toolbar."""
    return label(toolbar).pixmap().toImage()


def label(toolbar: Toolbar) -> QLabel:
    found = toolbar.findChild(QLabel, "cover")
    assert isinstance(found, QLabel)
    return found


def take(session: Session, cover: bytes | None) -> None:
    session.song.take(Path("song.mp3"), SongTags(title="Song", artist=None, album=None, cover=cover, lyrics=None), None)


@pytest.fixture
def toolbar(window: MainWindow) -> Toolbar:
    """The window's toolbar."""
    found = window.findChild(Toolbar)
    assert isinstance(found, Toolbar)
    return found


def test_a_large_oblong_cover_fills_the_square(session: Session, toolbar: Toolbar) -> None:
    take(session, jpeg(2400, 1200, "#ff0000"))
    picture = shown(toolbar)
    for at in (QPoint(17, 2), QPoint(17, 17), QPoint(2, 17), QPoint(31, 17)):
        assert qRed(picture.pixel(at)) > 240 > 30 > qGreen(picture.pixel(at))


def test_a_broken_cover_and_none_show_the_note(session: Session, toolbar: Toolbar) -> None:
    take(session, None)
    note = shown(toolbar)
    take(session, jpeg(64, 64, "#ff0000"))
    assert shown(toolbar) != note
    take(session, b"no picture")
    assert shown(toolbar) == note


def test_a_growing_song_reads_its_cover_once(session: Session, toolbar: Toolbar) -> None:
    take(session, jpeg(64, 64, "#ff0000"))
    before = label(toolbar).pixmap().cacheKey()
    session.song.grew.emit()
    assert label(toolbar).pixmap().cacheKey() == before


def test_a_cover_of_many_bytes_comes_after_the_songs_first_look(
    session: Session, toolbar: Toolbar, qtbot: QtBot
) -> None:
    large = jpeg(64, 64, "#ff0000") + bytes(300_000)
    take(session, None)
    note = shown(toolbar)
    take(session, large)
    assert shown(toolbar) == note
    qtbot.waitUntil(lambda: qRed(shown(toolbar).pixel(17, 2)) > 240 > 30 > qGreen(shown(toolbar).pixel(17, 2)))


def test_a_late_cover_is_not_shown_for_another_song(session: Session, toolbar: Toolbar, qtbot: QtBot) -> None:
    take(session, None)
    note = shown(toolbar)
    take(session, jpeg(64, 64, "#ff0000") + bytes(300_000))
    take(session, jpeg(64, 64, "#00ff00") + bytes(300_000))
    qtbot.waitUntil(lambda: shown(toolbar) != note)
    assert qGreen(shown(toolbar).pixel(17, 2)) > 240 > 30 > qRed(shown(toolbar).pixel(17, 2))
