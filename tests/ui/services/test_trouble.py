"""What is said when the service refuses or cannot be reached, what is safe then, and what can be done."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from lrc_studio.storage.jobs import JobState, jobs_path
from lrc_studio.ui.dialogs.details import DetailsDialog
from tests.emulator import Emulator, Script, faults
from tests.emulator.wire import Wire
from tests.ui.services.at_work import Hands
from tests.ui.songs import TEXT, texts
from tests.ui.waiting import until

TITLE = "Harbour Lights"


def uploads(emulator: Emulator) -> int:
    return emulator.journal.count("POST")


def said(hands: Hands) -> str:
    return hands.told.said("service")


def test_a_damaged_list_of_jobs_is_told_at_the_start(hands: Hands, runner: asyncio.Runner) -> None:
    jobs_path().parent.mkdir(parents=True, exist_ok=True)
    jobs_path().write_bytes(b"these are no rows at all, and many bytes of it" * 50)

    async def begin() -> None:
        await hands.begin()
        assert "The list of jobs was damaged" in hands.told.said("jobs")
        assert hands.services.jobs() == ()

    runner.run(begin())


def test_without_credits_nothing_is_charged(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LRC_STUDIO_KEY_AILRC", emulator.key("empty"))

    async def poor() -> None:
        await hands.open(song, TEXT)
        await hands.send()
        await until(lambda: said(hands))
        assert said(hands).startswith("The service says there are no credits left. Nothing was charged for this song.")
        assert hands.told.choices("service") == ["Use offline", "Open the service's page"]
        await until(lambda: "not done" in texts(hands.row(TITLE)))
        assert hands.step_of(TITLE) == "Try again"
        hands.session.document.mark_saved()

    runner.run(poor())


def test_a_service_out_of_reach_keeps_the_upload(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, key: str
) -> None:
    async def away() -> None:
        await hands.open(song)
        await hands.sent()
        emulator.faults.push(faults.page(502), method="GET", times=1000)

        def told() -> bool:
            if not said(hands) and hands.clock.asleep:
                hands.clock.advance(10)
            return bool(said(hands))

        await until(told, 60)
        assert said(hands) == "The service cannot be reached. Your upload is kept and will not be paid for twice."
        assert hands.told.choices("service") == ["Try now", "Details"]
        hands.told.choose("service", "Details")
        await until(lambda: hands.has_dialog(DetailsDialog))
        assert emulator.key("premium") not in texts(hands.dialog())
        hands.dialog().reject()
        emulator.faults.clear()
        await until(lambda: hands.step_of(TITLE) == "Try now")
        hands.told.choose("service", "Try now")
        await hands.until_state(JobState.SUCCEEDED)
        await until(lambda: hands.session.document.lyrics.timed)
        assert uploads(emulator) == 1
        hands.session.document.mark_saved()

    runner.run(away())


def test_an_upload_whose_answer_was_lost_is_found_and_not_sent_again(
    hands: Hands,
    runner: asyncio.Runner,
    emulator: Emulator,
    song: Path,
    key: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proxy = emulator.proxy()
    monkeypatch.setenv("LRC_STUDIO_URL_AILRC", proxy.origin)
    proxy.plan.push(Wire("lose"), method="POST")

    async def lost() -> None:
        await hands.open(song)
        await hands.send()
        await hands.until_state(JobState.SUCCEEDED)
        await until(lambda: hands.session.document.lyrics.timed)
        assert uploads(emulator) == 1
        hands.session.document.mark_saved()

    runner.run(lost())


def test_an_upload_that_is_not_found_is_not_sent_again_by_itself(
    hands: Hands,
    runner: asyncio.Runner,
    emulator: Emulator,
    song: Path,
    key: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proxy = emulator.proxy()
    monkeypatch.setenv("LRC_STUDIO_URL_AILRC", proxy.origin)
    proxy.plan.push(Wire("refuse"), method="POST")

    async def unknown() -> None:
        await hands.open(song)
        await hands.send()
        row = hands.row(TITLE)
        await until(lambda: "The upload may have arrived. Looking for it before anything is sent again." in texts(row))

        def told() -> bool:
            if hands.clock.asleep:
                hands.clock.advance(10)
            return bool(said(hands))

        await until(told)
        assert "is not in the service's list, but it may still have arrived" in said(hands)
        assert hands.told.choices("service") == ["Look again", "Details"]  # the jobs are in sight
        await until(lambda: hands.step_of(TITLE) == "Look again")
        hands.choose(TITLE, "Remove from the list")
        assert "may still work on it and charge for it" in texts(hands.dialog())
        hands.dialog().reject()

    runner.run(unknown())
    assert uploads(emulator) == 0


def test_a_task_that_never_ends_is_kept_and_resumed(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, key: str
) -> None:
    emulator.script(Script(queue=0, processing_s=3000.0))

    async def endless() -> None:
        await hands.open(song)
        await hands.sent()
        await hands.until_state(JobState.TIMED_OUT, 60)
        await until(lambda: "is not finished after 60 looks. The job is kept and can be resumed." in said(hands))
        emulator.clock.advance(3000)
        await until(lambda: hands.step_of(TITLE) == "Resume")
        hands.press(TITLE, "Resume")
        await hands.until_state(JobState.SUCCEEDED)
        await until(lambda: hands.session.document.lyrics.timed)
        assert uploads(emulator) == 1
        hands.session.document.mark_saved()

    runner.run(endless())


def test_a_task_that_fails_says_why_and_can_be_sent_again(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, key: str
) -> None:
    emulator.script(Script(outcome="FAILED", error="No vocals detected"))

    async def failed() -> None:
        await hands.open(song)
        await hands.sent()
        await hands.until_state(JobState.FAILED)
        await until(lambda: "No vocals detected" in said(hands))
        row = hands.row(TITLE)
        await until(lambda: "No vocals detected" in texts(row))
        assert hands.menu_of(TITLE) == [
            "Send again",
            "Copy trace id",
            "Ask the service's support",
            "Delete at the service",
            "Remove from the list",
        ]
        hands.choose(TITLE, "Send again")
        await until(lambda: len(hands.services.jobs()) == 2 and hands.job.task_id)
        assert uploads(emulator) == 2
        await hands.until_state(JobState.SUCCEEDED)
        await until(lambda: hands.session.document.lyrics.timed)
        hands.session.document.mark_saved()

    runner.run(failed())


def test_an_empty_answer_changes_nothing(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, key: str
) -> None:
    emulator.script(Script(lrc=""))

    async def empty() -> None:
        await hands.open(song)
        await hands.sent()
        await hands.until_state(JobState.EMPTY)
        await until(lambda: "without lyrics" in said(hands))
        assert not hands.session.document.lyrics.lines

    runner.run(empty())


def test_waiting_for_the_limit_is_counted_down(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, key: str
) -> None:
    async def limited() -> None:
        await hands.open(song)
        await hands.sent()
        emulator.faults.push(faults.rate_limited("300"), method="GET")
        row = hands.row(TITLE)
        await hands.pass_time(4)
        await until(lambda: "next request in 5 min" in texts(row))
        assert hands.services.under_way == 1
        await hands.pass_time(260)
        hands.panel().here.wake()
        assert "next request in 40 s" in texts(row)
        await hands.until_state(JobState.SUCCEEDED)
        await until(lambda: hands.session.document.lyrics.timed)
        hands.session.document.mark_saved()

    runner.run(limited())


def test_stopping_here_says_that_the_service_goes_on(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, key: str
) -> None:
    async def stop() -> None:
        await hands.open(song)
        await hands.sent()
        await until(lambda: "in the queue" in texts(hands.row(TITLE)))
        hands.press(TITLE, "Stop here")
        await until(lambda: hands.job.state is JobState.CANCELLED_HERE)
        assert hands.told.toasts[-1].text.startswith("Stopped here. The service goes on with Harbour Lights")
        assert hands.services.at_work == 0
        await until(lambda: "The service goes on with Harbour Lights" in texts(hands.row(TITLE)))
        hands.press(TITLE, "Resume")
        await hands.until_state(JobState.SUCCEEDED)
        await until(lambda: hands.session.document.lyrics.timed)
        assert uploads(emulator) == 1
        hands.session.document.mark_saved()

    runner.run(stop())
