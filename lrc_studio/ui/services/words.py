"""A job in words: its state, age, credits, and the steps a person can take with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lrc_studio.storage.jobs import Job

PHASES = ("Uploaded", "Queued", "Working", "Fetched")
"""What a job goes through at the service, in order."""

_UNDER_WAY = frozenset(
    ("draft", "preflight", "submitting", "submitted", "waiting", "running", "orphaned", "paused-rate")
)
_PHASE = {
    "draft": 0.0, "preflight": 0.0, "submitting": 0.5, "submitted": 1.25, "waiting": 1.5, "running": 2.5,
    "paused-rate": 1.5, "orphaned": 0.5,
}  # fmt: skip
_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 86_400


@dataclass(frozen=True, slots=True)
class Step:
    """What can be done with a job: `id` names it to the desk."""

    id: str
    label: str
    icon: str = ""
    tip: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Why a job is not at work, where its row in the journal does not say so; `key` where a key would mend it."""

    text: str = ""
    key: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A job as its row shows it. `icon` "" is the spinner; `phase` counts from 0 to 4, None where it is over."""

    icon: str
    role: str
    title: str
    sentence: str
    note: str = ""
    phase: float | None = None
    step: Step | None = None
    more: tuple[Step, ...] = ()


OPEN = Step("open", "Open result", tip="Takes the times as one edit, which can be undone.", primary=True)
OPEN_AGAIN = replace(OPEN, primary=False)
"""For an answer that does not wait any more: many rows with a primary each would have none."""
RESUME = Step("resume", "Resume", "job.retry", "Goes on asking the service; nothing is sent again.")
TRY_NOW = Step("resume", "Try now", "job.retry", "Asks the service at once; nothing is sent again.")
AGAIN = Step("resume", "Try again", "job.retry", "Nothing was taken before, so nothing is paid for twice.")
LOOK = Step("resume", "Look again", "job.retry", "Looks for the upload in the service's list; nothing is sent again.")
RETRY = Step("retry", "Send again", "job.retry", "Sends the song once more; the service may charge for it.")
STOP = Step("stop", "Stop here", "job.stop", "The service goes on and may charge for it. The job can be resumed.")
KEY = Step("key", "Enter key", "key", "The job goes on with the key it was begun with.")
ASK = Step("resume", "Ask the service", "job.retry", "Nothing was charged before.")
ASK_AGAIN = Step("again", "Ask once more", "job.retry", "The service may charge for it once more; it is asked first.")
LOOK_THERE = Step("resume", "Look again", "job.retry", "Looks whether the lyrics are written; costs nothing.")
SOUND = Step("sound", "Fetch the sound…", "provider.service", "Saves the song's sound from the service and opens it.")
TEXTS = Step("texts", "Choose another text…", "lyrics.file", "Shows all that the task wrote; nothing is sent.")
TASK_ID = Step("trace", "Copy task id", "edit.copy", "For a question to the service's support.")
TRACE = Step("trace", "Copy trace id", "edit.copy", "For a question to the service's support.")
SUPPORT = Step("support", "Ask the service's support", "external", "Opens its page; the trace id is copied with it.")
DELETE = Step("delete", "Delete at the service", "job.delete", "Deletes the task and its data there.")
REMOVE = Step("remove", "Remove from the list", "close", "Forgets the job here; nothing is deleted at the service.")

OPEN_THERE = Step("adopt", "Open result", tip="Fetches the answer and takes its times as one edit.")
WATCH = Step("adopt", "Watch it here", tip="Adds it to the jobs here; its answer is fetched when it is there.")

STATUSES = (
    ("", "All tasks"),
    ("PENDING", "Not begun"),
    ("QUEUED", "In the queue"),
    ("PROCESSING", "Working"),
    ("COMPLETED", "Done"),
    ("FAILED", "Not done"),
)
"""The service's statuses as its list can be filtered by them."""


def is_under_way(job: Job) -> bool:
    """Whether the job is not over: it goes on now, or at the next start."""
    return job.state in _UNDER_WAY


def show_job(job: Job, service: str, now_s: float, at_work: bool, note: Note = Note(), deletes: bool = True) -> Shown:
    """A job as its row shows it: `service` is the service's name, `at_work` whether the program is busy with it."""
    icon, role = mark_of(job, at_work)
    parts = [service, *state_words(job, now_s, at_work), when_words(job, now_s)]
    said = note.text or _said(job, at_work)
    return Shown(
        icon,
        role,
        job.song_title or "A song",
        " · ".join(part for part in parts if part),
        f"{said} {_next_try(job, now_s)}".strip() if said and at_work else said,
        _PHASE.get(job.state),
        KEY if note.key else _step(job, at_work),
        tuple(_more(job, at_work, deletes)),
    )


def state_words(job: Job, now_s: float, at_work: bool) -> list[str]:
    """The state, and what else is known of it, each a short phrase."""
    if is_under_way(job) and not at_work and job.state not in ("orphaned", "paused-rate"):
        return ["waits to go on"]
    if job.state in ("submitted", "waiting"):
        return [f"place {job.queue_position} in the queue" if job.queue_position else "in the queue"]
    if job.state == "paused-rate":
        return [next_request(job, now_s)]
    if job.state == "succeeded":
        return [lines_words(job.result_lrc), credits_words(job.credits_used)]
    return [_STATES.get(job.state, job.state)]


