"""The open desks, one a service: made off the window's thread, kept for all jobs, closed with the key."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

from lrc_studio.ui.services.words import credits_left

if TYPE_CHECKING:
    from lrc_studio.providers.base import Provider
    from lrc_studio.storage.jobs import JobStore
    from lrc_studio.ui.services.desk import Services
    from lrc_studio.workflows.id_desk import IdDesk
    from lrc_studio.workflows.service_desk import Desk


class Connection:
    """Opens the journal of jobs, the client and the desk when each is first needed."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._opening = asyncio.Lock()
        self._stack = AsyncExitStack()
        self._desk: Desk | None = None
        self._id_desks: dict[str, IdDesk] = {}
        self._id_stack = AsyncExitStack()
        self._store: JobStore | None = None
        self._store_opening = asyncio.Lock()
        self.make_client: Callable[[], Any] = _make_client

    @property
    def opened_store(self) -> JobStore | None:
        """The journal, None before it was first needed."""
        return self._store

    async def store(self) -> JobStore:
        """The journal of jobs. Raises InputError where it cannot be read."""
        from lrc_studio.storage.jobs import JobStore

        async with self._store_opening:
            if self._store is None:
                clock = self._services.clock
                self._store = await asyncio.to_thread(lambda: JobStore(now=clock.now_s))
                if self._store.damage:
                    self._services.session.messages.banner("jobs", self._store.damage)
            return self._store

    async def desk(self) -> Desk:
        """The desk for the key that is held, a new one once the service has refused the key: it may be good again.

        Raises KeyRefusedError without one, UsageError for an unsafe address.
        """
        async with self._opening:
            if self._desk is None or self._desk.clock.refused:
                key = await asyncio.to_thread(self._services.keys.needed, self._services.provider)
                self._desk = await self.desk_for(key, self._stack)
            return self._desk

    async def desk_for(self, key: str, stack: AsyncExitStack) -> Desk:
        """A desk for another key, which is closed with `stack`."""
        from lrc_studio.workflows.services import open_desk

        store = await self.store()
        client = await stack.enter_async_context(await asyncio.to_thread(self.make_client))
        provider, clock = self._services.provider, self._services.clock
        return await stack.enter_async_context(
            open_desk(provider, store, key, clock=clock, patience_s=math.inf, client=client)
        )

    async def id_desk(self, provider: Provider) -> IdDesk:
        """The desk at a service that is asked by ids. Raises KeyRefusedError without a key."""
        async with self._opening:
            known = self._id_desks.get(provider.id)
            if known is None or known.clock.refused:
                key = await asyncio.to_thread(self._services.keys.needed, provider)
                self._id_desks[provider.id] = await self._id_desk_for(provider, key, self._id_stack)
            return self._id_desks[provider.id]

    def drop(self, provider: Provider) -> None:
        """Another key: the next desk at this service is opened with it; what is under way ends with the old one."""
        self._id_desks.pop(provider.id, None)

    async def proof(self, provider: Provider, typed: str) -> str:
        """What a request that costs nothing brings with the key that was typed, or the one held: credits, or "".

        Raises what the service says where the key is not good.
        """
        async with AsyncExitStack() as stack:
            if provider is self._services.provider:
                desk = await (self.desk_for(typed, stack) if typed else self.desk())
                await desk.service.tasks(1, 1)
                return ""
            asked = await (self._id_desk_for(provider, typed, stack) if typed else self.id_desk(provider))
            return f": {credits_left(await asked.service.credits())}"

    async def _id_desk_for(self, provider: Provider, key: str, stack: AsyncExitStack) -> IdDesk:
        from lrc_studio.workflows.id_desk import open_id_desk

        store = await self.store()
        client = await stack.enter_async_context(await asyncio.to_thread(self.make_client))
        return await stack.enter_async_context(
            open_id_desk(provider, store, key, clock=self._services.clock, patience_s=math.inf, client=client)
        )

    async def renew(self) -> None:
        """Close the desk: the next one is opened with the key and the limits that are held then."""
        async with self._opening:
            stack, self._stack, self._desk = self._stack, AsyncExitStack(), None
            await stack.aclose()

    async def close(self) -> None:
        """Close all, at the end of the program."""
        await self.renew()
        self._id_desks.clear()
        await self._id_stack.aclose()
        async with self._store_opening:
            if self._store is not None:
                self._store.close()
                self._store = None


def _make_client() -> Any:
    """An HTTP client. Blocking: reading the certificates takes a tenth of a second."""
    from lrc_studio.providers.http import make_client

    return make_client()
