"""What each provider offers for the open song, as the cards of the provider picker say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lrc_studio.core.sizes import megabytes
from lrc_studio.ui.services.words import lines_words

if TYPE_CHECKING:
    from lrc_studio.providers.base import Provider
    from lrc_studio.storage.jobs import Job

NOTHING_LEAVES = "Nothing leaves this computer"


@dataclass(frozen=True, slots=True)
class Offer:
    """A card: what the provider needs and sends in one line, a chip, and what the dialog's foot and primary say.

    `does` is what the primary does: time, send, key, take, show, or "" where it cannot be pressed.
    """

    provider_id: str
    label: str
    icon: str
    sentence: str
    chip: str
    chip_group: str
    foot: str
    primary: str
    does: str
    chip_icon: str = ""
    again: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What was found out of a song for one service: None of `song_bytes` while it is looked at.

    `problem` says why it cannot be sent as it is; a smaller copy of `copy_bytes` at `copy_kbps` can be where that is
    known. `before` is a job of the same song that was answered or is under way.
    """

    song_bytes: int | None = None
    problem: str = ""
    copy_bytes: int | None = None
    copy_kbps: int | None = None
    before: Job | None = None
    warning: str = ""


def counted(count: int, word: str = "line") -> str:
    """A count with its word: "1 line", "20 lines"."""
    return f"{count} {word if count == 1 else f'{word}s'}"


def offline_offer(provider: Provider, lines: int) -> Offer:
    """The embedded aligner's card for this many lines of lyrics."""
    sentence = provider.summary if lines else "Needs the lyrics: paste them or open a file first"
    return Offer(
        provider.id, provider.label, "provider.offline", sentence, "Free", "success", NOTHING_LEAVES,
        f"Time {counted(lines)}" if lines else "Time the lines", "time" if lines else "",
    )  # fmt: skip


def service_offer(provider: Provider, origin: str, look: Look, has_key: bool) -> Offer:
    """A service's card for the song of which `look` is known; `origin` is where it would be sent."""
    if look.before is not None:
        return _kept_offer(provider, look.before, look)
    sends = _sends(look)
    foot = f"Sends {sends} to {urlsplit(origin).hostname}" if sends else NOTHING_LEAVES
    sentence, chip, group, chip_icon = look.warning or _needs(provider), "Uses credits", "text", ""
    primary, does = _primary(look)
    if look.problem:
        sentence = f"{look.problem} {_copy_words(look)}".strip()
    if not has_key:
        chip, group, chip_icon = "Needs a key", "warning", "key"
        primary, does = "Enter key", "key"
    if not provider.costs:
        chip, group = "Free", "success"
    return Offer(provider.id, provider.label, "provider.service", sentence, chip, group, foot, primary, does, chip_icon)


def id_offer(provider: Provider, origin: str, has_key: bool) -> Offer:
    """The card of a service that is asked by ids and is at `origin`."""
    text = " Lyrics without times too." if "text" in provider.gives else ""
    sentence = f"For songs made there: needs the task's id, gives words with times and a waveform.{text}"
    foot = f"Sends only the ids to {urlsplit(origin).hostname}"
    chip, group, chip_icon, primary, does = "Uses credits", "text", "", "Song by id…", "ids"
    if not has_key:
        chip, group, chip_icon, primary, does = "Needs a key", "warning", "key", "Enter key", "key"
    return Offer(provider.id, provider.label, "provider.service", sentence, chip, group, foot, primary, does, chip_icon)


def _needs(provider: Provider) -> str:
    """What a service needs and gives in one line."""
    sends = "Sends the song" if "audio" in provider.needs else "Needs a task id"
    gives = "Words" if "words" in provider.gives else "Lines"
    return f"{sends}. {gives} with times, also where there are no lyrics yet"


def _primary(look: Look) -> tuple[str, str]:
    if look.song_bytes is None:
        return "Send song", ""
    if not look.problem:
        return f"Send song ({megabytes(look.song_bytes)})", "send"
    if look.copy_bytes is None:
        return "Send song", ""
    return f"Send copy ({megabytes(look.copy_bytes)})", "send"


def _sends(look: Look) -> str:
    if look.song_bytes is None:
        return "the song"
    if not look.problem:
        return f"the song ({megabytes(look.song_bytes)})"
    return f"a copy of the song ({megabytes(look.copy_bytes)})" if look.copy_bytes is not None else ""


def _copy_words(look: Look) -> str:
    if look.copy_bytes is None:
        return ""
    return f"A copy of {megabytes(look.copy_bytes)}, made on this computer, is sent instead."


def _kept_offer(provider: Provider, before: Job, look: Look) -> Offer:
    if before.finished:
        lines = lines_words(before.result_lrc)
        sentence = f"Answered {_day(before.updated_s)}{f': {lines}' if lines else ''}. Nothing needs to be sent."
        again = _again(look)
        primary, does, chip, group = "Take the kept answer", "take", "Kept here", "success"
    else:
        sentence = "This song is under way there already. Nothing is sent twice."
        primary, does, chip, group, again = "Show the job", "show", "Under way", "accent", ""
    return Offer(
        provider.id, provider.label, "provider.service", sentence, chip, group, NOTHING_LEAVES, primary, does,
        again=again,
    )  # fmt: skip


def _day(moment_s: float) -> str:
    then, today = datetime.fromtimestamp(moment_s), datetime.now()
    return "today" if then.date() == today.date() else f"on {then.day} {then:%b}"


def _again(look: Look) -> str:
    """What sends a song anew that was answered already."""
    count = look.copy_bytes if look.problem else look.song_bytes
    return f"Send it again ({megabytes(count)})" if count else ""
