"""AI LRC Generator's answers as values, recorded shapes among them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lrc_studio.core.errors import (
    CreditsError,
    KeyRefusedError,
    NotThereError,
    ProtocolError,
    RateLimitedError,
    RefusedError,
    StudioError,
    TierError,
)
from lrc_studio.providers.ailrc import (
    AILRC,
)
from lrc_studio.providers.ailrc.answers import judge, parse_submitted, parse_task, parse_tasks
from lrc_studio.providers.answers import read_answer
from tests.providers.ailrc_samples import DONE, LRC, RECEIPT, payload

# ---- answers --------------------------------------------------------------------------------------------------------


def test_a_receipt() -> None:
    receipt = parse_submitted({"code": 0, "message": "ok", "items": RECEIPT})
    assert (receipt.task_id, receipt.trace_id, receipt.status) == ("cm4abc123", "tr-9", "QUEUED")
    assert (receipt.queue_position, receipt.remaining_credits, receipt.file_name) == (2, 46, "song.mp3")
    bare = parse_submitted({"items": {"taskId": 7, "queuePosition": True, "remainingCredits": -1}})
    assert (bare.task_id, bare.status, bare.queue_position, bare.remaining_credits) == ("7", "QUEUED", None, None)


@pytest.mark.parametrize(
    "items", [None, [], "x", {}, {"taskId": ""}, {"taskId": ".."}, {"taskId": "a/b"}, {"taskId": [1]}]
)
def test_a_receipt_without_a_task_is_none(items: Any) -> None:
    with pytest.raises(ProtocolError):
        parse_submitted({"code": 0, "items": items})


def test_a_task_that_is_done() -> None:
    state = parse_task({"code": 0, "items": DONE}, "cm4abc123")
    assert (state.lrc, state.credits_used, state.completed_at) == (LRC, 6, "2026-04-19T10:02:30Z")
    assert (state.status, state.finished, state.error) == ("COMPLETED", True, None)


def test_a_task_under_way() -> None:
    state = parse_task({"code": 0, "items": {"status": "queued", "queuePosition": 3}}, "cm4")
    assert (state.task_id, state.status, state.queue_position, state.finished) == ("cm4", "QUEUED", 3, False)


def test_the_answer_about_another_task_is_not_taken() -> None:
    with pytest.raises(ProtocolError):
        parse_task({"code": 0, "items": DONE}, "cm4other")
    with pytest.raises(ProtocolError):
        parse_task({"code": 0, "items": {"taskId": "cm4"}}, "cm4")


def test_lyrics_are_plain_text_whatever_comes() -> None:
    hostile = "\ufeff[00:01.00]<b>a</b>\x00\x1b[31m\r\n[00:02.00]b\rc\td\ud800"
    state = parse_task({"items": {"taskId": "a", "status": "COMPLETED", "result": {"lrc": hostile}}})
    assert state.lrc == "[00:01.00]<b>a</b>[31m\n[00:02.00]b\nc\td?"
    bare = parse_task({"items": {"taskId": "a", "status": "COMPLETED", "result": LRC}})
    assert bare.lrc == LRC


@pytest.mark.parametrize("result", [None, {}, {"lrc": None}, {"lrc": " \n"}, {"lrc": 7}, [], 0])
def test_a_task_that_is_done_may_have_no_lyrics(result: Any) -> None:
    state = parse_task({"items": {"taskId": "a", "status": "COMPLETED", "result": result}})
    assert (state.finished, state.lrc) == (True, None)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"error": "No vocals"}, "No vocals"),
        ({"error": {"message": "No vocals"}}, "No vocals"),
        ({"errorMessage": "No vocals"}, "No vocals"),
        ({"message": "No\nvocals"}, "No vocals"),
        ({"error": None}, "Analysis failed"),
        ({"error": {"code": 7}}, "Analysis failed"),
        ({}, "Analysis failed"),
    ],
)
def test_why_a_task_failed(fields: dict[str, Any], error: str) -> None:
    assert parse_task({"items": {"taskId": "a", "status": "FAILED", **fields}}).error == error


@pytest.mark.parametrize("name", ["list", "items", "tasks", "records"])
def test_a_list_may_be_wrapped(name: str) -> None:
    rows = [DONE, {"taskId": "b", "status": "PENDING"}, {"status": "FAILED"}, "odd", None]
    page = parse_tasks({"code": 0, "items": {name: rows, "total": 7, "page": 2}}, 2, 50)
    assert [task.task_id for task in page.tasks] == ["cm4abc123", "b"]
    assert (page.total, page.page, page.limit) == (7, 2, 50)


def test_a_list_may_leave_out_why_a_task_failed() -> None:
    row = {"taskId": "a", "status": "FAILED"}
    (listed,) = parse_tasks({"code": 0, "items": [row]}).tasks
    assert (listed.error, parse_task({"code": 0, "items": row}).error) == (None, "Analysis failed")


@pytest.mark.parametrize("items", [None, {}, "x", {"list": {}}])
def test_what_is_no_list(items: Any) -> None:
    with pytest.raises(ProtocolError):
        parse_tasks({"code": 0, "items": items})


# ---- recorded shapes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("c22", RateLimitedError),
        ("c23", TierError),
        ("c24", KeyRefusedError),
        ("c25", NotThereError),
        ("c26", RefusedError),
        ("c20", type(None)),
        ("c27", type(None)),
        ("c19_code_413", TierError),
        ("c19_code_500", StudioError),
    ],
)
def test_recorded_answers_are_judged(shared: Path, name: str, kind: type) -> None:
    status, data = payload(shared, name)
    assert isinstance(judge(read_answer(AILRC.label, status, "application/json", data)), kind)


def test_credits_are_told_by_the_business_code() -> None:
    body = b'{"code":403,"message":"Not enough credits","businessCode":"not_enough_credits"}'
    assert type(judge(read_answer("x", 403, "", body))) is CreditsError
    assert type(judge(read_answer("x", 403, "", b'{"code":403,"message":"no"}'))) is RefusedError


def test_recorded_tasks_are_read(shared: Path) -> None:
    def body(name: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(payload(shared, name)[1])
        return found

    assert parse_task(body("c20")).error == "No vocals detected"
    assert (parse_task(body("c30")).status, parse_task(body("c30")).lrc) == ("COMPLETED", None)
    assert (parse_task(body("c40")).status, parse_task(body("c40")).finished) == ("TRANSCODING", False)
    page = parse_tasks(body("c27"))
    assert [(task.task_id, task.status) for task in page.tasks] == [
        ("cm4abc123", "COMPLETED"),
        ("cm4abc126", "PENDING"),
    ]
    assert page.total == 2
