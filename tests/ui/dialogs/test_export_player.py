"""What the export shows of its player: by mouse and keys, and without holding the window."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QSlider, QToolButton
from pytestqt.qtbot import QtBot

from lrc_studio import formats
from lrc_studio.app import Studio
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.ui.dialogs.export import ExportDialog
from lrc_studio.ui.dialogs.stage import Stage
from lrc_studio.ui.dialogs.strip import Strip
from lrc_studio.ui.dialogs.written import WrittenFile
from lrc_studio.ui.session import Session
from tests.ui.conftest import until
from tests.ui.dialogs.conftest import choose, option, options, preview
from tests.ui.songs import activate, button, texts

SONG = Lyrics(
    (
        Line("Hold on", 1000, 2000, (Word("Hold ", 1000, 1500), Word("on", 1500, 2000)), voice="Ann"),
        Line("Baby: stay", 3000, 4000, voice="Bob"),
        Line("Again", 5000, 6000),
        Line("Again", 25_000, 26_000, translation="Encore"),
    )
)


@pytest.fixture
def dialog(studio: Studio, session: Session, music: Path, qtbot: QtBot) -> ExportDialog:
    session.document.load(SONG)
    session.selection.select_one(2)
    session.asked.emit("export")
    opened = studio.window.findChildren(ExportDialog)[0]
    activate(opened)
    choose(opened, "mpv and ffmpeg")
    return opened


def stage(dialog: ExportDialog) -> str:
    return dialog.findChildren(Stage)[0].accessibleName()


def slider(dialog: ExportDialog) -> QSlider:
    return next(made for made in dialog.findChildren(QSlider) if made.accessibleName() == "Time in the player")


def marked(dialog: ExportDialog) -> list[str]:
    view = dialog.findChildren(WrittenFile)[0]
    return [mark.cursor.block().text() for mark in view.extraSelections()]


def test_the_screen_begins_at_the_current_line(dialog: ExportDialog) -> None:
    assert "What mpv will show" in texts(dialog)
    assert stage(dialog) == "At 0:05.000: Again"
    assert marked(dialog) == ["[00:05.00]Again"]


def test_keys_move_through_the_song(dialog: ExportDialog) -> None:
    slider(dialog).setFocus()
    QTest.keyClick(slider(dialog), Qt.Key.Key_Left)
    QTest.keyClick(slider(dialog), Qt.Key.Key_Left)
    assert stage(dialog) == "At 0:03.000: Baby: stay"
    assert marked(dialog) == ["[00:03.00]Baby: stay"]
    QTest.keyClick(slider(dialog), Qt.Key.Key_Home)
    assert stage(dialog) == "At 0:00.000: an empty screen"
    assert marked(dialog) == []


def test_a_click_on_a_row_or_on_the_strip_goes_there(dialog: ExportDialog) -> None:
    view = dialog.findChildren(WrittenFile)[0]
    place = view.cursorRect(view.textCursor()).center() + QPoint(30, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stage(dialog) == "At 0:01.000: Hold on"
    strip = dialog.findChildren(Strip)[0]
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(strip.width() - 2, 5))
    assert slider(dialog).value() > 25_000


def test_the_text_can_run_without_sound(dialog: ExportDialog, qtbot: QtBot) -> None:
    play = next(made for made in dialog.findChildren(QToolButton) if made.accessibleName() == "Play")
    slider(dialog).setValue(0)
    play.click()
    qtbot.waitUntil(lambda: slider(dialog).value() > 100)
    assert play.accessibleName() == "Pause"
    play.click()
    assert play.accessibleName() == "Play"
    slider(dialog).setValue(slider(dialog).maximum() - 50)
    play.click()
    qtbot.waitUntil(lambda: play.accessibleName() == "Play")


def test_what_stays_too_long_is_repaired_with_one_press(dialog: ExportDialog) -> None:
    assert "Line 3 stays for 20 s in mpv." in texts(dialog)
    QTest.mouseClick(button(dialog, "Add empty rows"), Qt.MouseButton.LeftButton)
    assert "[00:06.00]\n" in preview(dialog)
    assert "stays for" not in texts(dialog)
    assert option(dialog, "Empty rows in gaps").isChecked()
    slider(dialog).setValue(7000)
    assert stage(dialog) == "At 0:07.000: an empty screen"


def test_each_player_has_its_own_trouble(dialog: ExportDialog) -> None:
    assert "does not show" not in texts(dialog)
    choose(dialog, "Kodi")
    assert "Kodi does not show line 2." in texts(dialog)
    slider(dialog).setValue(3500)
    assert stage(dialog) == "At 0:03.500: Hold on"
    choose(dialog, "Any player")
    assert "Kodi does not show line 2." in texts(dialog)
    players = next(made for made in dialog.findChildren(QComboBox) if made.isVisible())
    assert players.currentText() == "Kodi"  # the one with the most trouble
    players.setFocus()
    QTest.keyClick(players, Qt.Key.Key_Home)
    assert players.currentText() == "mpv"
    assert stage(dialog) == "At 0:03.500: Baby: stay"


def test_more_is_kept_by_another_kind_of_file(dialog: ExportDialog) -> None:
    assert "2 voices" in texts(dialog)
    QTest.mouseClick(button(dialog, "Use TTML instead"), Qt.MouseButton.LeftButton)
    assert "TTML keeps all of it" in texts(dialog)
    assert preview(dialog).endswith("</tt>\n")
    assert "What AMLL will show" in texts(dialog)


def test_files_for_no_certain_player_have_no_screen(dialog: ExportDialog) -> None:
    choose(dialog, "Table (CSV)")
    assert not dialog.findChildren(Stage)[0].isVisible()
    assert marked(dialog) == []


def test_subtitles_are_shown_as_mpv_shows_them(dialog: ExportDialog, session: Session) -> None:
    session.document.load(Lyrics((Line("Long {one}", 1000, 6000), Line("Short", 2000, 3000))))
    choose(dialog, "SubRip")
    assert "What mpv will show" in texts(dialog)
    assert "mpv shows the text of line 1 in another way." in texts(dialog)
    slider(dialog).setValue(2500)
    assert stage(dialog) == "At 0:02.500: Short"
    slider(dialog).setValue(3500)
    assert stage(dialog) == "At 0:03.500: Long"
    slider(dialog).setValue(6000)
    assert stage(dialog) == "At 0:06.000: an empty screen"
    choose(dialog, "ASS karaoke")
    slider(dialog).setValue(3500)
    assert stage(dialog) == "At 0:03.500: Long {one}"


def test_choices_stay_where_a_person_took_them(dialog: ExportDialog) -> None:
    assert options(dialog) == [
        *("Empty row at the end", "Empty rows in gaps", "Repeated lines once", "Singers as v1:, [bg:]"),
        "Three digits · 01:05.698",
    ]
    option(dialog, "Repeated lines once").click()
    assert "[00:05.00][00:25.00]Again\n" in preview(dialog)
    choose(dialog, "LRCLIB")
    assert "[00:05.00][00:25.00]Again\n" in preview(dialog)
    choose(dialog, "Navidrome, Jellyfin")
    option(dialog, "Word times").click()
    assert "[00:01.00]Hold on\n" in preview(dialog)


LONGEST_MS = 100  # 30 on a common machine; this one may be slow, and all at once takes many times as long


def test_five_thousand_lines_do_not_hold_the_window(
    studio: Studio, session: Session, runner: asyncio.Runner, music: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tuple(Word(f"{text} ", 0, 10) for text in ("so", "many", "words", "in", "it"))
    line = Line("".join(word.text for word in words), 0, 900, words)
    session.document.load(Lyrics((line,) * 5000))
    worst_ms: dict[str, float] = {}

    def measured(owner: type, name: str) -> None:
        plain: Callable[..., object] = getattr(owner, name)

        def timed(*given: object) -> object:
            began_s = time.thread_time()
            result = plain(*given)
            worst_ms[name] = max(worst_ms.get(name, 0), 1000 * (time.thread_time() - began_s))
            return result

        monkeypatch.setattr(owner, name, timed)

    for owner, part in ((ExportDialog, "_on_made"), (ExportDialog, "_on_kind"), (WrittenFile, "_on_turn")):
        measured(owner, part)

    async def run() -> None:
        session.asked.emit("export")
        dialog = studio.window.findChildren(ExportDialog)[0]
        view = dialog.findChildren(WrittenFile)[0]
        await until(lambda: button(dialog, "Export").isEnabled() and view.whole)
        for name in ("Navidrome, Jellyfin", "Apple style, AMLL", "Any player"):
            choose(dialog, name)
            assert not button(dialog, "Export").isEnabled()
            await until(lambda: button(dialog, "Export").isEnabled() and view.whole)
            assert preview(dialog).count("\n") >= 5000
        dialog.reject()
        await until(lambda: not studio.window.findChildren(ExportDialog))

    runner.run(run())
    assert len(worst_ms) == 3
    assert max(worst_ms.values()) < LONGEST_MS, worst_ms


def test_a_file_that_cannot_be_written_leaves_nothing_of_the_last_one(
    dialog: ExportDialog, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(dialog, "WebVTT")
    assert "as it will be written" in texts(dialog)
    choose(dialog, "Any player")
    assert "Three digits · 01:05.698" in options(dialog)
    forgetful = replace(formats.by_id("ass"), write=lambda *_: "[Events]\n")
    monkeypatch.setattr(formats, "FORMATS", tuple(forgetful if fmt.id == "ass" else fmt for fmt in formats.FORMATS))
    session.document.load(Lyrics((Line("a b", 1000, 4000),)))
    choose(dialog, "ASS karaoke")
    assert "would not read back the same at line 1, “a b”" in texts(dialog)
    assert "as it will be written" not in texts(dialog)
    assert preview(dialog) == ""
    assert options(dialog) == []  # those of ASS, not of the kind before
    assert not any(stage.isVisible() for stage in dialog.findChildren(Stage))
    choose(dialog, "SubRip")
    assert "as it will be written" in texts(dialog)
    session.document.mark_saved()


def test_colours_do_not_cut_an_emoji_in_half(studio: Studio, session: Session) -> None:
    written = WrittenFile(session)
    row = "[00:01.00]\N{MICROPHONE}<00:02.00>on \N{MICROPHONE}"
    written.show_file(f"{row}\n")
    shown = written.document().firstBlock().layout().formats()
    accent = session.theme.colour("accent.text")
    coloured = [(part.start, part.length) for part in shown if part.format.foreground().color() == accent]
    assert coloured == [(0, 10), (12, 10)]  # an emoji is two of Qt's places
    assert max(part.start + part.length for part in shown) == len(row) + 2
    written.deleteLater()
