"""The key dialog: where a key is kept, tested, replaced and removed; nothing of it is shown."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from lrc_studio.storage.secrets import Secrets
from lrc_studio.workflows.services import tier_of
from tests.emulator import Emulator
from tests.ui.services.at_work import Hands, click
from tests.ui.songs import button, texts
from tests.ui.waiting import until


class Ring:
    """A keychain in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[(service, username)] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[(service, username)]


async def enter(hands: Hands, key: str, where: str) -> None:
    hands.services.ask_key()
    dialog = await hands.key_dialog()
    QTest.keyClicks(dialog.field, key)
    dialog.place.setCurrentIndex(dialog.place.findData(where))
    click(dialog.keep)
    await until(lambda: not hands.session.jobs.running("key-keep"))


def test_a_key_in_the_keychain_is_masked_and_removed(hands: Hands, runner: asyncio.Runner) -> None:
    ring, key = Ring(), "ailrc_sk_0123456789abcdefwxyz"
    hands.services.keys.secrets = Secrets(keychain=ring)

    async def keep() -> None:
        await enter(hands, key, "keychain")
        assert list(ring.kept.values()) == [key]
        hands.services.ask_key()
        dialog = await hands.key_dialog()
        assert "ailrc_sk_…wxyz is in your keychain." in texts(dialog)
        assert key not in texts(dialog)
        assert dialog.field.text() == ""
        click(button(dialog, "Remove key"))
        await until(lambda: not ring.kept)
        await until(lambda: not hands.services.keys.known)
        assert hands.told.toasts[-1].text == "The key was removed from this computer"

    runner.run(keep())


def test_without_a_keychain_a_file_only_the_owner_reads(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, studio_home: Path
) -> None:
    key = emulator.key("premium")

    async def keep() -> None:
        hands.services.ask_key()
        dialog = await hands.key_dialog()
        assert dialog.place.itemText(0) == "No keychain on this computer"
        assert dialog.place.currentData() == "run"
        dialog.place.setCurrentIndex(dialog.place.findData("file"))
        assert "You agree that it is kept unencrypted" in texts(dialog)
        QTest.keyClicks(dialog.field, key)
        click(dialog.keep)
        await until(lambda: hands.services.keys.known)

    runner.run(keep())
    kept = [path for path in studio_home.rglob("*") if path.is_file() and key.encode() in path.read_bytes()]
    assert len(kept) == 1
    if os.name != "nt":
        assert kept[0].stat().st_mode & 0o077 == 0


def test_a_key_that_is_none_is_said_and_not_kept(hands: Hands, runner: asyncio.Runner) -> None:
    async def keep() -> None:
        await enter(hands, "short", "run")
        await until(lambda: "trouble" in hands.told.banners)
        assert "This is not a whole key" in hands.told.said("trouble")
        assert not hands.services.keys.known

    runner.run(keep())


@pytest.mark.parametrize(("persona", "says"), [("revoked", "refused"), ("premium", "The key works.")])
def test_the_test_reads_the_list_once(
    hands: Hands, runner: asyncio.Runner, emulator: Emulator, persona: str, says: str
) -> None:
    async def test() -> None:
        hands.services.ask_key()
        dialog = await hands.key_dialog()
        QTest.keyClicks(dialog.field, emulator.key(persona))
        click(dialog.test)
        await until(lambda: dialog.told.text() not in ("", "Asking the service"))
        assert says in dialog.told.text()
        assert emulator.key(persona) not in texts(dialog)
        assert dialog.test.isEnabled()
        dialog.reject()

    runner.run(test())
    assert [entry.path.rsplit("/")[-1] for entry in emulator.journal.all()] == ["audio_tasks"]


def test_numbers_of_ones_own_are_kept_with_the_key(hands: Hands, runner: asyncio.Runner, key: str) -> None:
    async def change() -> None:
        hands.services.ask_key()
        dialog = await hands.key_dialog()
        assert "comes from LRC_STUDIO_KEY_AILRC" in texts(dialog)
        assert not button_names(dialog).count("Remove key")
        dialog.tier._boxes["per_minute"].setValue(7)
        assert dialog.tier.numbers.name == "Other numbers"
        click(dialog.keep)
        await until(lambda: not hands.session.jobs.running("key-keep"))

    runner.run(change())
    assert tier_of("ailrc").windows[0] == (7, 60.0)


def button_names(dialog: object) -> list[str]:
    from PySide6.QtWidgets import QPushButton

    return [made.text() for made in dialog.findChildren(QPushButton) if made.isVisible()]  # type: ignore[attr-defined]
