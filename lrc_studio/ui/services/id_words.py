"""A job by ids in words: what was asked for, what came of it, and the steps a person can take with it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lrc_studio.core.errors import StudioError
from lrc_studio.providers import by_id
from lrc_studio.storage.job_record import LYRICS
from lrc_studio.ui.messages import Choice
from lrc_studio.ui.services.sounds import track_of
from lrc_studio.ui.services.words import (
    ASK,
    ASK_AGAIN,
    LOOK_THERE,
    OPEN,
    REMOVE,
    SOUND,
    STOP,
    SUPPORT,
    TASK_ID,
    TEXTS,
    Note,
    Shown,
    Step,
    is_under_way,
    mark_of,
    next_request,
    when_words,
)

if TYPE_CHECKING:
    from lrc_studio.storage.jobs import Job
    from lrc_studio.ui.session import Session
    from lrc_studio.workflows.id_answer import Answered

_STATES = {
    "draft": "not answered yet",
    "preflight": "not answered yet",
    "submitting": "asking for the words",
    "running": "the service writes the lyrics",
    "failed": "not done",
    "empty": "no words found",
    "orphaned": "the answer was lost",
    "timed-out": "not finished yet",
    "cancelled-here": "stopped here",
}
_CUT_OFF = (
    "The program ended while {label} was asked, so it may have been charged. It is not asked again by itself: look at "
    "your log there first."
)
_MOST_REMARKS = 2
_NO_NOTE = Note()
_UNSURE = ("orphaned", "submitting")


def show_id_job(job: Job, service: str, now_s: float, at_work: bool, note: Note = _NO_NOTE) -> Shown:
    """A job by ids as its row shows it; it has no phases, for it is asked once and answered at once."""
    icon, role = mark_of(job, at_work)
    if is_under_way(job) and not at_work:
        icon, role = "job.waiting", "warning.graphic"
    parts = [service, *_state(job, now_s, at_work), when_words(job, now_s)]
    said = note.text or ("" if job.state in ("paused-rate", "succeeded") else known_of(job, at_work))
    return Shown(
        icon,
        role,
        job.song_title or "A song",
        " · ".join(part for part in parts if part),
        said,
        None,
        _step(job, at_work),
        tuple(_more(job, at_work)),
    )


def known_of(job: Job, at_work: bool = False) -> str:
    """What is known of a job's outcome; the row of one that was cut off while it asked says nothing itself."""
    cut_off = job.state == "submitting" and not at_work
    return _CUT_OFF.format(label=by_id(job.provider).label) if cut_off and not job.message else job.message


def came_words(answered: Answered) -> str:
    """What an answer brought: "132 words and a waveform · alignment error 38 %, look it over"."""
    lines = answered.lyrics.lines
    words = sum(len(line.words) for line in lines)
    sung = sum(1 for line in lines if line.text.strip())
    count = _counted(words, "word") if words else _counted(sung, "line")
    parts = [f"{count} and a waveform" if answered.lyrics.waveform else count]
    if answered.hoot_cer is not None:
        parts.append(rate_words(answered.hoot_cer))
    if answered.streamed:
        parts.append("timed while it was being made")
    return " · ".join(parts)


def rate_words(hoot_cer: float | None) -> str:
    """A service's error rate within a sentence: "alignment error 38 %, look it over"; "" where it gave none."""
    from lrc_studio.workflows.id_answer import error_words

    if hoot_cer is None:
        return ""
    said = error_words(hoot_cer).replace(" %", "\u00a0%")
    return f"{said[:1].lower()}{said[1:]}"


def remark(session: Session, answered: Answered) -> None:
    """Say what a person should know of an answer: how sure the service is, and what was mended in reading it."""
    from lrc_studio.workflows.id_answer import FAIR_CER, FINE_CER, error_words

    rate, remarks = answered.hoot_cer, answered.remarks
    title = "" if rate is None else f"{error_words(rate)}."
    rest = [said for said in remarks if rate is None or said != error_words(rate)]
    if not rest and (rate is None or rate <= FINE_CER):
        return
    shown, more = rest[:_MOST_REMARKS], rest[_MOST_REMARKS:]
    text = " ".join(said if said.endswith((".", "。")) else f"{said}." for said in shown)
    whole = StudioError("What was found while the answer was read.", "\n".join(rest))
    ways = [Choice(f"{len(more)} more", lambda: session.messages.show_details(whole))] if more else []
    kind = "warning" if rate is not None and rate > FAIR_CER else "info"
    session.messages.banner("service", text, *ways, kind=kind, title=title)


def _counted(count: int, word: str) -> str:
    return f"{count} {word if count == 1 else f'{word}s'}"


def _state(job: Job, now_s: float, at_work: bool) -> list[str]:
    if job.state == "succeeded":
        return [_brought(_Answer(job))]
    if job.state == "paused-rate" and at_work:
        return [next_request(job, now_s)]
    if job.state == "submitting" and not at_work:
        return [_STATES["orphaned"]]
    return [_STATES.get(job.state, "not answered yet")]


@lru_cache(maxsize=64)
def _brought(answer: _Answer) -> str:
    """Reading an answer takes some ms, and rows are shown anew each second."""
    from lrc_studio.workflows.id_answer import answer_of

    try:
        return came_words(answer_of(answer.job))
    except StudioError:
        return "answered"


class _Answer:
    """A job's answer as a key: the rest of the row does not change what it brought."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._key = (job.id, job.variation, job.result_lrc)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Answer) and self._key == other._key


def _step(job: Job, at_work: bool) -> Step | None:
    if at_work:
        return STOP if job.state == "paused-rate" else None
    if job.state == "succeeded":
        return OPEN
    if job.operation == LYRICS:
        return LOOK_THERE
    return ASK_AGAIN if job.state in (*_UNSURE, "empty") else ASK


def _more(job: Job, at_work: bool) -> list[Step]:
    steps = [SOUND] if job.state == "succeeded" and track_of(job) else []
    steps += [TEXTS] if job.state == "succeeded" and job.operation == LYRICS else []
    steps += [TASK_ID, SUPPORT]
    return steps if at_work else [*steps, REMOVE]
