"""Keys, the documented errors, and the three sliding windows with their headers."""

from __future__ import annotations

import httpx
import pytest

from tests.emulator import TIERS, Emulator
from tests.emulator.conftest import Api
from tests.emulator.faults import server_error
from tests.emulator.service import TASKS_PATH, UPLOAD_PATH
from tests.emulator.songs import song

LIMIT, REMAINING, RESET = "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"


def shown(response: httpx.Response) -> tuple[int, int]:
    return int(response.headers[LIMIT]), int(response.headers[REMAINING])


def spend(emulator: Emulator, persona: str, count: int) -> None:
    """As if the key had made so many requests now."""
    for _ in range(count):
        emulator.access(persona).windows.accept(emulator.clock.now_ms())


# ---- keys and errors ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer ailrc_sk_unknown", "Basic ailrc_sk_free_demo", "ailrc_sk_free_demo"],
)
def test_a_request_without_a_good_key_is_401(api: Api, header: str | None) -> None:  # check 2
    headers = {} if header is None else {"Authorization": header}
    for response in (api.client.get(TASKS_PATH, headers=headers), api.client.post(UPLOAD_PATH, headers=headers)):
        assert (response.status_code, response.json()["code"]) == (401, 401)
        assert shown(response) == (3, 3)


@pytest.mark.parametrize("persona", ["revoked", "expired"])
def test_a_revoked_or_expired_key_is_401(emulator: Emulator, api: Api, persona: str) -> None:  # check 2
    assert api.other(emulator.key(persona)).tasks().status_code == 401


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/api/v2/open"),
        ("POST", TASKS_PATH),
        ("GET", UPLOAD_PATH),
        ("PUT", f"{TASKS_PATH}/x"),
        ("GET", f"{TASKS_PATH}/a/b"),
        ("POST", f"{UPLOAD_PATH}/"),
    ],
)
def test_what_is_not_documented_is_404(api: Api, method: str, path: str) -> None:  # check 1
    response = api.request(method, path)
    assert (response.status_code, response.json()["code"]) == (404, 404)


def test_every_error_has_its_status_as_code_and_only_403_a_business_code(  # checks 17, 23
    emulator: Emulator, api: Api
) -> None:
    emulator.faults.push(server_error())
    errors = [api.tasks(), api.tasks(limit=0), api.read("x"), api.other("ailrc_sk_x").tasks()]
    errors.append(api.other(emulator.key("empty")).submit())
    errors.append(api.other(emulator.key("free")).submit(song(size_bytes=8 * 1024 * 1024)))
    spend(emulator, "pro", 10)
    errors.append(api.other(emulator.key("pro")).tasks())
    bodies = [response.json() for response in errors]
    assert [response.status_code for response in errors] == [500, 400, 404, 401, 403, 403, 429]
    assert [body["code"] for body in bodies] == [500, 400, 404, 401, 403, 403, 429]
    assert all(body["message"] and isinstance(body["message"], str) for body in bodies)
    codes = [body.get("businessCode") for body in bodies]
    assert codes == [None] * 4 + ["not_enough_credits", "level_not_enough", None]
    assert all({LIMIT, REMAINING, RESET, "date"} <= set(response.headers) for response in errors)  # check 18


def test_the_checks_come_in_their_order(emulator: Emulator, api: Api) -> None:
    large = song("ogg", size_bytes=8 * 1024 * 1024)
    free = api.other(emulator.key("empty"))
    free.request("GET", "/nowhere")  # 404 counts
    assert free.submit(large[:-1000_000], "a.m4a").status_code == 400  # kind before size and credits
    assert free.submit(large, "a.ogg").json()["businessCode"] == "level_not_enough"  # size before credits
    assert free.request("GET", "/nowhere").status_code == 429  # limit before path
    assert api.other(emulator.key("revoked")).request("GET", "/nowhere").status_code == 401  # key before all


# ---- windows --------------------------------------------------------------------------------------------------------


def test_the_headers_count_down_and_name_the_next_free_slot(emulator: Emulator, api: Api) -> None:  # check 18
    free = api.other(emulator.key("free"))
    responses = [free.tasks(), free.tasks()]
    emulator.clock.advance(10)
    responses.append(free.tasks())
    assert [shown(response) for response in responses] == [(3, 2), (3, 1), (3, 0)]
    assert {int(response.headers[RESET]) for response in responses} == {1_776_592_860}
    assert responses[2].headers["date"] == "Sun, 19 Apr 2026 10:00:10 GMT"


def test_a_slot_is_back_when_the_oldest_leaves_the_window(emulator: Emulator, api: Api) -> None:  # checks 19, 21
    free = api.other(emulator.key("free"))
    for _ in range(3):
        assert free.tasks().status_code == 200
        emulator.clock.advance(10)
    refusal = free.tasks()
    assert (refusal.status_code, refusal.headers["retry-after"]) == (429, "30")
    emulator.clock.advance(29.999)
    assert free.tasks().headers["retry-after"] == "1"
    emulator.clock.advance(0.001)
    assert [free.tasks().status_code, free.tasks().status_code] == [200, 429]  # one slot, not a fresh window


@pytest.mark.parametrize("persona", ["free", "pro", "premium"])
@pytest.mark.parametrize("layer", [0, 1, 2])
def test_each_layer_of_each_tier_refuses_alone(  # checks 19, 20, 21
    emulator: Emulator, api: Api, persona: str, layer: int
) -> None:
    owner, limits = api.other(emulator.key(persona)), TIERS[persona].limits
    per_minute = limits[0][0]
    for number in range(limits[layer][0]):
        if layer == 1 and number and number % per_minute == 0:
            emulator.clock.advance(61)
        if layer == 2 and number:
            emulator.clock.advance(86_000 / limits[2][0])
        spend(emulator, persona, 1)
    if layer == 1:
        emulator.clock.advance(61)
    refusal = owner.tasks()
    assert refusal.status_code == 429
    assert shown(refusal) == (limits[layer][0], 0)
    wait_s = int(refusal.headers["retry-after"])
    assert wait_s >= 1
    emulator.clock.advance(wait_s)
    assert owner.tasks().status_code == 200


def test_a_refused_request_is_not_counted(emulator: Emulator, api: Api) -> None:
    free = api.other(emulator.key("free"))
    assert [free.tasks().status_code for _ in range(9)] == [200] * 3 + [429] * 6
    emulator.clock.advance(60)
    assert shown(free.tasks()) == (3, 2)


def test_keys_have_windows_of_their_own_and_a_new_tier_holds_at_once(emulator: Emulator, api: Api) -> None:  # 22
    emulator.accounts.add("ailrc_sk_second", same_account_as=emulator.key("free"))
    free, second = api.other(emulator.key("free")), api.other("ailrc_sk_second")
    assert [free.tasks().status_code for _ in range(4)] == [200, 200, 200, 429]
    assert second.tasks().status_code == 200
    emulator.accounts.set_tier(free.key, "pro")
    assert shown(free.tasks()) == (10, 6)
    emulator.accounts.set_tier(free.key, "free")
    assert free.tasks().status_code == 429


def test_reads_can_be_switched_out_of_the_count(emulator: Emulator, api: Api) -> None:
    emulator.switches.polls_count = False
    free = api.other(emulator.key("free"))
    assert {free.tasks().status_code for _ in range(9)} == {200}
    assert [free.submit().status_code for _ in range(4)] == [200, 200, 200, 429]
