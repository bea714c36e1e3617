"""The keys of services: where each is kept, its limits, and the test of one that was typed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from lrc_studio.core.errors import KeyRefusedError, StudioError
from lrc_studio.providers import PROVIDERS, by_id
from lrc_studio.ui.services.tiers import TierNumbers, as_numbers, as_tier

if TYPE_CHECKING:
    from collections.abc import Callable

    from lrc_studio.providers.base import Provider
    from lrc_studio.storage.secrets import Secrets
    from lrc_studio.ui.services.desk import Services

T = TypeVar("T")
TEST, LOOK, KEEP = "key-test", "key-look", "key-keep"
PLACES = (
    ("keychain", "In your keychain", "The system keeps it for you."),
    ("run", "Until the program is closed", "It is entered again at the next start."),
    (
        "file",
        "In a file only you can read",
        "You agree that it is kept unencrypted: whoever can use your account on this computer can read it.",
    ),
)
"""Where a key can be kept: its id, in words, and what that means."""
_REFUSED = "The service refused this key: it is not whole, revoked or expired. Copy it again, or make a new one there."
KEPT_IN = tuple(place for place, _, _ in PLACES)
_KEPT_WORDS = {
    "keychain": "is in your keychain",
    "run": "is kept until the program is closed",
    "file": "is in a file only you can read",
}


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of the key that is held: nothing of it but its first and last signs."""

    masked: str = ""
    place: str = ""
    sentence: str = ""
    removable: bool = False
    fingerprint: str = ""
    """What tells the jobs of this key from those of another."""


@dataclass(frozen=True, slots=True)
class KeyTest:
    """How a test ended."""

    works: bool
    sentence: str


