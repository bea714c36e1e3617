"""A song by its id in the window: found, chosen, its words taken as one edit; by mouse and by keys."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.ui.waveform.service import ServiceBand
from tests.emulator import SunoEmulator
from tests.emulator.suno_songs import DEMO_TASK, DEMO_TEXT
from tests.ui.services.at_work import click
from tests.ui.services.by_ids import DOWN, ENTER, IdHands
from tests.ui.songs import button, lines, texts
from tests.ui.waiting import until

SECOND = "e231c0de-0000-4000-8000-0000008cadc8"
SUNG = [row for row in DEMO_TEXT.splitlines() if row and not row.startswith("[")]
TITLE = "Lantern (EMULATOR)"


def test_a_task_id_a_choice_and_enter_bring_words_and_waveform(
    ids: IdHands, runner: asyncio.Runner, service: SunoEmulator
) -> None:
    async def walk() -> None:
        dialog = await ids.by_id(DEMO_TASK)
        assert texts(dialog).count(f"Task {DEMO_TASK}") == 1
        assert "5916 credits" in texts(dialog)
        assert "Sends only the ids to 127.0.0.1. Looking costs nothing." in texts(dialog)
        cards = await ids.found(dialog)
        assert [(card.offer.label, card.offer.chip) for card in cards] == [("Paper boats", "0:58"), (TITLE, "1:02")]
        QTest.keyClick(cards[0], DOWN)
        assert dialog.list.text.toPlainText() == DEMO_TEXT
        assert "Words cost credits there." in texts(dialog)
        assert service.paid() == 0
        QTest.keyClick(cards[1], ENTER)
        await ids.taken()
        lyrics = ids.session.document.lyrics
        assert lines(ids.session) == SUNG
        assert lyrics.has_words
        assert lyrics.tag("ti") == TITLE
        assert lyrics.waveform is not None
        assert (lyrics.waveform.source, max(lyrics.waveform.peaks)) == ("sunoapi", 1.0)
        assert ids.told.toasts[-1].text.startswith(f"{len(SUNG)} lines from sunoapi.org · alignment error")
        band = ids.studio.window.editor.wave.band(ServiceBand)
        assert band.isVisible()
        assert (band.subtitle, ids.session.viewport.song_ms) == ("sunoapi.org", 62_400)
        ids.session.document.undo_stack.undo()
        assert ids.session.document.lyrics == Lyrics()
        ids.session.document.undo_stack.redo()
        assert ids.session.document.lyrics == lyrics
        ids.saved()

    runner.run(walk())
    assert service.paid() == 1


def test_both_ids_in_json_need_one_enter(ids: IdHands, runner: asyncio.Runner, service: SunoEmulator) -> None:
    async def walk() -> None:
        dialog = await ids.by_id(json.dumps({"taskId": DEMO_TASK, "audioId": SECOND}, indent=2))
        assert dialog.primary.text() == "Fetch words"
        assert button(dialog, "Find songs").isEnabled()
        QTest.keyClick(dialog.field, ENTER)
        await ids.taken()
        assert ids.session.document.lyrics.tag("ti") == TITLE
        assert lines(ids.session) == SUNG
        ids.saved()

    runner.run(walk())
    assert service.paid() == 1


def test_what_was_copied_at_the_service_is_there_already(ids: IdHands, runner: asyncio.Runner) -> None:
    async def walk() -> None:
        QGuiApplication.clipboard().setText(f"https://example.org/task?taskId={DEMO_TASK}")
        dialog = await ids.by_id()
        assert dialog.pasted.task_id == DEMO_TASK
        dialog.reject()
        QGuiApplication.clipboard().setText("two words 2")
        dialog = await ids.by_id()
        assert dialog.field.text() == ""
        assert not dialog.primary.isEnabled()
        dialog.reject()

    runner.run(walk())


def test_a_kept_answer_is_taken_without_asking(ids: IdHands, runner: asyncio.Runner, service: SunoEmulator) -> None:
    async def walk() -> None:
        for verb in ("Fetch words", "Take the kept answer"):
            dialog = await ids.by_id(DEMO_TASK)
            await ids.found(dialog)
            assert dialog.primary.text() == verb
            assert ("Nothing leaves this computer" in texts(dialog)) == (verb != "Fetch words")
            click(dialog.primary)
            await ids.taken()
            ids.session.document.undo_stack.undo()
        assert not ids.services.shown(ids.services.jobs()[0]).step.primary  # type: ignore[union-attr]
        ids.press("Paper boats", "Open result")
        await until(lambda: ids.session.document.lyrics.has_words)
        assert "74 words and a waveform" in texts(ids.row("Paper boats"))
        assert "sunoapi.org: 5915 credits" in texts(ids.panel())
        ids.saved()

    runner.run(walk())
    assert service.paid() == 1


def test_the_picker_leads_to_the_dialog(
    ids: IdHands, runner: asyncio.Runner, song: Path, service: SunoEmulator
) -> None:
    async def walk() -> None:
        await ids.open(song)
        picker = await ids.picker()
        await until(lambda: ids.services.keys.knows("sunoapi"))
        card = ids.card("sunoapi.org")
        assert (card.offer.chip, card.offer.foot) == ("Uses credits", "Sends only the ids to 127.0.0.1")
        assert ids.card("kie.ai").offer.chip == "Needs a key"
        assert picker.primary.text() == "Enter key"
        ids.card("sunoapi.org")
        click(picker.primary)
        dialog = await ids.pasted(DEMO_TASK)
        assert dialog.service.currentText() == "sunoapi.org"
        dialog.reject()

    runner.run(walk())


def test_words_come_under_the_song_that_is_open(
    ids: IdHands, runner: asyncio.Runner, song: Path, service: SunoEmulator
) -> None:
    async def walk() -> None:
        await ids.open(song)
        dialog = await ids.by_id(DEMO_TASK)
        await ids.found(dialog)
        click(dialog.primary)
        await ids.taken()
        assert ids.session.song.path == song
        band = ids.studio.window.editor.wave.band(ServiceBand)
        assert band.isVisible()
        assert ids.session.viewport.song_ms == 2000  # stretched to the song, not the other way round
        assert "sound" not in ids.told.banners
        ids.saved()

    runner.run(walk())


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_dialog_fits_the_smallest_window(
    ids: IdHands, runner: asyncio.Runner, service: SunoEmulator, scale: float
) -> None:
    service.song("a-1", "task-1", title="灯台の火が波をかぞえる " * 20, text=DEMO_TEXT * 9)

    async def walk() -> None:
        window = ids.studio.window
        window.resize(1000, 650)
        ids.session.change_settings(text_scale=scale)
        dialog = await ids.by_id("task-1")
        await ids.found(dialog)
        assert dialog.height() <= window.height()
        assert dialog.width() <= window.width()
        below = dialog.primary.mapTo(dialog, dialog.primary.rect().bottomRight())
        assert dialog.rect().contains(below)
        assert window.geometry().top() <= dialog.geometry().top()
        assert dialog.geometry().bottom() <= window.geometry().bottom()
        dialog.reject()

    runner.run(walk())
