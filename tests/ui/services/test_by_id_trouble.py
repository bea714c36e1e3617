"""A song by its id in the window, when something is missing, refused, lost or doubtful."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from lrc_studio.core.errors import UnreachableError
from lrc_studio.core.lyrics import Lyrics
from lrc_studio.providers import by_id
from lrc_studio.ui.dialogs.song_by_id import SongByIdDialog
from lrc_studio.ui.services import telling
from lrc_studio.ui.waveform.service import ServiceBand
from tests.emulator import SunoEmulator
from tests.emulator.suno_server import coded
from tests.emulator.suno_songs import DEMO_TASK, DEMO_TEXT
from tests.ui.services.at_work import click
from tests.ui.services.by_ids import ENTER, IdHands
from tests.ui.songs import button, texts
from tests.ui.waiting import until

SECOND = "e231c0de-0000-4000-8000-0000008cadc8"
SUNG = [row for row in DEMO_TEXT.splitlines() if row and not row.startswith("[")]
TITLE = "Lantern (EMULATOR)"


def test_an_audio_id_alone_says_what_is_missing(ids: IdHands, runner: asyncio.Runner) -> None:
    async def walk() -> None:
        dialog = await ids.by_id(SECOND)
        assert "The task's id is needed" in texts(dialog)
        assert not dialog.primary.isEnabled()
        dialog.reject()

    runner.run(walk())


def test_the_services_own_word_is_told_and_nothing_changes(
    ids: IdHands, runner: asyncio.Runner, service: SunoEmulator
) -> None:
    service.faults.push(coded(429, "Insufficient credits, top up first"), path="timestamped")

    async def walk() -> None:
        dialog = await ids.by_id(DEMO_TASK)
        await ids.found(dialog)
        click(dialog.primary)
        await until(lambda: "top up first" in dialog.told.text())
        await ids.idle()
        assert "Nothing was charged" in dialog.told.text()
        assert ids.session.document.lyrics == Lyrics()
        assert dialog.field.isEnabled()  # other ids can be pasted
        assert dialog.service.isEnabled()
        assert dialog.list.isAncestorOf(QApplication.focusWidget())
        click(button(dialog, "Show jobs"))
        assert "not done" in texts(ids.row("Paper boats"))
        ids.press("Paper boats", "Ask the service")
        await until(lambda: ids.told.toasts and "1 job finished" in ids.told.toasts[-1].text)
        assert ids.session.document.lyrics == Lyrics()
        ids.told.toasts[-1].choices[0].run()
        await until(lambda: ids.session.document.lyrics.has_words)
        ids.saved()

    runner.run(walk())


def test_a_lost_answer_is_asked_for_again_only_when_that_is_confirmed(
    ids: IdHands, runner: asyncio.Runner, service: SunoEmulator
) -> None:
    service.faults.push(coded(500, "Server error", stage="reply"), path="timestamped")

    async def walk() -> None:
        dialog = await ids.by_id(DEMO_TASK)
        await ids.found(dialog)
        click(dialog.primary)
        await until(lambda: "may have been charged" in dialog.told.text())
        await ids.idle()
        click(dialog.primary)
        await until(
            lambda: "may have been charged" in dialog.told.text() and not ids.session.jobs.running("by-id-take")
        )
        assert service.paid() == 1
        dialog.reject()
        assert "the answer was lost" in texts(ids.row("Paper boats"))
        ids.press("Paper boats", "Ask once more")
        assert "It may be charged for once more." in texts(ids.dialog())
        click(button(ids.dialog(), "Cancel"))
        assert service.paid() == 1
        ids.press("Paper boats", "Ask once more")
        click(button(ids.dialog(), "Ask once more"))
        await until(lambda: "74 words" in texts(ids.row("Paper boats")))
        await until(lambda: not ids.services.at_work)

    runner.run(walk())
    assert service.paid() == 2


def test_an_instrumental_says_so(ids: IdHands, runner: asyncio.Runner, service: SunoEmulator) -> None:
    service.song("a-1", "task-1", instrumental=True, title="No words")

    async def walk() -> None:
        dialog = await ids.by_id("task-1")
        await ids.found(dialog)
        click(dialog.primary)
        await until(lambda: "instrumental" in dialog.told.text())
        await ids.idle()
        dialog.reject()
        assert "no words found" in texts(ids.row("No words"))

    runner.run(walk())


def test_a_doubtful_answer_is_told_as_such(ids: IdHands, runner: asyncio.Runner, service: SunoEmulator) -> None:
    service.song("a-1", "task-1", cer=0.3803191489361702, streamed=True, title="Rough")

    async def walk() -> None:
        dialog = await ids.by_id("task-1")
        await ids.found(dialog)
        click(dialog.primary)
        await ids.taken()
        said = ids.told.said("service")
        assert "Alignment error 38 %, look it over" in said
        assert "while it was still being made" in said
        told = ids.studio.window.editor.wave.band(ServiceBand).toolTip()
        assert "Alignment error 38 %" in told
        assert "the times may change there" in told
        assert "timed while it was being made" in texts(ids.row("Rough"))
        notes = dict(ids.session.document.lyrics.source.notes)  # type: ignore[union-attr]
        assert (round(notes["hootCer"], 2), notes["isStreamed"]) == (0.38, True)
        ids.saved()

    runner.run(walk())


def test_a_key_that_is_missing_is_asked_for_and_the_search_goes_on(
    ids: IdHands, runner: asyncio.Runner, service: SunoEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LRC_STUDIO_KEY_SUNOAPI")

    async def walk() -> None:
        dialog = await ids.by_id(DEMO_TASK)
        QTest.keyClick(dialog.field, ENTER)
        await until(lambda: dialog.primary.text() == "Enter key")
        assert "sunoapi.org needs a key of your account there. Nothing was sent." in texts(dialog)
        QTest.keyClick(dialog.field, ENTER)
        keys = await ids.key_dialog()
        assert (keys.service.currentText(), keys.tier.isVisible()) == ("sunoapi.org", False)
        QGuiApplication.clipboard().setText(service.key())  # a key is copied: the ids are no longer
        QTest.keyClicks(keys.field, service.key())
        click(keys.test)
        await until(lambda: keys.told.text() == "The key works: 5916 credits.")
        click(keys.keep)
        dialog = await ids.pasted("")
        assert dialog.pasted.task_id == DEMO_TASK
        await until(lambda: dialog.list.choice is not None)
        await until(lambda: "5916 credits" in texts(dialog))
        await ids.idle()
        dialog.reject()

    runner.run(walk())


def test_a_key_that_is_refused_can_be_replaced(
    ids: IdHands, runner: asyncio.Runner, service: SunoEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LRC_STUDIO_KEY_SUNOAPI")

    async def enter(dialog: SongByIdDialog, persona: str) -> SongByIdDialog:
        click(dialog.primary)
        keys = await ids.key_dialog()
        QTest.keyClicks(keys.field, service.key(persona))
        click(keys.keep)
        return await ids.pasted("")

    async def walk() -> None:
        dialog = await ids.by_id(DEMO_TASK)
        QTest.keyClick(dialog.field, ENTER)
        await until(lambda: dialog.primary.text() == "Enter key")
        dialog = await enter(dialog, "revoked")
        await until(lambda: dialog.primary.text() == "Replace key")
        assert "refused this key" in dialog.told.text()
        assert button(dialog, "Find songs").isEnabled()
        click(dialog.primary)
        (await ids.key_dialog()).reject()
        dialog = await ids.pasted("")
        assert (dialog.pasted.task_id, dialog.primary.text()) == (DEMO_TASK, "Find songs")
        click(dialog.primary)
        await until(lambda: dialog.primary.text() == "Replace key")
        dialog = await enter(dialog, "full")
        await until(lambda: dialog.list.choice is not None)
        await ids.idle()
        dialog.reject()

    runner.run(walk())


def test_a_kept_answer_and_the_sound_need_no_key(
    ids: IdHands,
    runner: asyncio.Runner,
    service: SunoEmulator,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    async def walk() -> None:
        both = f"{DEMO_TASK} {SECOND}"
        for _ in range(2):
            dialog = await ids.by_id(both)
            click(dialog.primary)
            await ids.taken()
            monkeypatch.delenv("LRC_STUDIO_KEY_SUNOAPI", raising=False)
            ids.services.connection.drop(by_id("sunoapi"))
        assert [line.text for line in ids.session.document.lyrics.lines] == SUNG
        ids.told.choose("sound", "Fetch the sound…")
        next(each for each in ids.studio.window.findChildren(QFileDialog) if each.isVisible()).done(0)
        said: list[str] = []
        ids.session.messages.banner_shown.connect(lambda message: said.append(message.text))
        ids.session.messages.banner_retold.connect(lambda _key, text: said.append(text))
        ids.services.sounds.fetch(tmp_path / "lantern.ogg")
        await until(lambda: ids.session.song.sound and ids.session.song.sound.complete)
        fetching = f"Fetching the sound of {TITLE}"
        assert [words for words in said if words.startswith(fetching)] == [
            fetching,
            f"{fetching}: 0%",
            f"{fetching}: 100%",
        ]
        assert "sound" not in ids.told.banners
        ids.saved()

    runner.run(walk())
    assert service.paid() == 1


def test_trouble_with_a_free_question_speaks_of_no_upload(ids: IdHands) -> None:
    telling.tell(ids.session, UnreachableError("sunoapi.org cannot be reached. Nothing is lost."), None)
    assert ids.told.said("service") == "sunoapi.org cannot be reached. Nothing is lost."
