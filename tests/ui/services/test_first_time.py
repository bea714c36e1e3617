"""What a person meets who uses a service for the first time: by mouse and keys, in the real window."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QToolButton, QWidget

from lrc_studio.providers.limits import PREMIUM, Tier
from lrc_studio.storage.jobs import JobState, JobStore
from lrc_studio.storage.secrets import Secrets
from lrc_studio.ui.dialogs.provider_card import ProviderCard
from lrc_studio.ui.dialogs.provider_picker import ProviderPicker
from lrc_studio.ui.services.connection import Connection
from lrc_studio.workflows.services import keep_tier
from tests.emulator import Emulator, Script, faults
from tests.ui.services.at_work import Hands, click
from tests.ui.songs import TEXT, button, make_song, texts
from tests.ui.waiting import until

TITLE = "Harbour Lights"
SERVICE = "AI LRC Generator"


def jobs_button(hands: Hands) -> QToolButton:
    return next(made for made in hands.studio.window.findChildren(QToolButton) if made.objectName() == "jobs")


def whole(part: QWidget) -> bool:
    """Whether all of a widget is inside of those around it."""
    around = part.parentWidget()
    while around is not None and not around.isWindow():
        at = part.mapTo(around, QPoint(0, 0))
        if not around.rect().contains(part.rect().translated(at)):
            return False
        around = around.parentWidget()
    return True


def test_the_jobs_button_shows_whether_the_panel_is_open(hands: Hands) -> None:
    made = jobs_button(hands)
    for opened in (True, False, True):
        click(made)
        assert (hands.services.panel_open, made.isChecked()) == (opened, opened)
    QTest.keyClick(
        hands.studio.window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert (hands.services.panel_open, made.isChecked()) == (False, False)


def test_what_the_empty_panel_says_is_not_cut_off(hands: Hands, runner: asyncio.Runner) -> None:
    async def look() -> None:
        click(jobs_button(hands))
        panel = hands.panel()
        said = next(part for part in panel.findChildren(QLabel) if part.text().startswith("Songs sent to a service"))
        await until(lambda: said.width() > 100 and said.height() >= said.heightForWidth(said.width()))

    runner.run(look())


def test_a_song_without_words_is_offered_to_a_service(
    hands: Hands, runner: asyncio.Runner, song: Path, key: str
) -> None:
    async def offer() -> None:
        await hands.open(song)
        click(button(hands.studio.window, "Ask a service"))
        await hands.looked()
        picker = hands.dialog()
        assert isinstance(picker, ProviderPicker)
        await until(lambda: picker.cards.offer.label == SERVICE)
        assert picker.primary.isEnabled()
        assert picker.primary.text() == "Send song (32 kB)"
        hands.card("Offline")
        assert (picker.primary.text(), picker.primary.isEnabled()) == ("Time the lines", False)
        hands.services.look_at_song()
        await hands.looked()
        assert picker.cards.offer.label == "Offline"
        picker.reject()

    runner.run(offer())


def test_the_picker_grows_with_what_is_found_out(hands: Hands, runner: asyncio.Runner, song: Path, key: str) -> None:
    keep_tier("ailrc", Tier("Other numbers", PREMIUM.windows, 2**20))
    make_song(song, 70.0)

    async def grow() -> None:
        await hands.open(song)
        click(button(hands.studio.window, "Ask a service"))
        await hands.looked()
        picker = hands.dialog()
        assert isinstance(picker, ProviderPicker)
        await until(lambda: "Sends a copy of the song" in texts(picker))
        assert "made on this computer, is sent instead" in picker.cards.offer.sentence
        await until(lambda: all(whole(card) for card in picker.findChildren(ProviderCard)))
        picker.reject()

    runner.run(grow())


def test_every_account_is_in_sight_when_the_choice_opens(hands: Hands, runner: asyncio.Runner) -> None:
    async def choose() -> None:
        hands.services.ask_key()
        dialog = await hands.key_dialog()
        for box in dialog.findChildren(QComboBox):
            click(box)
            view = box.view()
            await until(view.isVisible)
            last = view.visualRect(view.model().index(box.count() - 1, 0))
            assert view.viewport().rect().contains(last)
            assert last.height() >= 28
            QTest.keyClick(view, Qt.Key.Key_Escape)
            await until(lambda view=view: not view.isVisible())  # type: ignore[misc]
        dialog.reject()

    runner.run(choose())


def test_what_was_said_of_another_key_goes(hands: Hands, runner: asyncio.Runner, emulator: Emulator) -> None:
    async def edit() -> None:
        hands.services.ask_key()
        dialog = await hands.key_dialog()
        QTest.keyClicks(dialog.field, emulator.key("revoked"))
        click(dialog.test)
        await until(lambda: "refused" in dialog.told.text())
        assert "revoked or expired" in dialog.told.text()
        assert "kept" not in dialog.told.text()
        QTest.keyClick(dialog.field, Qt.Key.Key_Backspace)
        assert dialog.told.text() == ""
        dialog.reject()

    runner.run(edit())


def test_a_test_that_fails_unforeseen_comes_to_an_end(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(Connection, "desk_for", fails)

    async def test() -> None:
        hands.services.ask_key()
        dialog = await hands.key_dialog()
        QTest.keyClicks(dialog.field, emulator.key("pro"))
        click(dialog.test)
        await until(lambda: "could not be finished" in dialog.told.text())
        assert dialog.test.isEnabled()
        dialog.reject()
        await until(lambda: "trouble" in hands.told.banners)

    runner.run(test())


def test_a_short_key_is_named_and_not_drawn_as_dots(hands: Hands, runner: asyncio.Runner, emulator: Emulator) -> None:
    hands.services.keys.secrets = Secrets(keychain=None)

    async def keep() -> None:
        hands.services.ask_key()
        dialog = await hands.key_dialog()
        QTest.keyClicks(dialog.field, emulator.key("pro")[:17])
        dialog.place.setCurrentIndex(dialog.place.findData("run"))
        click(dialog.keep)
        await until(lambda: hands.services.keys.known)
        assert hands.services.keys.held().sentence == "The key is kept until the program is closed."

    runner.run(keep())


def test_credits_are_those_of_the_key_that_is_held(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def change() -> None:
        await hands.open(song)
        await hands.sent()
        await until(lambda: "credits" in hands.services.credits_words())
        panel = hands.panel()
        await until(lambda: f"{SERVICE}: " in texts(panel))
        monkeypatch.setenv("LRC_STUDIO_KEY_AILRC", emulator.key("empty"))
        await hands.services.keys.find()
        await until(lambda: f"{SERVICE}: " not in texts(panel))

    runner.run(change())


def test_an_entered_key_brings_the_tasks_into_the_list(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator
) -> None:
    account = emulator.access("premium").account
    emulator.tasks.add(account, "Tune.mp3", "0" * 64, 30.0, "[00:01.00]La la")

    async def enter() -> None:
        panel = hands.panel()
        panel.tabs.setCurrentIndex(1)
        await until(lambda: "Enter a key to see" in texts(panel.there))
        click(button(panel, "Service key"))
        dialog = await hands.key_dialog()
        QTest.keyClicks(dialog.field, emulator.key("premium"))
        dialog.place.setCurrentIndex(dialog.place.findData("run"))
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        await until(lambda: "1 to 1 of 1" in texts(panel.there))

    runner.run(enter())


def test_an_answer_that_waits_is_counted_and_has_the_primary(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, key: str
) -> None:
    emulator.content.register(song.read_bytes(), "[00:00.20]Hold on tight")

    def step() -> QPushButton:
        return button(hands.row(TITLE), "Open result")

    async def wait() -> None:
        await hands.open(song)
        await hands.sent()
        assert jobs_button(hands).text() == "1"
        hands.session.files.clear()
        await hands.until_state(JobState.SUCCEEDED)
        await until(lambda: hands.services.waiting_results)
        await until(lambda: step().property("kind") == "primary")
        assert jobs_button(hands).text() == "1"
        click(step())
        await until(lambda: hands.session.document.lyrics.timed)
        await until(lambda: step().property("kind") != "primary")
        await until(lambda: jobs_button(hands).text() == "")
        hands.session.document.mark_saved()

    runner.run(wait())


def test_a_job_in_trouble_is_asked_again_at_once_when_that_is_wished(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, key: str
) -> None:
    emulator.script(Script(queue=0, processing_s=1.0))

    async def again() -> None:
        await hands.open(song, TEXT)
        await hands.sent()
        emulator.faults.push(faults.page(502), method="GET", times=1000)
        row = hands.row(TITLE)

        def message() -> str:
            store = hands.services.connection.opened_store
            job = store.get(hands.job.id) if store else None
            return job.message if job else ""

        def troubled() -> bool:
            if hands.clock.asleep and not message():
                hands.clock.advance(3)
            return "Your upload is safe and not paid for twice. Next try in" in texts(row)

        await until(troubled)
        assert hands.step_of(TITLE) == "Try now"
        assert hands.menu_of(TITLE)[0] == "Stop here"
        emulator.faults.clear()
        asked = emulator.journal.count("GET")
        hands.press(TITLE, "Try now")
        await until(lambda: not message())
        await hands.pass_time(3)
        await until(lambda: emulator.journal.count("GET") > asked)
        await hands.until_state(JobState.SUCCEEDED)
        await until(lambda: hands.session.document.lyrics.timed)
        assert emulator.journal.count("POST") == 1
        hands.session.document.mark_saved()

    runner.run(again())


def test_without_words_nothing_is_offered_that_needs_them(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LRC_STUDIO_KEY_AILRC", emulator.key("empty"))

    async def poor() -> None:
        await hands.open(song)
        await hands.send()
        await until(lambda: "service" in hands.told.banners)
        assert hands.told.choices("service") == ["Open the service's page"]

    runner.run(poor())


def test_two_who_ask_at_once_share_one_journal(hands: Hands, runner: asyncio.Runner) -> None:
    async def ask() -> list[JobStore]:
        connection = hands.services.connection
        return await asyncio.gather(connection.store(), connection.store())

    one, other = runner.run(ask())
    assert one is other