class Keys(QObject):
    """Asks the keychain in a thread, for it may ask the person. `looked()` follows; `tested(KeyTest)` a test."""

    looked = Signal()
    tested = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._services, self._session = services, services.session
        self.secrets: Secrets | None = None
        self._held: dict[str, Held] = {}
        self.provider = services.provider
        """The service that the key dialog is about."""
        self._testing = False
        self.looked_once = False
        """Whether `held` says what there is; before, nobody has looked."""
        self.keychain = True
        """Whether this computer has a keychain, as far as is known."""

    @property
    def providers(self) -> tuple[Provider, ...]:
        """The services that need a key."""
        return tuple(provider for provider in PROVIDERS if "key" in provider.needs)

    @property
    def has_tiers(self) -> bool:
        """Whether the accounts of the dialog's service differ in what they take."""
        return self.provider is self._services.provider

    def choose(self, provider_id: str) -> None:
        """Make the key dialog be about this service."""
        self.provider = by_id(provider_id)

    @property
    def known(self) -> bool:
        """Whether a key of the service that takes songs is held, as far as was looked."""
        return self.knows(self._services.provider.id)

    def knows(self, provider_id: str) -> bool:
        """Whether a key of this service is held, as far as was looked."""
        return bool(self.held(provider_id).masked)

    @property
    def testing(self) -> bool:
        """Whether a test is under way."""
        return self._testing

    def held(self, provider_id: str = "") -> Held:
        """The key that is held for a service (the dialog's where none is named), as far as was looked."""
        return self._held.get(provider_id or self.provider.id, Held())

    def look(self) -> None:
        """Find out which keys are held; `looked` follows."""
        self._session.jobs.start(LOOK, self.find())

    def needed(self, provider: Provider) -> str:
        """A service's key; blocking. Raises KeyRefusedError without one."""
        from lrc_studio.workflows.services import key_of

        return key_of(provider, self._kept())

    def presets(self) -> tuple[TierNumbers, ...]:
        """The limits of the service's own accounts."""
        from lrc_studio.workflows.services import PRESETS

        return tuple(as_numbers(tier) for tier in PRESETS)

    def numbers(self) -> TierNumbers:
        """The limits of the key that is held for the service that takes songs."""
        from lrc_studio.workflows.services import tier_of

        return as_numbers(tier_of(self._services.provider.id))

    def test(self, typed: str) -> None:
        """Ask the service once, for free, with the key that was typed, or with the one held; `tested` follows."""
        self._testing = True
        self._session.jobs.start(TEST, self._test(typed))

    def stop_test(self) -> None:
        """Nobody waits for the test any more."""
        self._testing = False
        self._session.jobs.cancel(TEST)

    def keep(self, typed: str, where: str, numbers: TierNumbers | None) -> None:
        """Keep a key (the held one where nothing was typed) and its limits, if any; jobs at work go on with them."""
        self._session.jobs.start(KEEP, self._keep(typed, where, numbers))

    def remove(self) -> None:
        """Forget the key on this computer."""
        self._session.jobs.start(KEEP, self._remove())

    def _kept(self) -> Secrets:
        from lrc_studio.storage.secrets import Secrets

        if self.secrets is None:
            self.secrets = Secrets()
        return self.secrets

    async def find(self) -> None:
        """Find out which keys are held."""
        self._held, self.keychain = await self._in_thread(LOOK, self._found)
        self.looked_once = True
        self.looked.emit()
        self._services.changed.emit()
        self._services.looked.emit()

    def _found(self) -> tuple[dict[str, Held], bool]:
        keychain = self._kept().has_keychain()
        return {provider.id: self._found_for(provider.id) for provider in self.providers}, keychain

    def _found_for(self, provider_id: str) -> Held:
        from lrc_studio.storage.secrets import Place, fingerprint, masked

        secrets = self._kept()
        key, place = secrets.key_for(provider_id), secrets.place_of(provider_id)
        if key is None or place is None:
            return Held()
        shown = masked(key)
        mark = fingerprint(key)
        named = shown if shown.strip("…") else "The key"  # too short to show any of it
        if place is Place.ENVIRONMENT:
            name = f"LRC_STUDIO_KEY_{provider_id.upper()}"
            sentence = f"{named} comes from {name}, which goes before a kept key."
            return Held(shown, place, sentence, False, mark)
        return Held(shown, place, f"{named} {_KEPT_WORDS[place]}.", True, mark)

    async def _test(self, typed: str) -> None:
        try:
            outcome = KeyTest(True, f"The key works{await self._services.connection.proof(self.provider, typed)}.")
        except KeyRefusedError as error:
            outcome = KeyTest(False, _REFUSED if typed and error.details else str(error))
        except StudioError as error:
            outcome = KeyTest(False, str(error))
        except Exception:
            self._tell(KeyTest(False, "The test could not be finished. Nothing was changed; test it again."))
            raise
        self._tell(outcome)

    def _tell(self, outcome: KeyTest) -> None:
        self._testing = False
        self.tested.emit(outcome)

    async def _keep(self, typed: str, where: str, numbers: TierNumbers | None) -> None:
        provider = self.provider
        await self._in_thread(KEEP, lambda: self._write(provider.id, typed, where, numbers))
        await self._renewed(provider)
        self._session.messages.clear("service")

    def _write(self, provider_id: str, typed: str, where: str, numbers: TierNumbers | None) -> None:
        from lrc_studio.storage.secrets import Place
        from lrc_studio.workflows.services import keep_tier

        key = typed or (self._kept().key_for(provider_id) or "")
        if key and not (not typed and os.environ.get(f"LRC_STUDIO_KEY_{provider_id.upper()}")):
            self._kept().keep(provider_id, key, Place(where))
        if numbers is not None:
            keep_tier(provider_id, as_tier(numbers))

    async def _remove(self) -> None:
        provider = self.provider
        await self._in_thread(KEEP, lambda: self._kept().forget(provider.id))
        await self._renewed(provider)
        self._session.messages.toast("The key was removed from this computer")

    async def _renewed(self, provider: Provider) -> None:
        if provider is self._services.provider:
            self._services.there.forget()
        else:
            self._services.connection.drop(provider)
        await self.find()
        if provider is self._services.provider:
            await self._services.runs.renew()

    async def _in_thread(self, name: str, work: Callable[[], T]) -> T:
        return await self._session.jobs.in_thread(name, lambda _report: work())
