"""The admin plane `/__emu__/`: how another process looks at a running emulator and changes it."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.emulator.faults import NAMED
from tests.emulator.suno_service import SunoAccount
from tests.emulator.timeline import Script

TOKEN_HEADER = "x-emulator-token"


class Admin:
    """JSON over POST and GET, for whoever has the token."""

    def __init__(self, service: Any) -> None:
        self.token = secrets.token_hex(8)
        self._service = service
        self._app = Starlette(routes=self._routes())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say 403 to who has no token."""
        given = Request(scope).headers.get(TOKEN_HEADER, "")
        known = secrets.compare_digest(given.encode(), self.token.encode())
        await (self._app if known else JSONResponse({"message": "token"}, 403))(scope, receive, send)

    def _routes(self) -> list[Route]:
        return [
            Route("/__emu__/state", self._state),
            Route("/__emu__/journal", self._journal),
            Route("/__emu__/accounts", self._account, methods=["POST"]),
            Route("/__emu__/clock", self._clock, methods=["POST"]),
            Route("/__emu__/faults", self._fault, methods=["POST"]),
            Route("/__emu__/scripts", self._script, methods=["POST"]),
            Route("/__emu__/switches", self._switches, methods=["POST"]),
        ]

    async def _state(self, _request: Request) -> JSONResponse:
        service = self._service
        accounts = [
            {"key": a.key, "tier": a.account.tier.name, "credits": a.account.credits, "state": a.state}
            for a in service.accounts.all()
        ]
        tasks = [service.tasks.described(task) for task in service.tasks.all()]
        return JSONResponse({"now_s": service.clock.now_s(), "accounts": accounts, "tasks": tasks})

    async def _journal(self, _request: Request) -> JSONResponse:
        return JSONResponse([asdict(entry) for entry in self._service.journal.all()])

    async def _account(self, request: Request) -> JSONResponse:
        asked = await request.json()
        self._service.accounts.add(asked.pop("key"), **asked)
        return JSONResponse({})

    async def _clock(self, request: Request) -> JSONResponse:
        self._service.clock.advance((await request.json())["advance_s"])
        return JSONResponse({"now_s": self._service.clock.now_s()})

    async def _fault(self, request: Request) -> JSONResponse:
        asked: dict[str, Any] = await request.json()
        fault = NAMED[asked.pop("fault")](**asked.pop("with", {}))
        self._service.faults.push(fault, **asked)
        return JSONResponse({})

    async def _script(self, request: Request) -> JSONResponse:
        asked: dict[str, Any] = await request.json()
        self._service.tasks.script(times=asked.pop("times", 1), script=Script(**asked))
        return JSONResponse({})

    async def _switches(self, request: Request) -> JSONResponse:
        for name, value in (await request.json()).items():
            if name not in type(self._service.switches).__slots__:
                return JSONResponse({"message": name}, 400)
            setattr(self._service.switches, name, value)
        return JSONResponse(asdict(self._service.switches))


class SunoAdmin(Admin):
    """The same for a service of the Suno kind."""

    async def _state(self, _request: Request) -> JSONResponse:
        service = self._service
        accounts = [asdict(account) for account in service.accounts.values()]
        return JSONResponse({"now_s": service.clock.now_s(), "accounts": accounts, "tasks": sorted(service.tasks)})

    async def _account(self, request: Request) -> JSONResponse:
        account = SunoAccount(**await request.json())
        self._service.accounts[account.key] = account
        return JSONResponse({})

    async def _script(self, request: Request) -> JSONResponse:
        """How a task stands: `{"task_id": ..., "status": "PENDING"}` and other fields of it."""
        asked: dict[str, Any] = await request.json()
        task = self._service.tasks[asked.pop("task_id")]
        for name, value in asked.items():
            setattr(task, name, value)
        return JSONResponse({})
