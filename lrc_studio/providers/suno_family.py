"""What sunoapi.org, api.box and kie.ai share: songs named by ids, real codes inside bodies, words that are paid for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from lrc_studio.core.errors import (
    CreditsError,
    KeyRefusedError,
    MaintenanceError,
    NotThereError,
    ProtocolError,
    RateLimitedError,
    RefusedError,
    StudioError,
    UnreachableError,
    UsageError,
)
from lrc_studio.providers.answers import Answer, Judge, judge_by_status
from lrc_studio.providers.base import Ids, Provider, Request, TrackList
from lrc_studio.providers.limits import Priority
from lrc_studio.providers.suno_answers import parse_credits, parse_tracks

if TYPE_CHECKING:
    from lrc_studio.providers.http import Http

WINDOWS = ((20, 10.0),)
"""Requests that each of these services takes: 20 within 10 seconds."""
SUCCESS = 200

_WORDS = "/api/v1/generate/get-timestamped-lyrics"
_TRACKS = "/api/v1/generate/record-info"
_LYRICS = "/api/v1/lyrics/record-info"
_MONEY = ("credit", "insufficient", "balance", "积分", "余额")
_HASTE = ("frequen", "limit", "too many", "频率")
_GONE = ("not exist", "not found", "does not belong", "不存在")


class Meaning(Enum):
    """What a code in a body means, whatever number a service gave it."""

    REQUEST = "the request or its ids are wrong"
    KEY = "the key is refused"
    CREDITS = "too few credits"
    ADDRESS = "no such path or method"
    ABSENT = "no such task"
    RATE = "too many requests"
    BLOCKED = "the content is not allowed"
    CONFLICT = "it is at work on this already"
    MAINTENANCE = "it is being worked on"
    SERVER = "it has trouble of its own"


CODES: Mapping[int, Meaning] = {
    400: Meaning.REQUEST,
    401: Meaning.KEY,
    404: Meaning.ADDRESS,
    405: Meaning.RATE,
    413: Meaning.REQUEST,
    429: Meaning.CREDITS,
    430: Meaning.RATE,
    455: Meaning.MAINTENANCE,
    500: Meaning.SERVER,
}
"""The codes that sunoapi.org and api.box document for all their calls, besides 200."""


@dataclass(frozen=True, slots=True)
class Member:
    """A service of the family: what differs from the others.

    `codes` are its meanings of body codes; `audio_id` says that a track is named by its id alone, `music_index` that
    its place (0 or 1) does as well, `lyrics` that a task's id alone means the lyrics that the task wrote.
    """

    provider: Provider
    codes: Mapping[int, Meaning] = field(default_factory=lambda: CODES)
    music_index: bool = False
    lyrics: bool = False
    credit_path: str = "/api/v1/generate/credit"

    def checked(self, ids: Ids) -> Ids:
        """The ids without blanks around them, and without what this service has no use for.

        Raises UsageError where they do not name a song here; nothing has to be sent to know that.
        """
        task_id, audio_id = ids.task_id.strip(), ids.audio_id.strip()
        index = ids.music_index if self.music_index else None
        if not task_id:
            raise UsageError(f"{self.provider.label} needs the id of the task. Copy it from the service's own page.")
        if index not in (None, 0, 1):
            raise UsageError(f"A task at {self.provider.label} has two songs: the index is 0 or 1.")
        if not audio_id and index is None and not self.lyrics:
            place = " or its index (0 or 1)" if self.music_index else ""
            raise UsageError(
                f"{self.provider.label} needs the song's audio id{place} besides the task. Nothing was sent."
            )
        return Ids(task_id, audio_id, index, ids.variation)

    def wants_lyrics(self, ids: Ids) -> bool:
        """Whether these ids mean the lyrics of a task, and not the timed words of a song."""
        return self.lyrics and not ids.audio_id


class SunoFamily:
    """One service of the family through one key; each call is one request."""

    def __init__(self, http: Http, member: Member) -> None:
        self.member = member
        self._http = http
        self._judge = judge_of(member)

    async def words(self, ids: Ids) -> Any:
        """The `data` of a song's timed words, as `parse_words` reads it; paid, so nothing here sends it again.

        Raises UsageError for ids that are not enough, OutcomeUnknownError where it may have been charged.
        """
        return await self._data(build_words(self.member.checked(ids)), paid=True, priority=Priority.UPLOAD)

    async def lyrics(self, task_id: str) -> Any:
        """The `data` of a task that writes lyrics, as `parse_lyrics` reads it; free."""
        return await self._data(Request("GET", _LYRICS, (("taskId", task_id),)))

    async def tracks(self, task_id: str) -> TrackList:
        """The songs of a task; free. Raises NotThereError where the key has no such task."""
        data = await self._data(Request("GET", _TRACKS, (("taskId", task_id),)))
        return parse_tracks(data, self.member.provider.label)

    async def credits(self) -> float:
        """What the account holds, a fraction at some; free."""
        return parse_credits(await self._data(Request("GET", self.member.credit_path)), self.member.provider.label)

    async def _data(self, request: Request, **how: Any) -> Any:
        body = await self._http.send(request, judge=self._judge, **how)
        return body.get("data")


def build_words(ids: Ids) -> Request:
    """The request for timed words; only ids that are there are named in it."""
    named: list[tuple[str, str | int]] = [("taskId", ids.task_id)]
    if ids.audio_id:
        named.append(("audioId", ids.audio_id))
    if ids.music_index is not None:
        named.append(("musicIndex", ids.music_index))
    return Request("POST", _WORDS, json=tuple(named))


def judge_of(member: Member) -> Judge:
    """Says what an answer means at this service: the code in its body first, the status only where there is none."""

    def judge(given: Answer) -> StudioError | None:
        answer = _with_code(given)
        if answer.code is None:
            lost = answer.status in (404, 405)  # a page of another kind of server
            return _ERRORS[Meaning.ADDRESS](answer) if lost else judge_by_status(answer)
        if answer.code == SUCCESS:
            return None
        return _ERRORS.get(_meaning(member.codes, answer), _unknown)(answer)

    return judge


def _with_code(answer: Answer) -> Answer:
    """The answer with its code as a number where it came as digits in quotes: an error must not pass for a success."""
    code = answer.body.get("code") if answer.body and answer.code is None else None
    digits = isinstance(code, str) and code.isascii() and code.isdigit() and len(code) < 6
    return replace(answer, code=int(code)) if digits and isinstance(code, str) else answer


def _meaning(codes: Mapping[int, Meaning], answer: Answer) -> Meaning | None:
    """What a code means; where services use one number for two things, their own words decide."""
    said = answer.message.lower()
    meaning = codes.get(answer.verdict)
    if answer.verdict == 429:
        if any(word in said for word in _MONEY):
            return Meaning.CREDITS
        return Meaning.RATE if any(word in said for word in _HASTE) else meaning
    if meaning is Meaning.REQUEST and any(word in said for word in _GONE):
        return Meaning.ABSENT
    return meaning


def _told(answer: Answer) -> str:
    """The code and the service's own words."""
    return f"(code {answer.verdict})" + (f": {answer.message}" if answer.message else "")


