"""Keys and buttons of playing: speed, loop, ticks and what is listened to, in the real window."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from lrc_studio.audio.player import Player
from lrc_studio.audio.ticks import Stamps
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.ui.actions import ACTIONS
from lrc_studio.ui.actions.bound import BoundActions
from lrc_studio.ui.main_window import MainWindow
from lrc_studio.ui.session import Session
from tests.audio.songs import tone
from tests.ui.fakes import HandOutput
from tests.ui.menu_hand import choose
from tests.ui.songs import put_sound

RATE_HZ = 8_000


class Played:
    """What the player was asked to play, as (from, until, loop, gap)."""

    def __init__(self, player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[tuple[object, ...]] = []
        real = player.play

        def play(
            from_ms: float | None = None, until_ms: float | None = None, loop: bool = False, gap_ms: int = 0
        ) -> None:
            self.asked.append((from_ms, until_ms, loop, gap_ms))
            real(from_ms, until_ms, loop, gap_ms)

        monkeypatch.setattr(player, "play", play)


@pytest.fixture
def opened(session: Session, some_lines: Lyrics) -> Session:
    """A song of twelve seconds and its lines, the second one current."""
    put_sound(session, tone(12.0, RATE_HZ), RATE_HZ)
    session.document.edit("take", lambda _old: some_lines)
    session.selection.select_one(1)
    session.change_settings(pre_roll_ms=250, post_roll_ms=100, loop_gap_ms=400)
    return session


@pytest.fixture
def played(opened: Session, monkeypatch: pytest.MonkeyPatch) -> Played:
    return Played(opened.player.player, monkeypatch)


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        (Qt.Key.Key_R, (2_750, 4_900, False, 400)),
        (Qt.Key.Key_S, (2_750, 4_900, False, 400)),
        (Qt.Key.Key_Q, (2_500, 3_000, False, 0)),
        (Qt.Key.Key_W, (4_800, 5_300, False, 0)),
        (Qt.Key.Key_E, (3_000, 3_500, False, 0)),
        (Qt.Key.Key_D, (4_300, 4_800, False, 0)),
        (Qt.Key.Key_T, (3_000, None, False, 0)),
        (Qt.Key.Key_L, (2_750, 4_900, True, 400)),
    ],
)
def test_each_audition_key_plays_its_stretch(
    window: MainWindow, played: Played, key: Qt.Key, wanted: tuple[object, ...]
) -> None:
    QTest.keyClick(window, key)
    assert played.asked == [wanted]


def test_several_selected_lines_are_one_stretch(window: MainWindow, opened: Session, played: Played) -> None:
    opened.selection.select([1, 2], 2)
    QTest.keyClick(window, Qt.Key.Key_S)
    QTest.keyClick(window, Qt.Key.Key_Q)
    QTest.keyClick(window, Qt.Key.Key_R)
    assert [asked[:2] for asked in played.asked] == [(2_750, 6_900), (2_500, 3_000), (4_750, 6_900)]


def test_the_length_of_an_audition_is_a_setting(window: MainWindow, opened: Session, played: Played) -> None:
    opened.change_settings(audition_ms=200)
    QTest.keyClick(window, Qt.Key.Key_E)
    assert played.asked == [(3_000, 3_200, False, 0)]


def test_a_loop_goes_round_and_is_left_by_the_same_key(
    window: MainWindow, opened: Session, actions: BoundActions, output: HandOutput
) -> None:
    QTest.keyClick(window, Qt.Key.Key_L)
    assert actions.by_id("play.loop").isChecked()
    output.advance(2_150 + 400 + 100)
    assert opened.player.position_ms == pytest.approx(2_850, abs=60)
    QTest.keyClick(window, Qt.Key.Key_L)
    assert not opened.player.looping
    assert opened.player.playing
    output.advance(5_000)
    assert opened.player.position_ms > 7_000


def test_a_loop_moves_with_the_times_of_its_line(window: MainWindow, opened: Session, output: HandOutput) -> None:
    opened.change_settings(pre_roll_ms=0, post_roll_ms=0, loop_gap_ms=0)
    QTest.keyClick(window, Qt.Key.Key_L)
    output.advance(100)
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    line = opened.document.lyrics.lines[1]
    assert line.start_ms == 3_300
    assert line.end_ms is not None
    assert opened.player.position_ms == pytest.approx(3_100, abs=60)  # the lap goes on
    output.advance(line.end_ms - 3_100 + 100)
    assert opened.player.looping
    assert opened.player.position_ms == pytest.approx(3_400, abs=60)


def test_speed_keys_go_through_the_steps_and_back(window: MainWindow, opened: Session, qtbot: QtBot) -> None:
    shown = window.editor.transport.findChild(QToolButton, "speed")
    assert isinstance(shown, QToolButton)
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_Minus)
    assert opened.player.speed == 0.5
    qtbot.waitUntil(lambda: shown.text() == "0.50×", timeout=5_000)
    assert (shown.text(), shown.accessibleName()) == ("0.50×", "Speed 0.50×")
    for _ in range(9):
        QTest.keyClick(window, Qt.Key.Key_Plus)
    assert opened.player.speed == 2.0
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert opened.player.speed == 1.0


def test_ticks_follow_the_lyrics_while_they_are_on(
    window: MainWindow, opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[list[int] | None] = []
    monkeypatch.setattr(
        opened.player.player, "tick_at", lambda stamps: given.append(stamps and [int(at) for at in stamps.frames])
    )
    QTest.keyClick(window, Qt.Key.Key_K)
    assert given == [[8_000, 24_000, 40_000, 56_000, 72_000]]
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert given[-1] == [8_000, 24_080, 40_000, 56_000, 72_000]
    QTest.keyClick(window, Qt.Key.Key_K)
    assert given[-1] is None


def test_words_tick_too(window: MainWindow, opened: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Stamps | None] = []
    monkeypatch.setattr(opened.player.player, "tick_at", given.append)
    words = (Word("Hold ", 1000, 1500), Word("on", 1500, 2000))
    opened.document.load(Lyrics((Line("Hold on", 1000, 2000, words),)))
    QTest.keyClick(window, Qt.Key.Key_K)
    assert given[-1] is not None
    assert (given[-1].frames.tolist(), given[-1].is_line.tolist()) == ([8_000, 12_000], [True, False])


def test_keys_go_through_the_song(window: MainWindow, opened: Session) -> None:
    ctrl, at = Qt.KeyboardModifier.ControlModifier, opened.player
    at.seek(4_000)
    QTest.keyClick(window, Qt.Key.Key_Down, ctrl)
    assert (at.position_ms, opened.selection.current) == (5_000, 2)
    QTest.keyClick(window, Qt.Key.Key_Up, ctrl)
    assert (at.position_ms, opened.selection.current) == (3_000, 1)
    at.seek(3_300)  # so near behind a start the line before is meant
    QTest.keyClick(window, Qt.Key.Key_Up, ctrl)
    assert (at.position_ms, opened.selection.current) == (1_000, 0)
    at.seek(3_000)
    opened.change_settings(seek_ms=2_000)
    QTest.keyClick(window, Qt.Key.Key_Right)
    QTest.keyClick(window, Qt.Key.Key_Right)
    QTest.keyClick(window, Qt.Key.Key_Left)
    assert at.position_ms == 5_000
    QTest.keyClick(window, Qt.Key.Key_Home, ctrl)
    assert at.position_ms == 0


def test_the_vocal_centre_is_listened_to_by_its_key(window: MainWindow, opened: Session) -> None:
    for wanted in (True, False):
        QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ShiftModifier)
        assert opened.player.voice_wanted is wanted


def test_the_pre_roll_of_the_transport_is_the_setting(window: MainWindow, opened: Session) -> None:
    box = window.editor.transport.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert box.currentText() == "0.25 s"
    at = box.findText("2.0 s")
    box.setCurrentIndex(at)
    box.activated.emit(at)
    assert opened.settings.pre_roll_ms == 2_000


def test_the_length_tells_where_the_file_is_wrong_and_what_it_takes_of_the_disk(
    window: MainWindow, opened: Session
) -> None:
    sound = opened.song.sound
    assert sound is not None
    shown = next(found for found in window.editor.transport.findChildren(QLabel) if found.text().startswith("/ "))
    assert shown.toolTip() == ""
    sound.truth, sound.kept = "It claims to last 0:13.000.", "file"
    sound._frames = 1_000_000
    opened.song.changed.emit()
    told = "It claims to last 0:13.000. While it is open it takes 4 MB of the disk for temporary files."
    assert shown.toolTip() == told


def test_no_other_action_has_a_key_of_the_play_menu() -> None:
    keys = Counter(key for action in ACTIONS for key in action.keys)
    shared = {key for action in ACTIONS if action.menu == "Play" for key in action.keys if keys[key] > 1}
    assert shared <= {"Space"}  # plays or stamps, by the mode


def test_how_the_view_follows_is_chosen_in_the_menu(opened: Session, window: MainWindow, output: HandOutput) -> None:
    view, by_pages, centred = opened.viewport, "Follow by pages", "Follow with the playhead centred"
    view.set_song(12_000, fresh=True)
    view.show(0, 2000)
    opened.player.play(0)
    choose(window, "View", centred)
    output.advance(4000)
    opened.player._on_frame()
    assert (view.from_ms + view.to_ms) / 2 == pytest.approx(opened.player.position_ms, abs=20)
    choose(window, "View", by_pages)
    output.advance(300)
    opened.player._on_frame()
    assert (view.from_ms, view.to_ms) == pytest.approx((3000, 5000), abs=20)  # the page holds until its end
    output.advance(1500)
    opened.player._on_frame()
    assert 5000 < view.from_ms < opened.player.position_ms < view.to_ms
    choose(window, "View", "Follow while playing")
    output.advance(3000)
    opened.player._on_frame()
    assert view.from_ms < 6000 < view.to_ms < opened.player.position_ms
