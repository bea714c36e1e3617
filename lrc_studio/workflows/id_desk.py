"""A service that answers to ids made ready: its key, its address and the limits of the key, remembered between runs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from lrc_studio.core.errors import UsageError
from lrc_studio.providers import BY_ID
from lrc_studio.providers.base import Clock, Ids, Provider, SystemClock, TrackList
from lrc_studio.providers.key_clock import KeyClock
from lrc_studio.providers.suno_family import WINDOWS, Member
from lrc_studio.storage.jobs import JobStore
from lrc_studio.workflows.key_ledger import ledger_of
from lrc_studio.workflows.service_desk import PATIENCE_S

if TYPE_CHECKING:
    from lrc_studio.providers.transport import Client


class IdService(Protocol):
    """A service that answers to ids, as the jobs see it; answers that are kept come as they were given."""

    async def words(self, ids: Ids) -> Any:
        """A song's timed words; paid. Raises OutcomeUnknownError where it may have been charged."""

    async def lyrics(self, task_id: str) -> Any:
        """What a task that writes lyrics has come to; free."""

    async def tracks(self, task_id: str) -> TrackList:
        """The songs of a task; free."""

    async def credits(self) -> float:
        """What the account holds; free."""


@dataclass(frozen=True)
class IdDesk:
    """One key at one service that answers to ids; `fingerprint` tells which key.

    `patience_s` is the longest wait for the service that is sat through.
    """

    member: Member
    origin: str
    fingerprint: str
    service: IdService
    store: JobStore
    clock: KeyClock
    patience_s: float = PATIENCE_S

    @property
    def provider(self) -> Provider:
        """The service's record."""
        return self.member.provider


@asynccontextmanager
async def open_id_desk(
    provider: Provider,
    store: JobStore,
    key: str,
    *,
    clock: Clock | None = None,
    patience_s: float = PATIENCE_S,
    client: Client | None = None,
) -> AsyncIterator[IdDesk]:
    """A desk for one key, with a client of its own unless one (of `make_client`) is given.

    Raises UsageError for an unsafe address or another kind of provider, KeyRefusedError for what cannot be a key.
    """
    from lrc_studio.providers.http import Http, make_client, origin_of
    from lrc_studio.providers.limits import Limiter
    from lrc_studio.providers.suno_family import SunoFamily
    from lrc_studio.storage.secrets import fingerprint

    member = BY_ID.get(provider.id)
    if member is None:
        raise UsageError(f"{provider.label} takes no ids of songs.")
    clock, mark, origin = clock or SystemClock(), fingerprint(key), origin_of(provider)
    limiter = Limiter(WINDOWS, clock, ledger=ledger_of(store, mark, clock))
    own = client or make_client()
    try:
        http = Http(own, origin, limiter.clock, key, limiter, service=provider.label)
        yield IdDesk(member, origin, mark, SunoFamily(http, member), store, limiter.clock, patience_s)
    finally:
        if client is None:
            await own.aclose()
