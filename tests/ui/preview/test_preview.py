"""The karaoke preview: its wipe follows the player's clock, in the panel and full screen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.ui.preview.colours import stage_colour
from lrc_studio.ui.preview.full import FullStage
from lrc_studio.ui.preview.placing import wait_bar
from lrc_studio.ui.preview.view import KaraokeView
from lrc_studio.ui.session import Session
from tests.ui.fakes import HandOutput
from tests.ui.songs import put_sound

WORDS = (Word("Hold ", 1000, 2000), Word("on ", 2000, 3000), Word("tight", 3000, 5000))
SONG = Lyrics((Line("Hold on tight", 1000, 5000, WORDS), Line("Harbour lights", 6000, 8000)))


class Watch(QObject):
    """Sums the areas that a view is asked to paint."""

    def __init__(self, view: KaraokeView) -> None:
        super().__init__(view)
        self.painted_px: list[int] = []
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent):
            self.painted_px.append(sum(part.width() * part.height() for part in event.region()))  # type: ignore[attr-defined]
        return False


@pytest.fixture
def stage(studio: Studio, session: Session) -> KaraokeView:
    """The preview in the side panel, opened by its key, over a minute of quiet."""
    put_sound(session, np.zeros((60 * 8000, 2), np.int16), 8000)
    session.document.load(SONG)
    session.selection.select_one(0)
    studio.window.editor.table.setFocus()
    QTest.keyClick(studio.window.editor.table, Qt.Key.Key_P)
    QCoreApplication.processEvents()
    found = studio.window.editor.side.preview
    assert found.isVisible()
    return found


@pytest.fixture
def full(studio: Studio, stage: KaraokeView) -> Iterator[FullStage]:
    """The stage full screen, opened by its key."""
    QTest.keyClick(studio.window.editor.table, Qt.Key.Key_F11)
    found = studio.window.findChild(FullStage)
    assert found is not None
    assert QTest.qWaitForWindowActive(found, 5000)
    yield found
    studio.session.player.player.pause()


def at(session: Session, ms: int) -> None:
    session.player.seek(ms)
    QCoreApplication.processEvents()


def places(view: KaraokeView, colour: QColor) -> list[float]:
    """The x, from 0 to 1, of all dots of that colour in the picture."""
    image: QImage = view.grab().toImage()
    wide, high = image.width(), image.height()
    return [x / wide for x in range(wide) for y in range(0, high, 2) if image.pixelColor(x, y) == colour]


def sung(view: KaraokeView, session: Session) -> list[float]:
    return places(view, stage_colour(session.theme, "data.voice1"))


def bar_px(view: KaraokeView, session: Session) -> int:
    """How much of the bar of a break is left."""
    assert view._stage.wait is not None
    bar, image = wait_bar(view._stage.wait, view._stage.scale), view.grab().toImage()
    colour = stage_colour(session.theme, "text.secondary")
    return sum(image.pixelColor(x, bar.top()) == colour for x in range(bar.left(), bar.right() + 1))


def test_the_wipe_follows_the_clock(stage: KaraokeView, session: Session) -> None:
    before = 0.0
    for ms in (1500, 2500, 3500, 4900):
        at(session, ms)
        here = max(sung(stage, session))
        assert here > before
        before = here
    at(session, 500)
    assert not sung(stage, session)


def test_it_moves_while_the_song_plays(stage: KaraokeView, session: Session, output: HandOutput, qtbot: QtBot) -> None:
    session.player.play(1000)
    output.advance(1500)
    qtbot.waitUntil(lambda: bool(stage.scene.current) and (stage.scene.current[0].chars or 0) > 5, timeout=3000)
    assert stage.scene.current[0].row == 0


def test_a_frame_paints_only_where_the_wipe_went(stage: KaraokeView, session: Session) -> None:
    at(session, 2500)
    watch = Watch(stage)
    at(session, 2516)
    assert len(watch.painted_px) == 1
    assert 0 < watch.painted_px[0] < stage.width() * stage.height() / 20
    before = stage.grab().toImage()
    stage.update()
    QCoreApplication.processEvents()
    assert stage.grab().toImage() == before


def test_a_line_without_words_lights_up_as_one(stage: KaraokeView, session: Session) -> None:
    at(session, 6000)
    assert not sung(stage, session)
    at(session, 6500)
    found = sung(stage, session)
    assert min(found) < 0.5 < max(found)


def test_right_to_left_is_wiped_from_the_right(stage: KaraokeView, session: Session) -> None:
    words = (Word("שלום ", 1000, 2000), Word("לך", 2000, 3000))
    session.document.load(Lyrics((Line("שלום לך", 1000, 3000, words),)))
    at(session, 1900)
    assert min(sung(stage, session)) > max(places(stage, stage_colour(session.theme, "text.primary"))) - 0.02


def test_words_that_run_the_other_way_are_wiped_their_own_way(stage: KaraokeView, session: Session) -> None:
    words = (Word("שלום ", 1000, 2000), Word("Home", 2000, 3000), Word(" לך", 3000, 4000))
    session.document.load(Lyrics((Line("שלום Home לך", 1000, 4000, words),)))
    at(session, 3990)
    assert min(places(stage, stage_colour(session.theme, "text.primary")), default=0) < min(sung(stage, session)) + 0.05
    at(session, 4000)
    assert not places(stage, stage_colour(session.theme, "text.primary"))


def test_it_is_dark_in_every_theme_and_says_what_is_missing(stage: KaraokeView, session: Session) -> None:
    session.change_settings(theme="light")
    QCoreApplication.processEvents()
    assert stage.grab().toImage().pixelColor(2, 2) == stage_colour(session.theme, "data.canvas")
    session.document.load(Lyrics((Line("not timed"),)))
    assert stage.scene.current == ()
    assert places(stage, stage_colour(session.theme, "text.muted"))


def test_high_contrast_underlines_what_is_sung(stage: KaraokeView, session: Session) -> None:
    at(session, 2500)
    plain = len(sung(stage, session))
    session.change_settings(theme="high-contrast")
    QCoreApplication.processEvents()
    assert stage.grab().toImage().pixelColor(2, 2) == QColor("#000000")
    assert len(sung(stage, session)) > plain


def test_a_break_is_counted_down(stage: KaraokeView, session: Session) -> None:
    session.document.load(Lyrics((Line("at last", 20_000, 22_000, section="Chorus"),)))
    at(session, 5000)
    assert stage.scene.wait is not None
    assert (stage.scene.wait.left_ms, stage.scene.next) == (15_000, 0)
    early = bar_px(stage, session)
    watch = Watch(stage)
    at(session, 5010)
    assert sum(watch.painted_px) < stage.width() * stage.height() / 4
    at(session, 10_000)
    assert bar_px(stage, session) == pytest.approx(early * 2 / 3, abs=2)
    at(session, 17_000)
    assert [sung.row for sung in stage.scene.current] == [0]
    at(session, 20_500)
    assert stage.scene.wait is None
    assert sung(stage, session)


def test_long_lines_other_scripts_and_side_texts_stay_on_the_stage(stage: KaraokeView, session: Session) -> None:
    texts = ("word " * 60, "灯台の火が波をかぞえる", "אני הולך הביתה", "so 😀 so")
    lines = [
        Line(text, 1000 + row * 3000, 3500 + row * 3000, voice="AB"[row % 2], translation="what it means",
             romanization="how it is read", background=row == 3)
        for row, text in enumerate(texts)
    ]  # fmt: skip
    session.document.load(Lyrics(tuple(lines)))
    for ms in (2000, 5000, 8000, 11_000):
        at(session, ms)
        boxes = [placed.text.box.translated(placed.at) for placed in stage._stage.placed]
        assert boxes
        assert all(stage.rect().adjusted(-20, -20, 20, 20).contains(box) for box in boxes), (ms, boxes, stage.rect())
        assert not any(one.adjusted(0, 5, 0, -5).intersects(two.adjusted(0, 5, 0, -5))
                       for place, one in enumerate(boxes) for two in boxes[:place])  # fmt: skip


def test_full_screen_plays_by_its_keys_and_is_left(studio: Studio, full: FullStage) -> None:
    assert full.isFullScreen()
    QTest.keyClick(full, Qt.Key.Key_Space)
    assert studio.session.player.playing
    QTest.keyClick(full, Qt.Key.Key_Right)
    assert studio.session.player.position_ms >= 5000
    QTest.keyClick(full, Qt.Key.Key_Minus)
    assert studio.session.player.speed < 1
    QTest.keyClick(full, Qt.Key.Key_Escape)
    assert not full.isVisible()


def test_the_key_that_opened_it_closes_it_and_so_does_a_double_click(studio: Studio, full: FullStage) -> None:
    QTest.keyClick(full, Qt.Key.Key_F11)
    assert not full.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.mouseDClick(studio.window.editor.side.preview, Qt.MouseButton.LeftButton)
    again = studio.window.findChild(FullStage)
    assert again is not None
    QTest.mouseDClick(again, Qt.MouseButton.LeftButton)
    assert not again.isVisible()


def test_space_plays_full_screen_in_tap_sync_too(studio: Studio, full: FullStage) -> None:
    studio.session.modes.tapping = True
    before = studio.session.document.lyrics
    QTest.keyClick(full, Qt.Key.Key_Space)
    assert studio.session.player.playing
    assert studio.session.document.lyrics == before
    studio.session.modes.tapping = False


def test_the_key_puts_the_panel_away_again(studio: Studio, stage: KaraokeView, session: Session) -> None:
    QTest.keyClick(studio.window.editor.table, Qt.Key.Key_P)
    assert not stage.isVisible()
    QTest.keyClick(studio.window.editor.table, Qt.Key.Key_P)
    assert stage.isVisible()


@pytest.mark.parametrize("page", ["line", "raw", "problems"])
def test_behind_another_page_it_paints_nothing(stage: KaraokeView, session: Session, page: str) -> None:
    session.asked.emit(f"side:{page}")
    QCoreApplication.processEvents()
    watch = Watch(stage)
    at(session, 1500)
    at(session, 6500)
    assert not watch.painted_px
    session.asked.emit("side:preview")
    QCoreApplication.processEvents()
    assert stage.scene.current[0].row == 1


def test_the_panel_rests_below_the_full_screen_and_is_up_to_date_after(
    full: FullStage, stage: KaraokeView, session: Session
) -> None:
    watch, over = Watch(stage), Watch(full.view)
    for ms in (1500, 2500, 6500):
        at(session, ms)
    assert not watch.painted_px
    assert over.painted_px
    QTest.keyClick(full, Qt.Key.Key_Escape)
    QCoreApplication.processEvents()
    assert stage.scene.current[0].row == 1
    assert watch.painted_px
