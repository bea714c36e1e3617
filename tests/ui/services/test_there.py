"""The service's own list in the Jobs panel: read when asked, by page and status; taken from, deleted in."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QComboBox, QToolButton

from lrc_studio.ui.dialogs.question import QuestionDialog
from lrc_studio.ui.joblist.there import ThereList
from tests.emulator import Emulator
from tests.emulator.timeline import Script
from tests.ui.services.at_work import Hands, click
from tests.ui.songs import button, texts
from tests.ui.waiting import until


def fill(emulator: Emulator, count: int, status: str = "COMPLETED") -> None:
    """Tasks that were made elsewhere, long ago."""
    account = emulator.access("premium").account
    for number in range(count):
        emulator.script(Script(queue=0, processing_s=1.0, outcome=status))
        emulator.tasks.add(account, f"Tune {number}.mp3", f"{number:064x}", 30.0, "[00:01.00]La la\n[00:02.00]Lo lo")
    emulator.clock.advance(60)


async def opened(hands: Hands) -> ThereList:
    panel = hands.panel()
    panel.tabs.setCurrentIndex(1)
    await settled(hands)
    return panel.there


async def settled(hands: Hands) -> None:
    await until(lambda: not hands.services.there.busy)


def tool(inside: ThereList, name: str) -> QToolButton:
    return next(made for made in inside.findChildren(QToolButton) if made.accessibleName() == name)


def test_pages_and_status(hands: Hands, runner: asyncio.Runner, emulator: Emulator, key: str) -> None:
    fill(emulator, 23)
    fill(emulator, 2, "FAILED")

    async def leaf() -> None:
        await hands.begin()
        there = await opened(hands)
        assert "1 to 20 of 25" in texts(there)
        assert not tool(there, "Newer tasks").isEnabled()
        click(tool(there, "Older tasks"))
        await settled(hands)
        assert "21 to 25 of 25" in texts(there)
        assert not tool(there, "Older tasks").isEnabled()
        box = there.findChild(QComboBox)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData("FAILED"))
        await settled(hands)
        assert "1 to 2 of 2" in texts(there)
        box.setCurrentIndex(box.findData("QUEUED"))
        await settled(hands)
        assert "No tasks there" in texts(there)
        assert emulator.journal.count("GET") == 4

    runner.run(leaf())


def test_a_task_made_elsewhere_is_opened(hands: Hands, runner: asyncio.Runner, emulator: Emulator, key: str) -> None:
    fill(emulator, 1)

    async def take() -> None:
        await opened(hands)
        hands.press("Tune 0", "Open result")
        await hands.pass_time(4)
        await until(lambda: hands.session.document.lyrics.timed)
        assert [line.text for line in hands.session.document.lyrics.lines] == ["La la", "Lo lo"]
        await until(lambda: [job.song_title for job in hands.services.jobs()] == ["Tune 0"])
        hands.session.document.mark_saved()

    runner.run(take())


def test_a_task_is_deleted_there(hands: Hands, runner: asyncio.Runner, emulator: Emulator, key: str) -> None:
    fill(emulator, 2)

    async def delete() -> None:
        there = await opened(hands)
        hands.choose("Tune 0", "Delete at the service")
        await until(lambda: hands.has_dialog(QuestionDialog))
        assert "Its answer is not kept here and would be gone." in texts(hands.dialog())
        assert len(emulator.tasks.all()) == 2
        click(button(hands.dialog(), "Delete there"))
        await until(lambda: len(emulator.tasks.all()) == 1)
        await until(lambda: "Tune 0" not in texts(there))
        assert hands.told.toasts[-1].text == "Tune 0 was deleted at the service"

    runner.run(delete())


def test_without_a_key_nothing_is_asked(hands: Hands, runner: asyncio.Runner, emulator: Emulator) -> None:
    async def look() -> None:
        there = await opened(hands)
        await until(lambda: "Enter a key to see what the service keeps for you." in texts(there))
        assert emulator.journal.count() == 0

    runner.run(look())


def test_trouble_stands_in_the_list(hands: Hands, runner: asyncio.Runner, emulator: Emulator, key: str) -> None:
    from tests.emulator import faults

    async def look() -> None:
        emulator.faults.push(faults.not_a_number(), method="GET", times=9)
        panel = hands.panel()
        panel.tabs.setCurrentIndex(1)

        def told() -> bool:
            if hands.clock.asleep:
                hands.clock.advance(30)
            return not hands.services.there.busy

        await until(told)
        assert "gave an answer that cannot be read. Nothing is lost" in texts(panel.there)
        assert not hands.told.banners

    runner.run(look())
