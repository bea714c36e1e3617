"""Tasks as they are read, listed and deleted while virtual time goes on."""

from __future__ import annotations

import math
import re

import pytest

from tests.emulator import Emulator, Script
from tests.emulator.conftest import Api
from tests.emulator.songs import song
from tests.emulator.timeline import usual_s


def test_a_task_goes_through_its_states_as_time_does(emulator: Emulator, api: Api) -> None:  # checks 10, 11
    emulator.script(Script(pending_s=4, queue=2, per_position_s=5, processing_s=30))
    task_id = api.submitted()
    seen = []
    for step_s in (0, 4, 5, 5, 29):
        emulator.clock.advance(step_s)
        items = api.items(task_id)
        seen.append((items["status"], items.get("queuePosition")))
    assert seen == [("PENDING", None), ("QUEUED", 2), ("QUEUED", 1), ("PROCESSING", None), ("PROCESSING", None)]
    assert set(items) == {"taskId", "status", "fileName"}
    emulator.clock.advance(1)
    assert api.items(task_id)["status"] == "COMPLETED"


def test_a_completed_task_has_lyrics_credits_and_when(emulator: Emulator, api: Api) -> None:  # checks 11, 12
    task_id = api.submitted()
    emulator.clock.advance(40)
    items = api.items(task_id)
    assert set(items) == {"taskId", "status", "result", "creditsUsed", "completedAt", "fileName"}
    assert (items["creditsUsed"], items["completedAt"]) == (6, "2026-04-19T10:00:40Z")
    assert all(re.fullmatch(r"\[\d\d:[0-5]\d\.\d\d\][^\r]+", line) for line in items["result"]["lrc"].split("\n"))


def test_the_same_song_has_the_same_lyrics_in_every_run(emulator: Emulator) -> None:
    with Emulator() as second:
        runs = [running.content.lrc("ab" * 32, 90.0) for running in (emulator, second)]
    assert runs[0] == runs[1]
    assert len(runs[0].split("\n")) > 10
    assert emulator.content.lrc("cd" * 32, 90.0) != runs[0]


def test_a_registered_song_has_its_own_lyrics(emulator: Emulator, api: Api) -> None:
    emulator.content.register(song("ogg"), "[00:01.00]Mine")
    task_id = api.submit(song("ogg"), "a.ogg").json()["items"]["taskId"]
    emulator.clock.advance(40)
    assert api.items(task_id)["result"] == {"lrc": "[00:01.00]Mine"}


def test_an_analysis_takes_30_to_120_s_by_the_songs_length() -> None:
    assert [usual_s(length_s) for length_s in (10, 60, 180, 600)] == [30, 30, 90, 120]


def test_a_task_may_never_finish_or_say_something_unknown(emulator: Emulator, api: Api) -> None:
    emulator.script(Script(processing_s=math.inf, processing_as="TRANSCODING"))
    task_id = api.submitted()
    emulator.clock.advance(100_000)
    assert api.items(task_id)["status"] == "TRANSCODING"


@pytest.mark.parametrize(
    ("shape", "said"),
    [("string", {"error": "No vocals"}), ("object", {"error": {"message": "No vocals"}}), ("none", {})],
)
def test_a_failed_task_says_why(emulator: Emulator, api: Api, shape: str, said: dict[str, object]) -> None:  # 14
    emulator.switches.error_shape = shape
    emulator.script(Script(outcome="FAILED", error="No vocals"))
    task_id = api.submitted()
    emulator.clock.advance(40)
    assert api.items(task_id) == {"taskId": task_id, "status": "FAILED", "fileName": "song.mp3"} | said


def test_a_task_is_seen_by_its_account_alone_with_each_of_its_keys(emulator: Emulator, api: Api) -> None:  # 13
    emulator.accounts.add("ailrc_sk_second", same_account_as=api.key)
    task_id = api.submitted()
    assert api.other("ailrc_sk_second").read(task_id).status_code == 200
    for response in (api.other(emulator.key("pro")).read(task_id), api.read("cm4unknown")):
        assert (response.status_code, response.json()["code"]) == (404, 404)


# ---- the list -------------------------------------------------------------------------------------------------------


def test_the_list_has_20_a_page_the_newest_first(emulator: Emulator, api: Api) -> None:  # check 15
    emulator.accounts.set_tier(api.key, "premium")
    made = []
    for _ in range(23):
        made.append(api.submitted())
        emulator.clock.advance(4)
    first, second = api.tasks().json(), api.tasks(page=2).json()
    assert [row["taskId"] for row in first["items"] + second["items"]] == made[::-1]
    assert (len(first["items"]), first["total"], first["page"], first["limit"]) == (20, 23, 1, 20)
    assert api.tasks(page=9).json()["items"] == []


def test_the_list_is_filtered_by_a_documented_status_only(emulator: Emulator, api: Api) -> None:  # check 15
    emulator.script(Script(processing_s=math.inf))
    running, done = api.submitted(), api.submitted()
    emulator.clock.advance(60)
    assert [row["taskId"] for row in api.tasks(status="COMPLETED").json()["items"]] == [done]
    assert [row["taskId"] for row in api.tasks(status="PROCESSING").json()["items"]] == [running]
    for status in ("DONE", "completed", ""):
        assert api.tasks(status=status).status_code == 400


@pytest.mark.parametrize("query", [{"limit": 101}, {"limit": 0}, {"page": 0}, {"page": "x"}, {"limit": "٣"}])
def test_a_wrong_page_or_limit_is_refused(api: Api, query: dict[str, object]) -> None:  # check 15
    assert api.tasks(**query).status_code == 400


def test_the_switches_of_the_list(emulator: Emulator, api: Api) -> None:
    api.submitted()
    emulator.switches.over_limit = "clamp"
    assert api.tasks(limit=101).json()["limit"] == 100
    emulator.switches.list_shape, emulator.switches.list_has_total = "records", False
    assert set(api.tasks().json()["items"]) == {"records"}


# ---- deleting -------------------------------------------------------------------------------------------------------


def test_a_task_under_way_is_kept_and_a_finished_one_can_be_deleted(emulator: Emulator, api: Api) -> None:  # 16
    task_id = api.submitted()
    for status, step_s in (("QUEUED", 11), ("PROCESSING", 30)):
        refusal = api.delete(task_id)
        assert (refusal.status_code, refusal.json()["code"]) == (400, 400)
        assert api.items(task_id)["status"] == status
        emulator.clock.advance(step_s)
    assert api.delete(task_id).json() == {"code": 0, "message": "ok"}
    assert api.read(task_id).status_code == 404
    assert api.delete(task_id).status_code == 404


def test_only_its_owner_deletes_a_task(emulator: Emulator, api: Api) -> None:
    task_id = api.submitted()
    emulator.clock.advance(60)
    assert api.other(emulator.key("pro")).delete(task_id).status_code == 404
    assert api.read(task_id).status_code == 200


def test_a_pending_task_can_be_deleted_unless_switched(emulator: Emulator, api: Api) -> None:
    emulator.script(Script(pending_s=60), times=2)
    first, second = api.submitted(), api.submitted()
    assert api.delete(first).status_code == 200
    emulator.switches.pending_deletable, emulator.switches.delete_refusal = False, 409
    assert api.delete(second).status_code == 409
