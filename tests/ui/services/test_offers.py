"""What the picker offers for songs the service does not take, and without a key."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from lrc_studio.storage.jobs import JobState
from lrc_studio.ui.dialogs.provider_picker import ProviderPicker
from tests.emulator import Emulator
from tests.ui.services.at_work import Hands, click
from tests.ui.songs import make_song, texts
from tests.ui.waiting import until

TITLE = "Harbour Lights"


def uploads(emulator: Emulator) -> int:
    return emulator.journal.count("POST")


@pytest.mark.parametrize("name", ["song.m4a", "large.wav"])
def test_a_song_of_another_kind_or_size_is_offered_as_a_copy(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, tmp_path: Path, key: str, name: str
) -> None:
    from dataclasses import replace

    from lrc_studio.providers.limits import PREMIUM
    from lrc_studio.workflows.services import keep_tier

    keep_tier("ailrc", replace(PREMIUM, max_bytes=150_000))
    made = make_song(tmp_path / "made.wav", 20.0 if name.startswith("large") else 2.0)
    song = made.rename(tmp_path / name)

    async def smaller() -> None:
        await hands.open(song)
        picker = await hands.picker()
        card = hands.card("AI LRC Generator")
        copy = hands.services.look.copy_bytes
        assert copy
        assert "made on this computer, is sent instead" in card.offer.sentence
        assert picker.primary.text().startswith("Send copy (")
        assert "Sends a copy of the song" in texts(picker)
        click(picker.primary)
        await until(lambda: hands.services.jobs() and hands.job.task_id)
        entry = emulator.journal.all("POST")[0]
        assert entry.body_bytes <= copy + 2000
        await hands.until_state(JobState.SUCCEEDED)
        await until(lambda: hands.session.document.lyrics.timed)
        assert not list(tmp_path.rglob("uploads/*"))
        hands.session.document.mark_saved()

    runner.run(smaller())


def test_the_picker_comes_back_without_a_key(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, song: Path
) -> None:
    async def leave() -> None:
        await hands.open(song)
        picker = await hands.picker()
        hands.card("AI LRC Generator")
        click(picker.primary)
        dialog = await hands.key_dialog()
        dialog.reject()
        await until(lambda: hands.has_dialog(ProviderPicker))
        hands.dialog().reject()
        assert hands.services.jobs() == ()
        assert emulator.journal.count() == 0

    runner.run(leave())
