"""A folder of songs dropped on the window: timed here or at the service, paused, gone on with after a restart."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from lrc_studio.providers.limits import PREMIUM, Tier
from lrc_studio.ui.dialogs.folder import FolderDialog
from lrc_studio.ui.dialogs.question import QuestionDialog
from lrc_studio.ui.joblist.batch_row import BatchRow
from lrc_studio.workflows.services import keep_tier
from tests.emulator import Emulator, Script
from tests.ui.services.at_work import Hands, click
from tests.ui.services.conftest import End, Start
from tests.ui.services.hand_clock import HandClock
from tests.ui.songs import button, make_song, texts
from tests.ui.test_main_job import drop
from tests.ui.waiting import until

WORDS = "Hold on tight\nLet the harbour sleep\n"


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """Three songs, one with an LRC file; each of its own sound."""
    folder = tmp_path / "Album"
    for number in range(3):
        make_song(folder / f"Song {number}.wav", 1.0 + number / 4)
    (folder / "Song 2.lrc").write_text("[00:01.00]mine\n", "utf-8")
    return folder


async def dropped(hands: Hands, album: Path) -> FolderDialog:
    drop(hands.studio.window, album)
    await until(lambda: hands.has_dialog(FolderDialog) and not hands.session.jobs.running("key-look"))
    found = hands.dialog()
    assert isinstance(found, FolderDialog)
    return found


async def over(hands: Hands, seconds: float = 60.0) -> None:
    """Let time pass until the folder is over."""

    def done() -> bool:
        if hands.clock.asleep:
            hands.clock.advance(seconds)
        return not hands.services.batches.at_work

    await until(done)


def row(hands: Hands) -> BatchRow:
    """The folder's row in the Jobs panel."""
    found = hands.panel().findChild(BatchRow)
    assert isinstance(found, BatchRow)
    return found


def test_a_folder_at_the_service(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, album: Path, key: str
) -> None:
    async def send() -> None:
        dialog = await dropped(hands, album)
        assert "2 songs in “Album”" in texts(dialog)
        assert "1 song had one before and is left alone." in texts(dialog)
        hands.card("AI LRC Generator")
        assert dialog.primary.text() == "Send 2 songs"
        assert "Sends 2 songs (" in texts(dialog)
        click(dialog.primary)
        await until(lambda: hands.services.batches.at_work)
        await over(hands)
        await until(lambda: "2 done, 1 had an LRC file" in texts(row(hands)))
        assert "2 songs of “Album” timed" in [toast.text for toast in hands.told.toasts]
        assert emulator.journal.count("POST") == 2
        assert hands.services.listed() == ()

    runner.run(send())
    assert (album / "Song 0.lrc").read_text("utf-8").count("[00:") > 0
    assert (album / "Song 2.lrc").read_text("utf-8") == "[00:01.00]mine\n"


def test_a_folder_says_what_is_sent_and_what_comes_from_kept_answers(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, album: Path, tmp_path: Path, key: str
) -> None:
    shutil.copy(album / "Song 1.wav", album / "Song 1 again.wav")
    make_song(album / "Song 3.wav", 3.0)
    (album / "Song 4.wav").write_bytes(b"no sound at all")

    async def look() -> None:
        emulator.script(Script(queue=0, processing_s=30))
        await hands.open(shutil.copy(album / "Song 0.wav", tmp_path / "Elsewhere.wav"))
        await hands.sent()
        await hands.until_state("succeeded")
        await until(lambda: not hands.services.at_work)
        hands.session.document.mark_saved()
        emulator.script(Script(queue=0, processing_s=100_000))
        await hands.open(album / "Song 3.wav")
        await hands.sent()
        dialog = await dropped(hands, album)
        hands.card("AI LRC Generator")
        assert "5 songs in “Album”" in texts(dialog)
        assert dialog.primary.text() == "Send 1 song"
        assert "Sends 1 song (" in texts(dialog)
        assert (
            ", 1 comes from an answer kept here, 1 is at the service already, 1 is the same as another, "
            "1 cannot be timed there" in texts(dialog)
        )
        dialog.reject()
        hands.services.do("stop", hands.job.id)
        await until(lambda: not hands.services.at_work)
        hands.session.document.mark_saved()

    runner.run(look())


