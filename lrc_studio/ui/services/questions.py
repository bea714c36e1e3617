"""What is asked before jobs are left alone, deleted at the service or forgotten here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lrc_studio.ui.messages import Question
from lrc_studio.ui.services.id_words import known_of
from lrc_studio.ui.services.offers import counted

if TYPE_CHECKING:
    from lrc_studio.storage.jobs import Job


def leaving(jobs: int, folder: bool, then: Callable[[], object]) -> Question:
    """Before the program is closed with so many jobs at work, or with a folder under way."""
    verb, stay = "Close the program", "Stay"
    if not jobs:
        sentence = "What is done stays done. It goes on where it was at the next start, when you say so."
        return Question("Stop timing the folder?", sentence, verb, then, stay)
    title = f"{counted(jobs, 'job')} {'goes' if jobs == 1 else 'go'} on at the service"
    rest = " The folder goes on where it was when you say so." if folder else ""
    found = "It is" if jobs == 1 else "They are"
    sentence = f"{found} found again at the next start. Nothing is sent or paid for twice.{rest}"
    return Question(title, sentence, verb, then, stay)


def deleting(job: Job, then: Callable[[], object]) -> Question:
    """Before a job's task is deleted at the service."""
    kept = "Its answer stays in the list here." if job.result_lrc else "It cannot be brought back."
    return Question(f"Delete {job.song_title} at the service?", kept, "Delete there", then, destroys=True)


def deleting_task(title: str, kept_here: bool, then: Callable[[], object]) -> Question:
    """Before a task of the service's own list is deleted."""
    kept = "Its answer stays among the jobs here." if kept_here else "Its answer is not kept here and would be gone."
    return Question(f"Delete {title} at the service?", kept, "Delete there", then, destroys=True)


def asking_again(job: Job, then: Callable[[], object]) -> Question:
    """Before a paid question is asked once more whose first answer was lost or empty."""
    sentence = f"{known_of(job)} It may be charged for once more."
    return Question(f"Ask about {job.song_title} once more?", sentence, "Ask once more", then)


def removing(job: Job, then: Callable[[], object]) -> Question:
    """Before a job is forgotten here."""
    if job.result_lrc:
        sentence = "Its answer is kept only here; the times you took stay in your lyrics."
    elif job.finished or job.may_be_sent:
        sentence = "Nothing of it is kept here then. Your song and your lyrics stay as they are."
    else:
        sentence = "The service may still work on it and charge for it, and its answer would not be fetched."
    return Question(f"Remove {job.song_title} from the list?", sentence, "Remove", then, destroys=True)
