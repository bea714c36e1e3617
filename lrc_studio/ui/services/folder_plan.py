"""What is found in a folder of songs, and what each provider offers for all of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lrc_studio.core.errors import StudioError
from lrc_studio.core.progress import Progress, Report
from lrc_studio.ui.services.offers import NOTHING_LEAVES, Offer, counted, megabytes
from lrc_studio.ui.services.words import passed
from lrc_studio.workflows.batch_outlook import KEPT, NEITHER, SENT, THERE, TWIN, Fate, ServiceOutlook

if TYPE_CHECKING:
    from lrc_studio.providers.base import Provider
    from lrc_studio.storage.jobs import JobStore
    from lrc_studio.ui.services.tiers import TierNumbers
    from lrc_studio.workflows.batch import Standing
    from lrc_studio.workflows.batch_songs import BatchSong

_REQUESTS_A_SONG = 2.2
"""One upload, one result, and a share in readings of the list."""
_UNSENT = (
    (KEPT, "comes from an answer kept here", "come from answers kept here"),
    (THERE, "is at the service already", "are at the service already"),
    (TWIN, "is the same as another", "are the same as another"),
    (NEITHER, "cannot be timed there", "cannot be timed there"),
)
_MARKS = {
    "queued": ("circle", "text.muted", "waits"),
    "at work": ("job.working", "accent.text", "at work"),
    "done": ("done", "success.graphic", "done"),
    "kept": ("review.accept", "text.muted", "had an LRC file"),
    "failed": ("job.failed", "danger.graphic", "not done"),
}


@dataclass(frozen=True, slots=True)
class FolderPlan:
    """A folder's songs: `todo` have no lyrics file yet, `worded` of these have words to be timed.

    `at_service` is what a service would do with each of the `todo`.
    """

    folder: Path
    songs: tuple[BatchSong, ...]
    todo: int = 0
    worded: int = 0
    at_service: tuple[Fate, ...] = ()

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.folder.name or str(self.folder)

    def fated(self, name: str) -> int:
        """How many songs a service would treat so."""
        return sum(1 for fate in self.at_service if fate.name == name)

    @property
    def sent_bytes(self) -> int:
        """What a service would be sent."""
        return sum(fate.bytes for fate in self.at_service)

    @property
    def copies(self) -> int:
        """How many songs would be sent as a smaller copy."""
        return sum(1 for fate in self.at_service if fate.as_copy)


@dataclass(frozen=True, slots=True)
class SongLine:
    """A song of a batch as its line shows it."""

    name: str
    words: str
    icon: str
    role: str
    note: str


def plan_of(folder: Path, suffix: str, service: Provider, store: JobStore, report: Report) -> FolderPlan:
    """What is in a folder, and what of it `service` would be sent after its jobs in `store`; blocking, reads each song.

    Raises InputError where it cannot be read.
    """
    from lrc_studio.workflows.batch_songs import planned

    songs = planned(folder, suffix)
    todo = [song for song in songs if not song.target.exists()]
    worded, fates = 0, list[Fate]()
    there = ServiceOutlook(service, store, [song.path for song in todo], copies=True)
    for place, song in enumerate(todo):
        report(Progress("batch-look", place, len(todo), "Looking at the songs"))
        worded += _has_words(song.path)
        fates.append(there.fate_of(song.path))
    return FolderPlan(folder, songs, len(todo), worded, tuple(fates))


def plan_words(plan: FolderPlan) -> str:
    """What happens to the songs, in words."""
    kept = len(plan.songs) - plan.todo
    left = f" {counted(kept, 'song')} had one before and {'is' if kept == 1 else 'are'} left alone." if kept else ""
    return f"Each song gets an LRC file beside it.{left}"


def folder_offers(
    plan: FolderPlan, offline: Provider, service: Provider, origin: str, has_key: bool, numbers: TierNumbers
) -> tuple[Offer, ...]:
    """What each provider offers for a folder; `origin` is where the service would be sent its songs."""
    here = Offer(
        offline.id, offline.label, "provider.offline", _words_sentence(plan), "Free", "success", NOTHING_LEAVES,
        f"Time {counted(plan.worded, 'song')} on this computer", "time" if plan.worded else "",
    )  # fmt: skip
    there = Offer(
        service.id,
        service.label,
        "provider.service",
        f"Sends each song. About {passed(service_s(plan.fated(SENT), numbers))} with the limits of this key",
        "Uses credits" if has_key else "Needs a key",
        "text" if has_key else "warning",
        _leaves(plan, urlsplit(origin).hostname or ""),
        _primary(plan) if has_key else "Enter key",
        ("send" if _answers(plan) else "") if has_key else "key",
        "" if has_key else "key",
    )
    return here, there


def _answers(plan: FolderPlan) -> int:
    """How many songs would get times from a service."""
    return len(plan.at_service) - plan.fated(NEITHER)


def _primary(plan: FolderPlan) -> str:
    sent = plan.fated(SENT)
    return (
        f"Send {counted(sent, 'song')}" if sent or not _answers(plan) else f"Take {counted(_answers(plan), 'answer')}"
    )


def _leaves(plan: FolderPlan, host: str) -> str:
    """What leaves the computer, and what comes without that."""
    copies = f", {plan.copies} of them as a smaller copy made here" if plan.copies else ""
    sent = plan.fated(SENT)
    parts = [
        f"Sends {counted(sent, 'song')} ({megabytes(plan.sent_bytes)}{copies}) to {host}" if sent else "Sends no song"
    ]
    for name, one, many in _UNSENT:
        count = plan.fated(name)
        parts += [f"{count} {one if count == 1 else many}"] if count else []
    return ", ".join(parts)


def service_s(songs: int, numbers: TierNumbers) -> float:
    """How long so many songs take at least, by the limits of a key, in seconds."""
    requests = songs * _REQUESTS_A_SONG
    windows = ((numbers.per_minute, 60), (numbers.per_hour, 3600), (numbers.per_day, 86_400))
    return max(60.0, *((requests // count) * span_s for count, span_s in windows)) + 60.0


def song_line(standing: Standing) -> SongLine:
    """A song of a batch as its line shows it."""
    icon, role, words = _MARKS[standing.state]
    said = [standing.message] if standing.state == "failed" and standing.message else standing.losses
    if said:
        words = f"{words}: {' '.join(said)}"
    note = " ".join(part for part in (standing.message, *standing.losses) if part)
    return SongLine(standing.song.path.stem, words, icon, role, note)


def _words_sentence(plan: FolderPlan) -> str:
    if plan.worded == plan.todo:
        return "On this computer, with the lyrics beside each song or in its tags"
    missing = plan.todo - plan.worded
    return f"On this computer. {counted(missing, 'song')} {'has' if missing == 1 else 'have'} no lyrics to be timed"


def _has_words(song: Path) -> bool:
    from lrc_studio.workflows.open_song import lyrics_to_time

    try:
        return bool(lyrics_to_time(song).lines)
    except (StudioError, OSError):
        return False
