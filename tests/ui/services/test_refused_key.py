"""A key that the service refuses, at the first song or in the midst of its jobs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from lrc_studio.ui.dialogs.service_key import ServiceKeyDialog
from tests.emulator import Emulator, Script
from tests.ui.services.at_work import Hands
from tests.ui.songs import make_song
from tests.ui.waiting import until


def said(hands: Hands) -> str:
    return hands.told.said("service")


def test_a_refused_key_can_be_replaced(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LRC_STUDIO_KEY_AILRC", emulator.key("revoked"))

    async def refused() -> None:
        await hands.open(song)
        await hands.send()
        await until(lambda: said(hands))
        assert said(hands) == "This key was refused. It stays where it is kept until you replace it."
        assert hands.told.choices("service") == ["Replace key"]
        hands.told.choose("service", "Replace key")
        await hands.key_dialog()
        assert hands.has_dialog(ServiceKeyDialog)
        hands.dialog().reject()
        assert "service" not in hands.told.banners

    runner.run(refused())


def test_a_key_revoked_meanwhile_stops_all_its_jobs_with_one_request(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, tmp_path: Path, key: str
) -> None:
    async def revoked() -> None:
        emulator.script(Script(queue=0, processing_s=700), times=2)
        for number, name in enumerate(("Harbour", "Lights")):
            await hands.open(make_song(tmp_path / f"{name}.wav", seconds=2.0 + number))
            await hands.sent()
        emulator.access("premium").state = "revoked"
        asked = emulator.journal.count()

        def in_time(reached: Callable[[], bool]) -> Callable[[], bool]:
            def look() -> bool:
                if not reached() and hands.clock.asleep:
                    hands.clock.advance(10)
                return reached()

            return look

        await until(in_time(lambda: not hands.services.at_work), 60)
        assert emulator.journal.count() == asked + 1
        assert [hands.step_of(name) for name in ("Harbour", "Lights")] == ["Enter key"] * 2
        emulator.access("premium").state = "active"  # and a new try asks once more, for the key may be good again
        hands.services.do("resume", hands.job.id)
        await until(in_time(lambda: emulator.journal.count() > asked + 1), 60)
        hands.services.do("stop", hands.job.id)
        await until(lambda: not hands.services.at_work)
        hands.session.document.mark_saved()

    runner.run(revoked())
