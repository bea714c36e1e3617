"""The contract of sunoapi.org: its request, its answer, its codes; one test or more for each numbered check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from lrc_studio.core.errors import (
    CreditsError,
    KeyRefusedError,
    MaintenanceError,
    NotThereError,
    OutcomeUnknownError,
    RateLimitedError,
    RefusedError,
    StudioError,
    UsageError,
)
from lrc_studio.core.words import lines_from
from lrc_studio.providers import BY_ID
from lrc_studio.providers.base import Ids
from lrc_studio.providers.suno_answers import parse_words
from tests.emulator import SunoEmulator
from tests.emulator.suno_server import answering, coded
from tests.providers.contract_ids import IDS, drive, refused, refused_words, words

pytestmark = pytest.mark.usefixtures("both_ways")

EXAMPLE = {
    "alignedWords": [{"word": "[Verse]\nWaggin'", "success": True, "startS": 1.36, "endS": 1.79, "palign": 0}],
    "waveformData": [0, 1, 0.5, 0.75],
    "hootCer": 0.3803191489361702,
    "isStreamed": False,
}
CODES = (200, 400, 401, 404, 405, 413, 429, 430, 455, 500)


@pytest.fixture
def emulator() -> Iterator[SunoEmulator]:
    with SunoEmulator("sunoapi") as running:
        yield running


# check 31
def test_the_request_for_words_names_both_ids(emulator: SunoEmulator) -> None:
    words(emulator)
    (entry,) = emulator.journal.all()
    assert (entry.method, entry.path) == ("POST", "/api/v1/generate/get-timestamped-lyrics")
    assert BY_ID["sunoapi"].provider.origin == "https://api.sunoapi.org"
    assert entry.content_type == "application/json"
    assert entry.fields == {"taskId": f'"{IDS.task_id}"', "audioId": f'"{IDS.audio_id}"'}


# check 31
@pytest.mark.parametrize("ids", [Ids(IDS.task_id), Ids("", IDS.audio_id), Ids(IDS.task_id, "  "), Ids("t", "", 0)])
def test_without_both_ids_nothing_is_sent(emulator: SunoEmulator, ids: Ids) -> None:
    assert isinstance(refused_words(emulator, ids), UsageError)
    assert emulator.journal.count() == 0


# checks 32 and 33
def test_the_answer_has_words_waveform_and_remarks(emulator: SunoEmulator) -> None:
    data = words(emulator)
    assert data.keys() == {"alignedWords", "waveformData", "hootCer", "isStreamed"}
    assert {frozenset(word) for word in data["alignedWords"]} == {
        frozenset({"word", "success", "startS", "endS", "palign"})
    }
    read = parse_words(data)
    assert [token.text for token in read.tokens] == [word["word"] for word in data["alignedWords"]]
    assert [token.start_ms for token in read.tokens] == [round(word["startS"] * 1000) for word in data["alignedWords"]]
    assert (read.hoot_cer, read.streamed) == (0.0371, False)


# check 34
def test_the_documented_example_is_one_line_of_a_verse(emulator: SunoEmulator) -> None:
    emulator.faults.push(answering(EXAMPLE))
    read = parse_words(words(emulator))
    (line,) = lines_from(read.tokens).lines
    assert (line.text, line.section, line.start_ms, line.end_ms) == ("Waggin'", "Verse", 1360, 1790)
    assert read.peaks == (0.0, 1.0, 0.5, 0.75)


# check 35
@pytest.mark.parametrize("mirror", [False, True])
def test_codes_are_in_bodies_of_status_200_or_mirrored(emulator: SunoEmulator, mirror: bool) -> None:
    emulator.switches.mirror_status = mirror
    assert isinstance(refused_words(emulator, key="sunoapi_revoked_demo"), KeyRefusedError)
    assert emulator.journal.all()[0].status == (401 if mirror else 200)


MEANINGS: dict[int, type[StudioError]] = {
    400: RefusedError,
    401: KeyRefusedError,
    404: RefusedError,
    405: RateLimitedError,
    413: RefusedError,
    429: CreditsError,
    430: RateLimitedError,
    455: MaintenanceError,
    500: OutcomeUnknownError,
}


# checks 35 to 37
@pytest.mark.parametrize("mirror", [False, True])
@pytest.mark.parametrize("code", CODES[1:])
def test_what_each_code_means_for_a_paid_request(emulator: SunoEmulator, code: int, mirror: bool) -> None:
    emulator.faults.push(coded(code, "Said by the service", code if mirror else 200), times=9)
    error = refused_words(emulator)
    assert type(error) is MEANINGS[code]
    assert "Said by the service" in (error.said if isinstance(error, OutcomeUnknownError) else str(error))
    assert emulator.paid() == (3 if code in (405, 430) else 1)


# check 36
def test_asked_to_wait_it_waits_and_asks_again(emulator: SunoEmulator) -> None:
    emulator.faults.push(coded(430, "Your call frequency is too high. Please try again later."))
    emulator.faults.push(coded(405, "Rate limit exceeded"))
    assert words(emulator)["alignedWords"]
    assert emulator.paid() == 3


# check 36
@pytest.mark.parametrize(
    ("msg", "kind"),
    [
        ("Insufficient credits", CreditsError),
        ("余额不足 积分", CreditsError),
        ("Too many requests", RateLimitedError),
        ("频率过高", RateLimitedError),
        ("", CreditsError),
    ],
)
def test_429_is_told_apart_by_its_words(emulator: SunoEmulator, msg: str, kind: type[StudioError]) -> None:
    emulator.faults.push(coded(429, msg), times=9)
    assert type(refused_words(emulator)) is kind


# check 36
def test_404_is_no_missing_task(emulator: SunoEmulator) -> None:
    emulator.faults.push(coded(404, "Invalid request method or path"))
    error = refused_words(emulator)
    assert not isinstance(error, NotThereError)
    assert "address" in str(error)


# check 36, unknown codes
def test_an_unknown_code_is_told_with_its_words(emulator: SunoEmulator) -> None:
    emulator.faults.push(coded(777, "Something new"))
    error = refused(emulator, lambda service: service.tracks("t"))
    assert "777" in str(error)
    assert "Something new" in str(error)
    assert emulator.journal.count() == 1
    emulator.faults.push(coded(777, "Something new"))
    lost = refused_words(emulator)
    assert isinstance(lost, OutcomeUnknownError)
    assert "777" in lost.details


# check 36
def test_a_code_in_quotes_is_no_success(emulator: SunoEmulator) -> None:
    from tests.emulator.faults import json_body

    emulator.faults.push(json_body({"code": "429", "msg": "Insufficient credits", "data": None}))
    assert isinstance(refused_words(emulator), CreditsError)


# check 38
@pytest.mark.parametrize("empty", ["list", "null", "data"])
def test_an_instrumental_has_no_words(emulator: SunoEmulator, empty: str) -> None:
    emulator.song(instrumental=True)
    emulator.switches.empty = empty
    assert parse_words(words(emulator, Ids("t-1", "a-1"))).tokens == ()


# check 39
def test_the_waveform_is_scaled_and_its_strangers_go(emulator: SunoEmulator) -> None:
    read = parse_words(words(emulator))
    assert len(read.peaks) == round(62.4 * 5.9)
    assert max(read.peaks) == 1.0
    emulator.faults.push(answering(EXAMPLE | {"waveformData": [0.1, None, "x", True, 0.2]}))
    assert parse_words(words(emulator)).peaks == (0.5, 1.0)


# check 40
@pytest.mark.parametrize("key", ["nobody", "sunoapi_revoked_demo", None])
def test_a_key_that_is_none(emulator: SunoEmulator, key: str | None) -> None:
    assert isinstance(refused_words(emulator, key=key), KeyRefusedError)
    assert emulator.accounts["sunoapi_full_demo"].credits_left == 5916.25


# check 40
def test_every_request_carries_the_key(emulator: SunoEmulator) -> None:
    async def all_calls(service: Any) -> None:
        await service.words(IDS)
        await service.tracks(IDS.task_id)
        await service.credits()

    drive(emulator, all_calls)
    assert [entry.authorized for entry in emulator.journal.all()] == [True] * 3


# check 41
def test_older_names_say_the_same(emulator: SunoEmulator) -> None:
    today, tracks = words(emulator), drive(emulator, lambda service: service.tracks(IDS.task_id))
    emulator.switches.legacy = True
    older = words(emulator)
    assert older.keys().isdisjoint(today)
    assert parse_words(older) == parse_words(today)
    old_tracks = drive(emulator, lambda service: service.tracks(IDS.task_id)).tracks
    assert [(t.audio_id, t.title, t.duration_ms, t.text) for t in old_tracks] == [
        (t.audio_id, t.title, t.duration_ms, t.text) for t in tracks.tracks
    ]


# check 41
def test_missing_keys_are_no_trouble(emulator: SunoEmulator) -> None:
    emulator.faults.push(answering({"alignedWords": [{"word": "La", "startS": 1, "endS": 2}]}))
    read = parse_words(words(emulator))
    assert (len(read.tokens), read.peaks, read.hoot_cer, read.streamed) == (1, (), None, None)


# check 42
def test_no_sung_character_is_lost(emulator: SunoEmulator) -> None:
    read = parse_words(words(emulator))
    lines = lines_from(read.tokens).lines
    sung = "".join(token.text for token in read.tokens).replace("[Verse]", "").replace("[Chorus]", "")
    assert "".join(" ".join(line.text for line in lines).split()) == "".join(sung.split())
    assert [line.section for line in lines if line.section] == ["Verse", "Chorus"]


# check 43
def test_split_headings_leave_no_open_bracket(emulator: SunoEmulator) -> None:
    parts = [("slow ", 1, 2), ("start.\n\n(", 2, 3), ("Chorus)\n", 3, 4), ("Sing ", 4, 5), ("it", 5, 6)]
    rows = [{"word": word, "success": True, "startS": a, "endS": b, "palign": 0} for word, a, b in parts]
    emulator.faults.push(answering(EXAMPLE | {"alignedWords": rows}))
    lines = lines_from(parse_words(words(emulator)).tokens).lines
    assert [line.text for line in lines] == ["slow start.", "Sing it"]
    assert lines[1].section == "Chorus"


# check 44
def test_times_without_order_never_stop_it(emulator: SunoEmulator) -> None:
    times = [(5, 5), (3, 4), (8, 6), (-1, 2), (7, 99_999_999)]
    rows = [{"word": f"w{at} ", "success": True, "startS": a, "endS": b} for at, (a, b) in enumerate(times)]
    emulator.faults.push(answering(EXAMPLE | {"alignedWords": rows}))
    reading = lines_from(parse_words(words(emulator)).tokens)
    starts = [word.start_ms for line in reading.lines for word in line.words if word.start_ms is not None]
    assert " ".join(line.text for line in reading.lines).split() == ["w0", "w1", "w2", "w3", "w4"]
    assert starts == sorted(starts)
    assert reading.doubts