def _sentence(kind: type[StudioError], before: str, after: str) -> Callable[[Answer], StudioError]:
    def error(answer: Answer) -> StudioError:
        told = _told(answer)
        stop = "" if told.endswith((".", "!", "?", "。")) else "."
        return kind(f"{answer.service} {before} {told}{stop} {after}", details=answer.details)

    return error


_ERRORS: dict[Meaning | None, Callable[[Answer], StudioError]] = {
    Meaning.REQUEST: _sentence(RefusedError, "did not take the request", "Check the ids; nothing was charged."),
    Meaning.KEY: _sentence(
        KeyRefusedError, "refused this key", "It stays where it is kept until you replace it; nothing was charged."
    ),
    Meaning.CREDITS: _sentence(CreditsError, "says there are too few credits", "Nothing was charged."),
    Meaning.ADDRESS: _sentence(
        RefusedError, "knows no such path", "Check the service's address, or look for a newer version of this program."
    ),
    Meaning.ABSENT: _sentence(
        NotThereError, "has no such song for this key", "Check the ids, and that the key is of the same account."
    ),
    Meaning.RATE: _sentence(RateLimitedError, "asks to wait", "Nothing was charged; try again in a moment."),
    Meaning.BLOCKED: _sentence(RefusedError, "does not allow this content", "Nothing was charged."),
    Meaning.CONFLICT: _sentence(RefusedError, "is at work on this already", "Ask again when it has ended."),
    Meaning.MAINTENANCE: _sentence(
        MaintenanceError, "is being worked on and took nothing", "Try again in some minutes."
    ),
    Meaning.SERVER: _sentence(UnreachableError, "has trouble of its own", "Try again later."),
}
_unknown = _sentence(
    ProtocolError, "answered with a code that this program does not know", "Nothing is lost; try again later."
)
