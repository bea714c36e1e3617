"""The contract of api.box: a song by its id, by its place in the task, or by both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from lrc_studio.core.errors import CreditsError, NotThereError, RateLimitedError, RefusedError, StudioError, UsageError
from lrc_studio.providers import BY_ID
from lrc_studio.providers.base import Ids
from lrc_studio.providers.suno_answers import parse_words
from tests.emulator import SunoEmulator
from tests.emulator.faults import page
from tests.emulator.suno_server import coded
from tests.emulator.suno_songs import DEMO_TASK
from tests.providers.contract_ids import refused_words, words

pytestmark = pytest.mark.usefixtures("both_ways")

FIRST, SECOND = "e231c0de-0000-4000-8000-0000008cadc7", "e231c0de-0000-4000-8000-0000008cadc8"
PATH = "/api/v1/generate/get-timestamped-lyrics"


@pytest.fixture
def emulator() -> Iterator[SunoEmulator]:
    with SunoEmulator("apibox") as running:
        yield running


def first_word(data: Any) -> str:
    return parse_words(data).tokens[0].text


# check 58
@pytest.mark.parametrize(
    ("ids", "named"),
    [
        (Ids(DEMO_TASK, SECOND), {"taskId", "audioId"}),
        (Ids(DEMO_TASK, "", 1), {"taskId", "musicIndex"}),
        (Ids(DEMO_TASK, SECOND, 0), {"taskId", "audioId", "musicIndex"}),
    ],
)
def test_the_request_names_what_is_known(emulator: SunoEmulator, ids: Ids, named: set[str]) -> None:
    words(emulator, ids)
    (entry,) = emulator.journal.all()
    assert (entry.method, entry.path, set(entry.fields)) == ("POST", PATH, named)
    assert entry.fields.get("musicIndex") in (None, "0", "1")
    assert BY_ID["apibox"].provider.origin == "https://api.api.box"


# check 59
@pytest.mark.parametrize(
    ("ids", "begins"),
    [
        (Ids(DEMO_TASK, FIRST), "Fold "),
        (Ids(DEMO_TASK, SECOND), "[Verse]\nLantern "),
        (Ids(DEMO_TASK, "", 0), "Fold "),
        (Ids(DEMO_TASK, "", 1), "[Verse]\nLantern "),
        (Ids(DEMO_TASK, SECOND, 0), "[Verse]\nLantern "),
        (Ids(DEMO_TASK, "unknown", 0), "Fold "),
    ],
)
def test_the_id_goes_before_the_place(emulator: SunoEmulator, ids: Ids, begins: str) -> None:
    assert first_word(words(emulator, ids)) == begins


# check 59
def test_an_unknown_id_without_a_place_is_not_there(emulator: SunoEmulator) -> None:
    assert isinstance(refused_words(emulator, Ids(DEMO_TASK, "unknown")), NotThereError)


# checks 60 and 61
@pytest.mark.parametrize("ids", [Ids(DEMO_TASK), Ids(DEMO_TASK, "", 2), Ids(DEMO_TASK, "", -1), Ids("", FIRST, 0)])
def test_what_cannot_be_is_not_sent(emulator: SunoEmulator, ids: Ids) -> None:
    assert isinstance(refused_words(emulator, ids), UsageError)
    assert emulator.journal.count() == 0


# checks 60 and 61
@pytest.mark.parametrize("index", [None, 2, -1, "0", 0.5, True])
def test_the_service_refuses_what_cannot_be(emulator: SunoEmulator, index: Any) -> None:
    asked = {"taskId": DEMO_TASK} | ({} if index is None else {"musicIndex": index})
    headers = {"Authorization": f"Bearer {emulator.key()}"}
    answer = httpx.post(emulator.origin + PATH, json=asked, headers=headers, trust_env=False)
    assert (answer.status_code, answer.json()["code"]) == (200, 400)


# check 62
@pytest.mark.parametrize(
    ("code", "msg", "kind"),
    [
        (400, "Content policy", RefusedError),
        (405, "Call limit", RateLimitedError),
        (429, "Insufficient credits", CreditsError),
        (430, "", RateLimitedError),
    ],
)
def test_its_codes_are_those_of_the_family(
    emulator: SunoEmulator, code: int, msg: str, kind: type[StudioError]
) -> None:
    emulator.faults.push(coded(code, msg), times=9)
    error = refused_words(emulator, Ids(DEMO_TASK, FIRST))
    assert type(error) is kind
    assert msg in str(error)


# check 62
def test_a_page_of_another_server_is_an_address_that_is_wrong(emulator: SunoEmulator) -> None:
    emulator.faults.push(page(404))
    error = refused_words(emulator, Ids(DEMO_TASK, FIRST))
    assert not isinstance(error, NotThereError)
    assert "address" in str(error)
