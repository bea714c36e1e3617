"""The contract of kie.ai: lyrics by a task's id, in all its states, and its own codes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from lrc_studio.core.errors import (
    CreditsError,
    NotThereError,
    RateLimitedError,
    RefusedError,
    StudioError,
    UnreachableError,
)
from lrc_studio.providers import BY_ID
from lrc_studio.providers.base import Ids, LyricsRecord
from lrc_studio.providers.suno_answers import parse_lyrics
from tests.emulator import SunoEmulator
from tests.emulator.faults import page
from tests.emulator.suno_server import coded
from tests.emulator.suno_songs import DEMO_LYRICS, Task
from tests.providers.contract_ids import IDS, drive, refused, refused_words

pytestmark = pytest.mark.usefixtures("both_ways")

FAILED = ("CREATE_TASK_FAILED", "GENERATE_LYRICS_FAILED", "CALLBACK_EXCEPTION", "SENSITIVE_WORD_ERROR")


@pytest.fixture
def emulator() -> Iterator[SunoEmulator]:
    with SunoEmulator("kie") as running:
        yield running


def lyrics(emulator: SunoEmulator, task_id: str = DEMO_LYRICS) -> Any:
    return drive(emulator, lambda service: service.lyrics(task_id))


def record(emulator: SunoEmulator, task_id: str = DEMO_LYRICS) -> LyricsRecord:
    return parse_lyrics(lyrics(emulator, task_id))


def written(emulator: SunoEmulator, **more: Any) -> None:
    """A task `t-1` as described."""
    emulator.add(Task("t-1", emulator.key(), **more))


# check 45
def test_the_request_for_lyrics(emulator: SunoEmulator) -> None:
    lyrics(emulator)
    (entry,) = emulator.journal.all()
    assert (entry.method, entry.path, entry.query) == ("GET", "/api/v1/lyrics/record-info", f"taskId={DEMO_LYRICS}")
    assert entry.authorized
    assert BY_ID["kie"].provider.origin == "https://api.kie.ai"


# checks 46 to 48
def test_the_answer_has_the_documented_fields(emulator: SunoEmulator) -> None:
    data = lyrics(emulator)
    names = {"taskId", "param", "response", "status", "type", "errorCode", "errorMessage"}
    assert (data.keys(), data["type"]) == (names, "LYRICS")
    assert json.loads(data["param"]) == {"prompt": "A song about a harbour at night"}
    assert [row.keys() for row in data["response"]["data"]] == [{"text", "title", "status", "errorMessage"}] * 2
    read = parse_lyrics(data)
    assert read.prompt == "A song about a harbour at night"
    assert [(item.number, item.title, item.usable) for item in read.variations] == [
        (1, "Lantern", True),
        (2, "钢铁侠", True),
    ]


# check 49
@pytest.mark.parametrize("status", ["PENDING", "SUCCESS", *FAILED])
def test_of_its_six_states_only_pending_goes_on(emulator: SunoEmulator, status: str) -> None:
    written(emulator, status=status)
    assert record(emulator, "t-1").finished is (status != "PENDING")


# check 50
def test_while_pending_there_may_be_no_response(emulator: SunoEmulator) -> None:
    written(emulator, written=[("A", "la", "complete", "")], reads_pending=1)
    assert lyrics(emulator, "t-1")["response"] is None
    emulator.service.tasks["t-1"].reads_pending = 1
    assert (record(emulator, "t-1").finished, record(emulator, "t-1").finished) == (False, True)


# check 51
@pytest.mark.parametrize("status", FAILED)
def test_a_failed_task_says_why(emulator: SunoEmulator, status: str) -> None:
    written(emulator, status=status, error=(400, "Content filtered"))
    read = record(emulator, "t-1")
    assert read.error is not None
    assert "Content filtered" in read.error


# check 52
def test_other_scripts_come_through_whole(emulator: SunoEmulator) -> None:
    text = "[Verse]\n我穿越城市黑暗夜\n心中燃烧梦想的烈火"
    written(emulator, written=[("钢铁侠", text, "complete", "")])
    (found,) = record(emulator, "t-1").variations
    assert (found.title, found.text) == ("钢铁侠", text)


# check 53
def test_lyrics_that_could_not_be_reported_back_are_lyrics(emulator: SunoEmulator) -> None:
    written(emulator, status="CALLBACK_EXCEPTION", error=(500, "No answer"), written=[("A", "la", "complete", "")])
    read = record(emulator, "t-1")
    assert (read.error, read.variations[0].usable) == (None, True)
    assert read.warning


# check 54
def test_an_unknown_task_is_not_there(emulator: SunoEmulator) -> None:
    assert lyrics(emulator, "0" * 32) is None
    with pytest.raises(NotThereError):
        parse_lyrics(None)
    error = refused_words(emulator, Ids("0" * 32, "a"))
    assert isinstance(error, NotThereError)
    assert "The corresponding record does not exist" in str(error)
    assert isinstance(refused(emulator, lambda service: service.tracks("0" * 32)), NotThereError)


# check 55
@pytest.mark.parametrize("trouble", [coded(500, "Error", 500), coded(500, "Error"), page(500)])
def test_a_read_is_tried_again_after_trouble(emulator: SunoEmulator, trouble: Any) -> None:
    emulator.faults.push(trouble, times=2)
    assert record(emulator).finished
    assert emulator.journal.count() == 3
    emulator.faults.push(trouble, times=3)
    error = refused(emulator, lambda service: service.lyrics(DEMO_LYRICS))
    assert type(error) is UnreachableError


# check 56
def test_lyrics_are_ordered_with_an_address_to_call_back(emulator: SunoEmulator) -> None:
    headers = {"Authorization": f"Bearer {emulator.key()}"}
    with httpx.Client(base_url=emulator.origin, headers=headers, trust_env=False) as client:
        refusal = client.post("/api/v1/lyrics", json={"prompt": "A harbour"})
        assert (refusal.status_code, refusal.json()["code"]) == (200, 422)
        assert refusal.json()["msg"] == "Please enter callBackUrl."
        ordered = client.post("/api/v1/lyrics", json={"prompt": "A harbour", "callBackUrl": "https://example.org"})
    assert record(emulator, ordered.json()["data"]["taskId"]).prompt == "A harbour"


# check 57
def test_credits_may_be_a_fraction(emulator: SunoEmulator) -> None:
    assert drive(emulator, lambda service: service.credits()) == 5916.25
    assert emulator.journal.all()[0].path == "/api/v1/chat/credit"


@pytest.mark.parametrize(
    ("code", "msg", "kind"),
    [
        (402, "Credits insufficient", CreditsError),
        (433, "", CreditsError),
        (429, "Too many requests", RateLimitedError),
        (429, "", RateLimitedError),
        (429, "Insufficient credits", CreditsError),
        (405, "", RateLimitedError),
        (430, "", RateLimitedError),
        (409, "", RefusedError),
        (422, "url is wrong", RefusedError),
        (422, "The corresponding record does not exist", NotThereError),
        (404, "Not Found", NotThereError),
        (451, "", RefusedError),
    ],
)
def test_its_newer_codes(emulator: SunoEmulator, code: int, msg: str, kind: type[StudioError]) -> None:
    emulator.faults.push(coded(code, msg), times=9)
    assert type(refused_words(emulator, IDS)) is kind
