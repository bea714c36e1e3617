"""A job in words, and what providers offer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lrc_studio.providers.ailrc import AILRC
from lrc_studio.providers.base import OFFLINE
from lrc_studio.storage.jobs import JobState
from lrc_studio.ui.services.folder_plan import service_s
from lrc_studio.ui.services.offers import Look, offline_offer, service_offer
from lrc_studio.ui.services.there import moment_words
from lrc_studio.ui.services.tiers import TierNumbers, as_numbers, as_tier
from lrc_studio.ui.services.words import Note, passed, show_job
from lrc_studio.workflows.services import PRESETS
from tests.ui.services.kept_job import JOB, NOW_S


def shown(at_work: bool = True, note: Note = Note(), **changes: object) -> str:  # noqa: B008
    return show_job(replace(JOB, **changes), "AI LRC Generator", NOW_S, at_work, note).sentence  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"state": JobState.WAITING, "queue_position": 3}, "place 3 in the queue · 1 min 12 s"),
        ({"state": JobState.SUBMITTED}, "in the queue · 1 min 12 s"),
        ({"state": JobState.RUNNING}, "working · 1 min 12 s"),
        ({"state": JobState.SUBMITTING}, "sending the song · 1 min 12 s"),
        (
            {
                "state": JobState.PAUSED_RATE,
                "next_poll_at_s": NOW_S + 38,
                "message": "Next request in 40 s (20 an hour). Nothing is lost until then.",
            },
            "next request in 38 s (20 an hour) · 1 min 12 s",
        ),
        (
            {"state": JobState.SUCCEEDED, "result_lrc": "[00:01.00]La\n[00:02.00]\n[00:03.00]Lo", "credits_used": 6},
            "2 lines · 6 credits · 5 min ago",
        ),
        ({"state": JobState.EMPTY}, "no lyrics found · 5 min ago"),
        ({"state": JobState.CANCELLED_HERE}, "stopped here · 5 min ago"),
    ],
)
def test_a_job_in_words(changes: dict[str, object], says: str) -> None:
    assert shown(**changes) == f"AI LRC Generator · {says}"


@pytest.mark.parametrize(
    ("state", "at_work", "step"),
    [
        (JobState.WAITING, True, "Stop here"),
        (JobState.WAITING, False, "Try now"),
        (JobState.SUCCEEDED, False, "Open result"),
        (JobState.TIMED_OUT, False, "Resume"),
        (JobState.CANCELLED_HERE, False, "Resume"),
        (JobState.ORPHANED, False, "Look again"),
        (JobState.FAILED, False, None),
    ],
)
def test_the_next_step(state: JobState, at_work: bool, step: str | None) -> None:
    found = show_job(replace(JOB, state=state), "S", NOW_S, at_work)
    assert (found.step.label if found.step else None) == step


def test_what_was_refused_before_it_was_taken_may_be_tried_again() -> None:
    refused = show_job(replace(JOB, state=JobState.FAILED, task_id=None, trace_id=None), "S", NOW_S, False)
    assert refused.step
    assert refused.step.label == "Try again"
    assert [step.label for step in refused.more] == ["Remove from the list"]


def test_a_job_of_another_key_asks_for_it() -> None:
    row = show_job(JOB, "S", NOW_S, False, Note("It was sent with another key.", key=True))
    assert row.step
    assert (row.step.label, row.note) == ("Enter key", "It was sent with another key.")


def test_trouble_at_work_says_when_it_asks_again() -> None:
    job = replace(JOB, state=JobState.WAITING, message="The service cannot be reached.", next_poll_at_s=NOW_S + 9)
    row = show_job(job, "S", NOW_S, True)
    safe = "Your upload is safe and not paid for twice."
    assert (row.icon, row.note) == ("job.unreachable", f"The service cannot be reached. {safe} Next try in 9 s.")
    assert row.step
    assert (row.step.label, row.more[0].label) == ("Try now", "Stop here")


def test_a_job_at_work_is_not_removed_and_only_ended_tasks_are_deleted() -> None:
    at_work = show_job(replace(JOB, state=JobState.RUNNING), "S", NOW_S, True)
    assert [step.label for step in at_work.more] == ["Copy trace id", "Ask the service's support"]
    over = show_job(replace(JOB, state=JobState.SUCCEEDED), "S", NOW_S, False)
    assert "Delete at the service" in [step.label for step in over.more]
    assert "Delete at the service" not in [
        step.label for step in show_job(replace(JOB, state=JobState.SUCCEEDED), "S", NOW_S, False, deletes=False).more
    ]


@pytest.mark.parametrize(
    ("seconds", "says"),
    [(0.4, "0 s"), (59, "59 s"), (60, "1 min"), (72, "1 min 12 s"), (3600, "1 h"), (7500, "2 h 5 min")],
)
def test_lengths_of_time(seconds: float, says: str) -> None:
    assert passed(seconds) == says


def test_the_offline_card_needs_lyrics() -> None:
    assert (offline_offer(OFFLINE, 1).primary, offline_offer(OFFLINE, 1).does) == ("Time 1 line", "time")
    without = offline_offer(OFFLINE, 0)
    assert (without.does, without.sentence) == ("", "Needs the lyrics: paste them or open a file first")


def test_what_a_service_offers() -> None:
    origin = "https://ailrcgenerator.com"
    plain = service_offer(AILRC, origin, Look(6_200_000), True)
    assert plain.foot == "Sends the song (6.2 MB) to ailrcgenerator.com"
    assert (plain.primary, plain.does, plain.chip) == ("Send song (6.2 MB)", "send", "Uses credits")
    looking = service_offer(AILRC, origin, Look(), True)
    assert looking.does == ""
    hopeless = service_offer(AILRC, origin, Look(900, "It is no song."), True)
    assert (hopeless.does, hopeless.foot) == ("", "Nothing leaves this computer")
    under_way = service_offer(AILRC, origin, Look(900, before=replace(JOB, state=JobState.RUNNING)), True)
    assert (under_way.primary, under_way.does, under_way.again) == ("Show the job", "show", "")


def test_a_tier_is_the_same_after_its_numbers() -> None:
    assert [as_tier(as_numbers(tier)) for tier in PRESETS] == list(PRESETS)


def test_how_long_a_folder_takes() -> None:
    free = TierNumbers("Free", 3, 20, 50, 7)
    assert service_s(1, free) < 200
    assert service_s(50, free) >= 86_400


def test_moments() -> None:
    assert moment_words("2026-04-19T10:02:30Z").startswith("19 Apr ")
    assert moment_words("later") == "later"
    assert moment_words(None) == ""
