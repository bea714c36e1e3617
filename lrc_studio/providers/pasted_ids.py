"""The ids of a song in whatever a person pastes: an address, JSON, a command, or the ids themselves."""

from __future__ import annotations

import re

from lrc_studio.providers.base import Ids

_MOST_CHARS = 200_000
_TASK_ID_CHARS = 32
_BEGIN = r"(?:\b|(?<=%3F)|(?<=%26))"
_GIVEN = r"[\\\"']{{0,4}}\s{{0,9}}(?:[:=]|%3[AD]|\s)\s{{0,9}}[\\\"']{{0,4}}{value}"
_VALUE = r"((?=[\w.~-]{0,60}\d)[\w.~-]{4,200})(?![\w.~*-])"  # with a digit: no word, no masked id
_TASK = re.compile(_BEGIN + r"task_?id" + _GIVEN.format(value=_VALUE), re.IGNORECASE | re.ASCII)
_AUDIO = re.compile(_BEGIN + r"audio_?id" + _GIVEN.format(value=_VALUE), re.IGNORECASE | re.ASCII)
_INDEX = re.compile(_BEGIN + r"music_?index" + _GIVEN.format(value=r"([01])(?![\w.])"), re.IGNORECASE | re.ASCII)
_UUID = re.compile(r"(?<![\da-f])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-f-])", re.IGNORECASE)
_HEX = re.compile(r"(?<![\w-])[\da-f]{32}(?![\w-])", re.IGNORECASE)
_PLAIN = re.compile(r"(?=.*\d)[\w.~-]{6,200}", re.ASCII)


def ids_in(text: str) -> Ids:
    """The ids in a text, each empty or None where it is not there or not clear.

    Named ids (`taskId`, `audio_id`, `musicIndex`) go first, in JSON, an address or a command alike. Else the one id of
    32 hexadecimal digits is the task's and the one UUID the audio's, as these services make them; of several different
    ones none is taken, for a person has to choose. A text that is one other id alone is taken as the task's.
    """
    row = text[:_MOST_CHARS].strip()
    task_id = _named(_TASK, row) or _only(_HEX, row)
    audio_id = _named(_AUDIO, row) or _only(_UUID, row, task_id)
    if not task_id and not audio_id and _PLAIN.fullmatch(row):
        task_id = row
    index = _named(_INDEX, row)
    return Ids(task_id, audio_id, int(index) if index else None)


def names_task(text: str) -> bool:
    """Whether a text surely names a task of such a service, and is no word that only looks like one."""
    ids = ids_in(text)
    return bool(ids.task_id and (ids.audio_id or len(ids.task_id) == _TASK_ID_CHARS))


def _named(pattern: re.Pattern[str], text: str) -> str:
    """The value of the name if it has one value only."""
    found = set(pattern.findall(text))
    return found.pop() if len(found) == 1 else ""


def _only(pattern: re.Pattern[str], text: str, other: str = "") -> str:
    found = {match.lower() for match in pattern.findall(text)} - {other.lower()}
    return next(match for match in pattern.findall(text) if match.lower() in found) if len(found) == 1 else ""
