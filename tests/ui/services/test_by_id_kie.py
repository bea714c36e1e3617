"""Lyrics that a task at kie.ai wrote, songs by their place at api.box, and the sound of a song."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from lrc_studio.core.lyrics import Lyrics
from tests.emulator.suno_songs import DEMO_LYRICS, DEMO_TASK, Task
from tests.ui.services.at_work import click
from tests.ui.services.by_ids import DOWN, ENTER
from tests.ui.services.conftest import OpenAt
from tests.ui.songs import button, lines, texts
from tests.ui.waiting import until


def test_a_text_is_chosen_and_its_title_becomes_the_songs(open_at: OpenAt, runner: asyncio.Runner) -> None:
    ids = open_at("kie")

    async def walk() -> None:
        dialog = await ids.by_id(DEMO_LYRICS)
        assert dialog.primary.text() == "Find lyrics"
        assert "5916.25 credits" in texts(dialog)
        cards = await ids.found(dialog)
        assert [card.offer.label for card in cards] == ["Lantern", "钢铁侠"]
        assert cards[1].offer.sentence == "我穿越城市黑暗夜"
        assert "Asked for: A song about a harbour at night" in texts(dialog)
        QTest.keyClick(cards[0], DOWN)
        assert dialog.list.text.toPlainText() == "[Verse]\n我穿越城市黑暗夜"
        assert "Nothing leaves this computer" in texts(dialog)
        QTest.keyClick(cards[1], ENTER)
        await ids.taken()
        lyrics = ids.session.document.lyrics
        assert (lyrics.tag("ti"), lines(ids.session)) == ("钢铁侠", ["我穿越城市黑暗夜"])
        assert lyrics.lines[0].section == "Verse"
        assert ids.told.toasts[-1].text == "1 line from kie.ai, without times"
        assert ids.service.paid() == 0
        ids.session.document.undo_stack.undo()
        assert ids.session.document.lyrics == Lyrics()

    runner.run(walk())


def test_many_balances_leave_the_tabs_of_the_jobs_whole(
    open_at: OpenAt, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = open_at("kie")
    balances = "AI LRC Generator: 594 credits · sunoapi.org: 5916.25 credits · kie.ai: 5915.75 credits"
    monkeypatch.setattr(type(ids.services), "credits_words", lambda _services: balances)

    async def walk() -> None:
        ids.services.show_panel()
        panel = ids.panel()
        await until(panel.isVisible)
        ids.services.changed.emit()
        await until(lambda: "AI LRC" in texts(panel))
        tabs = panel.tabs
        await until(lambda: tabs.width() >= tabs.sizeHint().width())
        assert tabs.tabRect(1).right() < tabs.width()
        assert balances in [part.toolTip() for part in panel.findChildren(QLabel)]

    runner.run(walk())


def test_another_text_is_chosen_later_without_asking(open_at: OpenAt, runner: asyncio.Runner) -> None:
    ids = open_at("kie")

    async def walk() -> None:
        dialog = await ids.by_id(DEMO_LYRICS)
        await ids.found(dialog)
        click(dialog.primary)
        await ids.taken()
        reads = ids.service.journal.count("GET", "lyrics/record-info")
        ids.choose("Lantern", "Choose another text…")
        dialog = await ids.pasted("")
        await until(lambda: dialog.list.choice is not None)
        cards = dialog.list.findChildren(type(dialog.list.cards._cards[0]))  # type: ignore[union-attr]
        click(cards[1])
        click(dialog.primary)
        await ids.taken()
        assert lines(ids.session) == ["我穿越城市黑暗夜"]
        assert ids.service.journal.count("GET", "lyrics/record-info") == reads
        ids.saved()

    runner.run(walk())


def test_a_text_that_failed_says_why_and_cannot_be_taken(open_at: OpenAt, runner: asyncio.Runner) -> None:
    ids = open_at("kie")
    written = [("Gone", "", "failed", "Too many sensitive words"), ("There", "La la", "complete", "")]
    ids.service.add(Task("task-1", ids.service.key(), written=written))

    async def walk() -> None:
        dialog = await ids.by_id("task-1")
        cards = await ids.found(dialog)
        assert (cards[0].offer.sentence, cards[0].offer.chip) == ("Too many sensitive words", "Failed")
        assert dialog.found is not None
        assert dialog.found.title == "There"  # the first that can be taken is chosen
        click(cards[0])
        assert not dialog.primary.isEnabled()
        assert dialog.list.text.placeholderText() == "Too many sensitive words"
        assert dialog.list.text.isVisible()  # so that the cards stay where they are
        dialog.reject()

    runner.run(walk())


@pytest.mark.parametrize("status", ["CREATE_TASK_FAILED", "GENERATE_LYRICS_FAILED", "SENSITIVE_WORD_ERROR"])
def test_a_task_that_failed_says_why(open_at: OpenAt, runner: asyncio.Runner, status: str) -> None:
    ids = open_at("kie")
    ids.service.add(Task("task-1", ids.service.key(), status=status, error=(400, "The prompt is not allowed")))

    async def walk() -> None:
        dialog = await ids.by_id("task-1")
        QTest.keyClick(dialog.field, ENTER)
        await until(lambda: "The prompt is not allowed" in dialog.told.text())
        await ids.idle()
        assert dialog.list.isHidden()
        dialog.reject()

    runner.run(walk())


def test_a_task_still_at_work_is_waited_for(open_at: OpenAt, runner: asyncio.Runner) -> None:
    ids = open_at("kie")
    ids.service.add(Task("task-1", ids.service.key(), written=[("There", "La la", "complete", "")], reads_pending=2))

    async def walk() -> None:
        dialog = await ids.by_id("task-1")
        QTest.keyClick(dialog.field, ENTER)
        await ids.pass_time(3)
        assert "writes the lyrics" in dialog.told.text()
        await ids.pass_time(5)
        await until(lambda: dialog.list.choice is not None)
        dialog.reject()

    runner.run(walk())


def test_a_song_at_kie_has_times(open_at: OpenAt, runner: asyncio.Runner) -> None:
    ids = open_at("kie")

    async def walk() -> None:
        dialog = await ids.by_id(DEMO_TASK)
        click(dialog.songs)
        await ids.found(dialog)
        click(dialog.primary)
        await ids.taken()
        assert ids.session.document.lyrics.has_words
        ids.saved()

    runner.run(walk())


def test_a_server_without_a_list_takes_the_place_of_a_song(open_at: OpenAt, runner: asyncio.Runner) -> None:
    ids = open_at("apibox")
    ids.service.switches.tracks = False

    async def walk() -> None:
        dialog = await ids.by_id(DEMO_TASK)
        cards = await ids.found(dialog)
        assert [card.offer.label for card in cards] == ["First song", "Second song"]
        click(cards[1])
        click(dialog.primary)
        await ids.taken()
        assert lines(ids.session)[0] == "Lantern on the window sill"
        assert ids.session.document.lyrics.waveform is not None
        ids.saved()

    runner.run(walk())


def test_the_sound_is_fetched_when_asked_for_and_without_the_key(
    open_at: OpenAt, runner: asyncio.Runner, tmp_path: Path
) -> None:
    ids = open_at("sunoapi")
    place = tmp_path / "Paper boats.ogg"

    async def walk() -> None:
        dialog = await ids.by_id(DEMO_TASK)
        await ids.found(dialog)
        click(dialog.primary)
        await ids.taken()
        assert not ids.service.sounds.journal.all()
        words = lines(ids.session)
        ids.told.choose("sound", "Fetch the sound…")
        chooser = next(each for each in ids.studio.window.findChildren(QFileDialog) if each.isVisible())
        assert Path(chooser.selectedFiles()[0]).name == "Paper boats.ogg"
        chooser.done(0)
        ids.services.sounds.fetch(place)
        await until(lambda: ids.session.song.path == place)
        await until(lambda: ids.session.song.sound and ids.session.song.sound.complete)
        assert lines(ids.session) == words
        assert ids.session.document.lyrics.waveform is not None
        assert [entry.authorized for entry in ids.service.sounds.journal.all()] == [False]
        assert "Fetch the sound…" in ids.menu_of("Paper boats")
        ids.saved()

    runner.run(walk())


def test_the_project_keeps_the_waveform(open_at: OpenAt, runner: asyncio.Runner, tmp_path: Path) -> None:
    ids = open_at("sunoapi")
    project = tmp_path / "boats.lrcstudio"

    async def walk() -> None:
        dialog = await ids.by_id(DEMO_TASK)
        await ids.found(dialog)
        click(dialog.primary)
        await ids.taken()
        before = ids.session.document.lyrics
        ids.session.files.save_as(project)
        await until(lambda: project.exists() and not ids.session.jobs.running("save"))
        ids.session.files.clear()
        ids.session.files.open([project])
        await until(lambda: ids.session.document.lyrics.lines)
        after = ids.session.document.lyrics
        assert (after.waveform, after.source) == (before.waveform, before.source)
        assert ids.session.viewport.song_ms == 58_114

    runner.run(walk())


def test_the_key_of_each_service_is_kept_apart(open_at: OpenAt, runner: asyncio.Runner) -> None:
    ids = open_at("kie")

    async def walk() -> None:
        ids.services.ask_key("apibox")
        dialog = await ids.key_dialog()
        assert dialog.service.currentText() == "api.box"
        dialog.service.setCurrentIndex(dialog.service.findData("kie"))
        assert "LRC_STUDIO_KEY_KIE" in texts(dialog)
        click(dialog.test)
        await until(lambda: "The key works" in dialog.told.text())
        dialog.service.setCurrentIndex(dialog.service.findData("ailrc"))
        assert dialog.tier.isVisible()
        dialog.service.setCurrentIndex(dialog.service.findData("apibox"))
        QTest.keyClicks(dialog.field, "apibox_full_demo")
        dialog.place.setCurrentIndex(dialog.place.findData("run"))
        click(button(dialog, "Keep key"))
        await until(lambda: ids.services.keys.knows("apibox"))
        assert not ids.services.keys.known

    runner.run(walk())
