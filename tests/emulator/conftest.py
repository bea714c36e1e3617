"""A plain client of the emulator, which knows nothing of the program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.emulator import Emulator
from tests.emulator.service import TASKS_PATH, UPLOAD_PATH
from tests.emulator.songs import song


class Api:
    """The four operations with one key; each gives the response as it came."""

    def __init__(self, client: httpx.Client, key: str) -> None:
        self.client = client
        self.key = key

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        return self.client.request(method, path, headers={"Authorization": f"Bearer {self.key}"}, **more)

    def submit(self, audio: bytes | None = None, name: str = "song.mp3", given: str | None = None) -> httpx.Response:
        form = {"fileName": given} if given is not None else {}
        return self.request("POST", UPLOAD_PATH, files={"file": (name, audio or song())}, data=form)

    def submitted(self) -> str:
        """The id of a fresh task."""
        return str(self.submit().json()["items"]["taskId"])

    def read(self, task_id: str) -> httpx.Response:
        return self.request("GET", f"{TASKS_PATH}/{task_id}")

    def items(self, task_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.read(task_id).json()["items"]
        return found

    def tasks(self, **query: Any) -> httpx.Response:
        return self.request("GET", TASKS_PATH, params=query)

    def delete(self, task_id: str) -> httpx.Response:
        return self.request("DELETE", f"{TASKS_PATH}/{task_id}")

    def other(self, key: str) -> Api:
        """The same with another key."""
        return Api(self.client, key)


@pytest.fixture
def api(emulator: Emulator) -> Iterator[Api]:
    """A client with the key of the premium persona."""
    with httpx.Client(base_url=emulator.origin, trust_env=False, timeout=20) as client:
        yield Api(client, emulator.key("premium"))