_STATES = {
    "draft": "waits for its turn",
    "preflight": "looking at the song",
    "submitting": "sending the song",
    "running": "working",
    "failed": "not done",
    "empty": "no lyrics found",
    "orphaned": "looking for the upload",
    "timed-out": "not finished yet",
    "cancelled-here": "stopped here",
}


def next_request(job: Job, now_s: float) -> str:
    """When the service takes the next request, as "next request in 38 s"."""
    left_s = max(0.0, (job.next_poll_at_s or 0.0) - now_s)
    why = job.message.partition("(")[2].partition(")")[0]
    return f"next request in {passed(left_s)}{f' ({why})' if why else ''}" if left_s >= 1 else "asking now"


def lines_words(lrc: str | None) -> str:
    """How many lines an answer has, in words; "" where nothing is known."""
    count = sum(1 for line in (lrc or "").splitlines() if line.rpartition("]")[2].strip())
    return f"{count} {'line' if count == 1 else 'lines'}" if count else ""


def credits_words(credits_used: int | None) -> str:
    """What a job cost, in words; "" where the service did not say."""
    return "" if credits_used is None else f"{credits_used} {'credit' if credits_used == 1 else 'credits'}"


def credits_left(count: float) -> str:
    """A balance in words; some services count in fractions: "412 credits", "5916.25 credits"."""
    return f"{count:.10g} {'credit' if count == 1 else 'credits'}"


def passed(seconds: float) -> str:
    """A length of time in at most two units: "38 s", "1 min 12 s", "2 h 5 min"."""
    whole = round(seconds)
    if whole < _MINUTE_S:
        return f"{whole} s"
    if whole < _HOUR_S:
        minutes, rest = divmod(whole, _MINUTE_S)
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, rest = divmod(whole // _MINUTE_S, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def when_words(job: Job, now_s: float) -> str:
    """How long it runs, or how long ago it ended."""
    if is_under_way(job):
        return passed(max(0.0, now_s - job.created_s))
    ago_s = max(0.0, now_s - job.updated_s)
    if ago_s < _MINUTE_S:
        return "just now"
    if ago_s < _DAY_S:
        return f"{passed(ago_s // _MINUTE_S * _MINUTE_S) if ago_s < _HOUR_S else f'{int(ago_s // _HOUR_S)} h'} ago"
    then = datetime.fromtimestamp(job.updated_s)
    return f"{then.day} {then:%b}"


def mark_of(job: Job, at_work: bool) -> tuple[str, str]:
    """Icon ("" for the spinner) and colour role of a job's state."""
    if job.state == "succeeded":
        return "done", "success.graphic"
    if job.state in ("failed", "empty"):
        return "job.failed", "danger.graphic"
    if job.state in ("paused-rate", "timed-out", "cancelled-here"):
        return "job.waiting", "warning.graphic"
    if not at_work or _in_trouble(job, at_work):
        return "job.unreachable", "danger.graphic"
    return ("job.queued", "text.secondary") if job.state == "draft" else ("", "accent.text")


def _said(job: Job, at_work: bool) -> str:
    """The job's own sentence where its state does not say it; what is safe, where the error asks to try again."""
    if _in_trouble(job, at_work):
        return f"{job.message.partition('. ')[0].rstrip('.')}. Your upload is safe and not paid for twice."
    return "" if job.state == "paused-rate" else job.message


def _in_trouble(job: Job, at_work: bool) -> bool:
    """Whether the program is busy with a job whose service did not answer it."""
    return at_work and bool(job.message) and bool(job.task_id) and job.state in ("submitted", "waiting", "running")


def _next_try(job: Job, now_s: float) -> str:
    """When a job in trouble asks again by itself."""
    left_s = (job.next_poll_at_s or 0.0) - now_s
    return f"Next try in {passed(left_s)}." if left_s >= 1 else "Trying again now." if _in_trouble(job, True) else ""


def _step(job: Job, at_work: bool) -> Step | None:
    """The sensible next step."""
    if job.state == "succeeded":
        return OPEN
    if job.state in ("timed-out", "cancelled-here"):
        return RESUME if job.task_id else LOOK
    if job.state in ("failed", "empty"):
        return None if job.task_id else AGAIN
    if job.state == "orphaned" and not at_work:
        return LOOK
    return STOP if at_work and not _in_trouble(job, at_work) else TRY_NOW


def _more(job: Job, at_work: bool, deletes: bool) -> list[Step]:
    """The other steps, for the menu."""
    steps = [RETRY] if job.state in ("failed", "empty") and job.task_id else []
    steps += [STOP] if _in_trouble(job, at_work) or (job.state == "paused-rate" and not at_work) else []
    steps += [TRACE, SUPPORT] if job.trace_id or job.task_id else []
    over = job.state in ("succeeded", "failed", "empty")
    steps += [DELETE] if over and job.task_id and deletes else []
    steps += [REMOVE] if not at_work and job.state != "submitting" else []
    return steps
