"""The one open desk at the service: made off the window's thread, kept for all jobs, closed with the key."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lrc_studio.storage.jobs import JobStore
    from lrc_studio.ui.services.desk import Services
    from lrc_studio.workflows.service_desk import Desk


class Connection:
    """Opens the journal of jobs, the client and the desk when each is first needed."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._opening = asyncio.Lock()
        self._stack = AsyncExitStack()
        self._desk: Desk | None = None
        self._store: JobStore | None = None
        self.make_client: Callable[[], Any] = _make_client

    @property
    def opened_store(self) -> JobStore | None:
        """The journal, None before it was first needed."""
        return self._store

    async def store(self) -> JobStore:
        """The journal of jobs. Raises InputError where it cannot be read."""
        from lrc_studio.storage.jobs import JobStore

        if self._store is None:
            clock = self._services.clock
            self._store = await asyncio.to_thread(lambda: JobStore(now=clock.now_s))
        return self._store

    async def desk(self) -> Desk:
        """The desk for the key that is held. Raises KeyRefusedError without one, UsageError for an unsafe address."""
        async with self._opening:
            if self._desk is None:
                key = await asyncio.to_thread(self._services.keys.needed)
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

    async def renew(self) -> None:
        """Close the desk: the next one is opened with the key and the limits that are held then."""
        async with self._opening:
            stack, self._stack, self._desk = self._stack, AsyncExitStack(), None
            await stack.aclose()

    async def close(self) -> None:
        """Close all, at the end of the program."""
        await self.renew()
        if self._store is not None:
            self._store.close()
            self._store = None


def _make_client() -> Any:
    """An HTTP client. Blocking: reading the certificates takes a tenth of a second."""
    from lrc_studio.providers.http import make_client

    return make_client()
