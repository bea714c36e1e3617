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

if TYPE_CHECKING:
    from lrc_studio.providers.base import Provider
    from lrc_studio.ui.services.tiers import TierNumbers
    from lrc_studio.workflows.batch import Standing
    from lrc_studio.workflows.batch_songs import BatchSong

_REQUESTS_A_SONG = 2.2
"""One upload, one result, and a share in readings of the list."""
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

    `todo_bytes` is what a service would be sent, `copies` how many of the songs as a smaller copy.
    """

    folder: Path
    songs: tuple[BatchSong, ...]
    todo: int = 0
    worded: int = 0
    todo_bytes: int = 0
    copies: int = 0

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.folder.name or str(self.folder)


@dataclass(frozen=True, slots=True)
class SongLine:
    """A song of a batch as its line shows it."""

    name: str
    words: str
    icon: str
    role: str
    note: str


def plan_of(folder: Path, suffix: str, service: Provider, report: Report) -> FolderPlan:
    """What is in a folder, and what of it `service` would be sent; blocking, looks into each song.

    Raises InputError where it cannot be read.
    """
    from lrc_studio.workflows.batch_songs import planned
    from lrc_studio.workflows.services import tier_of

    songs = planned(folder, suffix)
    todo = [song for song in songs if not song.target.exists()]
    worded = copies = count = 0
    max_bytes = tier_of(service.id).max_bytes
    for place, song in enumerate(todo):
        report(Progress("batch-look", place, len(todo), "Looking at the songs"))
        worded += _has_words(song.path)
        sent, as_copy = _sent(song.path, service.label, max_bytes)
        count, copies = count + sent, copies + as_copy
    return FolderPlan(folder, songs, len(todo), worded, count, copies)


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
    songs = counted(plan.todo, "song")
    copies = f", {plan.copies} of them as a smaller copy made here" if plan.copies else ""
    there = Offer(
        service.id,
        service.label,
        "provider.service",
        f"Sends each song. About {passed(service_s(plan.todo, numbers))} with the limits of this key",
        "Uses credits" if has_key else "Needs a key",
        "text" if has_key else "warning",
        f"Sends {songs} ({megabytes(plan.todo_bytes)}{copies}) to {urlsplit(origin).hostname}",
        f"Send {songs}" if has_key else "Enter key",
        ("send" if plan.todo else "") if has_key else "key",
        "" if has_key else "key",
    )
    return here, there


def service_s(songs: int, numbers: TierNumbers) -> float:
    """How long so many songs take at least, by the limits of a key, in seconds."""
    requests = songs * _REQUESTS_A_SONG
    windows = ((numbers.per_minute, 60), (numbers.per_hour, 3600), (numbers.per_day, 86_400))
    return max(60.0, *((requests // count) * span_s for count, span_s in windows)) + 60.0


def song_line(standing: Standing) -> SongLine:
    """A song of a batch as its line shows it."""
    icon, role, words = _MARKS[standing.state]
    if standing.state == "failed" and standing.message:
        words = f"{words}: {standing.message}"
    return SongLine(standing.song.path.stem, words, icon, role, standing.message)


def _words_sentence(plan: FolderPlan) -> str:
    if plan.worded == plan.todo:
        return "On this computer, with the lyrics beside each song or in its tags"
    missing = plan.todo - plan.worded
    return f"On this computer. {counted(missing, 'song')} {'has' if missing == 1 else 'have'} no lyrics to be timed"


def _sent(song: Path, service: str, max_bytes: int) -> tuple[int, bool]:
    """How many bytes a service is sent of a song, 0 where none can be, and whether as a smaller copy."""
    from lrc_studio.workflows.preflight import preflight

    try:
        found = preflight(song, service, max_bytes)
    except (StudioError, OSError):
        return 0, False
    if found.trouble is None:
        return found.bytes, False
    return (found.copy.bytes, True) if found.copy else (0, False)


def _has_words(song: Path) -> bool:
    from lrc_studio.workflows.open_song import lyrics_to_time

    try:
        return bool(lyrics_to_time(song).lines)
    except (StudioError, OSError):
        return False
