"""The emulator of the services by ids answers as documented, to a client that knows nothing of the program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.emulator import SunoEmulator
from tests.emulator.__main__ import told_by_id
from tests.emulator.suno_server import SOUND_PATH
from tests.emulator.suno_service import LYRICS, MEMBERS, TRACKS, WORDS
from tests.emulator.suno_songs import DEMO_LYRICS, DEMO_TASK, DEMO_TEXT, tokens_of

AUDIO = "e231c0de-0000-4000-8000-0000008cadc8"
ASKED = {"taskId": DEMO_TASK, "audioId": AUDIO}


@pytest.fixture(params=MEMBERS)
def emulator(request: pytest.FixtureRequest) -> Iterator[SunoEmulator]:
    with SunoEmulator(request.param) as running:
        yield running


def ask(emulator: SunoEmulator, method: str, path: str, key: str = "", **more: Any) -> Any:
    """The body's JSON."""
    headers = {"Authorization": f"Bearer {key or emulator.key()}"}
    return httpx.request(method, emulator.origin + path, headers=headers, trust_env=False, **more).json()


def test_words_cost_half_a_credit_and_reads_nothing(emulator: SunoEmulator) -> None:
    account = emulator.accounts[emulator.key()]
    before = account.credits_left
    assert ask(emulator, "POST", WORDS, json=ASKED)["msg"] == "success"
    assert account.credits_left == before - 0.5
    ask(emulator, "GET", TRACKS, params={"taskId": DEMO_TASK})
    ask(emulator, "GET", f"{LYRICS}/record-info", params={"taskId": DEMO_LYRICS})
    assert account.credits_left == before - 0.5


def test_tokens_joined_are_the_text(emulator: SunoEmulator) -> None:
    words = ask(emulator, "POST", WORDS, json=ASKED)["data"]["alignedWords"]
    assert "".join(word["word"] for word in words) == DEMO_TEXT
    assert "".join(word for word, _, _ in tokens_of(DEMO_TEXT)) == DEMO_TEXT


def test_who_has_no_credits_and_who_asks_too_often(emulator: SunoEmulator) -> None:
    kie = emulator.service.member == "kie"
    poor = ask(emulator, "POST", WORDS, f"{emulator.service.member}_empty_demo", json=ASKED)
    assert poor["code"] == (402 if kie else 429)
    codes = [ask(emulator, "GET", TRACKS, params={"taskId": DEMO_TASK})["code"] for _ in range(21)]
    assert codes == [200] * 20 + [429 if kie else 430]
    emulator.clock.advance(10)
    assert ask(emulator, "GET", TRACKS, params={"taskId": DEMO_TASK})["code"] == 200


def test_the_task_of_another_account_looks_like_success(emulator: SunoEmulator) -> None:
    other = f"{emulator.service.member}_empty_demo"
    body = ask(emulator, "GET", TRACKS, other, params={"taskId": DEMO_TASK})
    assert (body["code"], body["data"]) == (200, None)


def test_paths_and_switches(emulator: SunoEmulator) -> None:
    assert ask(emulator, "GET", WORDS)["code"] == 404
    emulator.switches.tracks = emulator.switches.credit = False
    assert ask(emulator, "GET", TRACKS, params={"taskId": DEMO_TASK})["code"] == 404
    assert ask(emulator, "GET", "/api/v1/generate/credit")["code"] == 404


def test_the_sounds_lie_on_another_host(emulator: SunoEmulator) -> None:
    url = ask(emulator, "GET", TRACKS, params={"taskId": DEMO_TASK})["data"]["response"]["sunoData"][0]["audioUrl"]
    assert url == emulator.sound_host.origin + SOUND_PATH
    assert httpx.get(url, trust_env=False).content.startswith(b"OggS")


def test_another_process_can_look_at_it_and_change_it(emulator: SunoEmulator) -> None:
    plane, token = f"{emulator.origin}/__emu__/", {"X-Emulator-Token": emulator.admin.token}
    with httpx.Client(base_url=plane, headers=token, trust_env=False) as client:
        assert DEMO_TASK in client.get("state").json()["tasks"]
        client.post("accounts", json={"key": "mine", "credits_left": 0.25})
        client.post("scripts", json={"task_id": DEMO_LYRICS, "status": "SENSITIVE_WORD_ERROR"})
        client.post("switches", json={"mirror_status": True})
        client.post("faults", json={"fault": "page", "with": {"status": 502}, "path": "credit"})
        assert client.get("journal").json() == []
    assert emulator.accounts["mine"].credits_left == 0.25
    assert emulator.service.tasks[DEMO_LYRICS].status == "SENSITIVE_WORD_ERROR"
    assert emulator.faults.left() == 1
    assert httpx.get(plane + "state", trust_env=False).status_code == 403


def test_it_says_how_to_use_it(emulator: SunoEmulator) -> None:
    told = told_by_id(emulator)
    assert emulator.key() in told
    assert DEMO_TASK in told
    assert (DEMO_LYRICS in told) is (emulator.service.member == "kie")