def test_a_folder_on_this_computer(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.ui.test_syncing import timed

    (album / "Song 0.txt").write_text(WORDS, "utf-8")
    monkeypatch.setattr("lrc_studio.workflows.sync.sync_offline", lambda path, lyrics, report: timed(lyrics, 0.9))

    async def time() -> None:
        dialog = await dropped(hands, album)
        assert dialog.cards.offer.label == "Offline"
        assert dialog.primary.text() == "Time 1 song on this computer"
        assert "1 song has no lyrics to be timed" in dialog.cards.offer.sentence
        click(dialog.primary)
        await until(lambda: "1 done, 1 had an LRC file, 1 not done" in texts(row(hands)))
        click(button(row(hands), "Show the songs"))
        songs = row(hands).findChild(QListWidget)
        assert songs is not None
        said = [songs.item(place).text() for place in range(songs.count())]
        assert [words.partition(": ")[0] for words in said] == [
            "Song 0   done",
            "Song 1   not done",
            "Song 2   had an LRC file",
        ]
        assert "done: LRC will not keep " in said[0]
        assert "LRC will not keep " in songs.item(0).toolTip()
        assert "lyrics" in said[1]
        assert "has no lyrics yet" in songs.item(1).toolTip()
        assert hands.told.toasts[-1].text == "1 song of “Album” timed, 1 not done"

    runner.run(time())
    assert (album / "Song 0.lrc").exists()
    assert emulator.journal.count() == 0


def test_a_folder_is_paused_and_goes_on_after_a_restart(
    hands: Hands,
    start: Start,
    end: End,
    runner: asyncio.Runner,
    emulator: Emulator,
    clock: HandClock,
    album: Path,
    key: str,
) -> None:
    async def stop() -> None:
        dialog = await dropped(hands, album)
        hands.card("AI LRC Generator")
        click(dialog.primary)
        await until(lambda: emulator.journal.count("POST") == 2 and hands.clock.asleep)
        await until(lambda: row(hands).isVisible())
        click(button(row(hands), "Pause"))
        await until(lambda: "paused" in texts(row(hands)))
        hands.studio.window.close()
        await until(lambda: hands.has_dialog(QuestionDialog))
        assert "Stop timing the folder?" in texts(hands.dialog())
        click(button(hands.dialog(), "Close the program"))

    runner.run(stop())
    end(hands.studio)
    again = Hands(start(), clock)

    async def go_on() -> None:
        await again.begin()
        assert "Stopped before its end. What is done stays done." in texts(row(again))
        assert row(again)._songs_toggle.isHidden()
        click(button(row(again), "Go on"))
        await until(lambda: again.services.batches.at_work)
        await over(again)
        await until(lambda: "2 done" in texts(row(again)))

    runner.run(go_on())
    assert emulator.journal.count("POST") == 2
    assert (album / "Song 1.lrc").exists()


def test_a_folder_without_songs_is_said(hands: Hands, runner: asyncio.Runner, tmp_path: Path) -> None:
    empty = tmp_path / "Empty"
    empty.mkdir()

    async def look() -> None:
        drop(hands.studio.window, empty)
        await until(lambda: hands.told.toasts)
        assert hands.told.toasts[-1].text == "There are no songs in “Empty”"

    runner.run(look())


def test_a_folder_that_cannot_be_read_is_told(hands: Hands, runner: asyncio.Runner, tmp_path: Path) -> None:
    async def look() -> None:
        hands.services.take_folder(tmp_path / "gone")
        await until(lambda: "trouble" in hands.told.banners)
        assert "gone" in hands.told.said("trouble")

    runner.run(look())


def test_songs_too_large_are_sent_as_copies_and_that_is_said_before(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, album: Path, key: str
) -> None:
    keep_tier("ailrc", Tier("Other numbers", PREMIUM.windows, 2**20))
    make_song(album / "Song 1.wav", 70.0)
    (album / "Song 3.mp3").write_bytes(b"no song")

    async def send() -> None:
        dialog = await dropped(hands, album)
        hands.card("AI LRC Generator")
        assert "1 of them as a smaller copy made here" in texts(dialog)
        click(dialog.primary)
        await until(lambda: hands.services.batches.at_work)
        await over(hands)
        await until(lambda: "2 done, 1 had an LRC file, 1 not done" in texts(row(hands)))
        click(button(row(hands), "Show the songs"))
        listed = row(hands).findChild(QListWidget)
        assert isinstance(listed, QListWidget)
        await until(lambda: listed.count() == 4)
        assert listed.item(3).text().startswith("Song 3   not done: ")
        await until(lambda: listed.viewport().rect().contains(listed.visualItemRect(listed.item(3))))

    runner.run(send())
    sent = [entry.fields["file"] for entry in emulator.journal.all("POST")]
    assert sorted(name.rpartition(".")[2] for name in sent) == ["mp3", "wav"]


def test_the_folder_comes_back_after_its_key(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, album: Path
) -> None:
    async def enter() -> None:
        dialog = await dropped(hands, album)
        hands.card("AI LRC Generator")
        assert dialog.primary.text() == "Enter key"
        click(dialog.primary)
        keys = await hands.key_dialog()
        QTest.keyClicks(keys.field, emulator.key("premium"))
        keys.place.setCurrentIndex(keys.place.findData("run"))
        click(keys.keep)
        await until(lambda: hands.has_dialog(FolderDialog))
        again = hands.dialog()
        assert isinstance(again, FolderDialog)
        await until(lambda: again.primary.text() == "Send 2 songs")
        again.reject()

    runner.run(enter())
