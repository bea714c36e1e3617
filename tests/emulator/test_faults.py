"""Faults do what they say, to the requests they are for, and leave the others alone."""

from __future__ import annotations

import json
import threading
import zlib

import httpx
import pytest

from tests.emulator import Emulator, Gate, faults
from tests.emulator.conftest import Api
from tests.emulator.service import TASKS_PATH


def test_a_fault_waits_for_its_requests(emulator: Emulator, api: Api) -> None:
    emulator.faults.push(faults.server_error(), method="GET", path=TASKS_PATH, key=api.key, skip=1, times=2)
    assert api.submit().status_code == 200
    assert api.other(emulator.key("pro")).tasks().status_code == 200
    assert [api.tasks().status_code for _ in range(4)] == [200, 500, 500, 200]
    assert emulator.faults.left() == 0


@pytest.mark.parametrize("value", ["37", "0", "-1", "2.5", "999999", "NaN", "Sun, 19 Apr 2026 10:01:00 GMT", None])
def test_any_retry_after(emulator: Emulator, api: Api, value: str | None) -> None:
    emulator.faults.push(faults.rate_limited(value))
    response = api.tasks()
    assert (response.status_code, response.headers.get("retry-after")) == (429, value)


def test_a_gateway_page_costs_nothing_and_an_error_of_the_service_counts(emulator: Emulator, api: Api) -> None:
    emulator.faults.push(faults.page(502))
    emulator.faults.push(faults.server_error(503))
    assert api.tasks().text.startswith("<!DOCTYPE html>")
    assert api.tasks().status_code == 503
    assert api.tasks().headers["x-ratelimit-remaining"] == "18"


def test_the_work_is_done_though_the_reply_is_lost(emulator: Emulator, api: Api) -> None:
    emulator.faults.push(faults.server_error(stage="reply"))
    assert api.submit().status_code == 500
    assert len(emulator.tasks.all()) == 1


def test_bodies_that_are_no_answer(emulator: Emulator, api: Api) -> None:
    emulator.faults.push(faults.truncated(9))
    emulator.faults.push(faults.not_a_number())
    emulator.faults.push(faults.deep(5000))
    emulator.faults.push(faults.json_body([1]))
    emulator.faults.push(faults.wrong_type("text/plain"))
    assert api.tasks().text == '{"code":0'
    assert "NaN" in api.tasks().text
    assert api.tasks().text.count("[") == 5000
    assert api.tasks().json() == [1]
    assert api.tasks().headers["content-type"].startswith("text/plain")


def test_an_answer_can_be_changed(emulator: Emulator, api: Api) -> None:
    emulator.faults.push(faults.items_with(status="TRANSCODING"))
    emulator.faults.push(faults.skewed(-7200))
    assert api.submit().json()["items"]["status"] == "TRANSCODING"
    assert api.tasks().headers["date"] == "Sun, 19 Apr 2026 08:00:00 GMT"


def test_a_redirect_points_where_it_is_told(emulator: Emulator, api: Api) -> None:
    emulator.faults.push(faults.redirected("http://localhost:1/x", 307))
    response = api.tasks()
    assert (response.status_code, response.headers["location"]) == (307, "http://localhost:1/x")


def test_the_bomb_is_small_and_opens_large(emulator: Emulator, api: Api) -> None:
    emulator.faults.push(faults.gzip_bomb(3))
    with api.client.stream("GET", TASKS_PATH, headers={"Authorization": f"Bearer {api.key}"}) as response:
        packed = b"".join(response.iter_raw())
    assert len(packed) < 10_000
    assert len(zlib.decompress(packed, wbits=31)) == 3 * 1_048_576


def test_an_endless_body_ends_with_its_reader(emulator: Emulator, api: Api) -> None:
    emulator.faults.push(faults.endless())
    with api.client.stream("GET", TASKS_PATH, headers={"Authorization": f"Bearer {api.key}"}) as response:
        pieces = response.iter_raw()
        assert sum(len(next(pieces)) for _ in range(20)) > 100_000
    assert api.tasks().status_code == 200


def test_a_held_answer_comes_when_the_gate_opens(emulator: Emulator, api: Api) -> None:
    gate, found = Gate(), []
    emulator.faults.push(faults.held(gate))
    asking = threading.Thread(target=lambda: found.append(api.tasks().status_code))
    asking.start()
    assert gate.wait_reached()
    assert found == []
    gate.open()
    asking.join(20)
    assert found == [200]


def test_another_process_can_look_and_change(emulator: Emulator, api: Api) -> None:
    headers = {"X-Emulator-Token": emulator.admin.token}

    def tell(name: str, **body: object) -> httpx.Response:
        return api.client.post(f"/__emu__/{name}", headers=headers, json=body)

    assert api.client.get("/__emu__/state", headers={"X-Emulator-Token": "wrong"}).status_code == 403
    tell("accounts", key="ailrc_sk_new", tier="pro", credits_left=9)
    tell("scripts", outcome="FAILED", times=1)
    tell("faults", **{"fault": "server_error", "with": {"status": 503}, "method": "POST"})
    tell("switches", separate_trace=True)
    assert tell("switches", nonsense=1).status_code == 400
    new = api.other("ailrc_sk_new")
    assert new.submit().status_code == 503
    items = new.submit().json()["items"]
    assert items["traceId"] != items["taskId"]
    tell("clock", advance_s=60)
    state = api.client.get("/__emu__/state", headers=headers).json()
    assert state["now_s"] == 1_776_592_860
    assert [task["status"] for task in state["tasks"]] == ["FAILED"]
    journal = api.client.get("/__emu__/journal", headers=headers).json()
    assert [(row["method"], row["status"]) for row in journal] == [("POST", 503), ("POST", 200)]
    assert "ailrc_sk_new" not in json.dumps(journal)
