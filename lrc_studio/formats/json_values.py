"""Values of a JSON file, each checked as it is taken: a wrong one is told in one sentence, by its place."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, NoReturn

from lrc_studio.core.errors import InputError
from lrc_studio.core.lyrics import Origin

LARGEST_MS = 10**12  # over 30 years: beyond it a time is a mistake, and no longer exact in a float
_DEEPEST_NOTE = 32
_MOST_VALUES = 200_000  # lines and words; each takes far more memory than its two brackets in the file
_ORIGINS = {origin.value: origin for origin in Origin}


class Fields:
    """One JSON object; `place` says where it stands, for messages."""

    def __init__(self, values: dict[str, Any], place: str = "") -> None:
        self._values = values
        self._place = place

    @classmethod
    def of_text(cls, text: str) -> Fields:
        """The object that a text holds. Raises `InputError` if it holds anything else, or more than any song."""
        if text.count("{") + text.count("[") > _MOST_VALUES:
            raise InputError("This JSON file holds far more lines and words than any song.")
        try:
            values = json.loads(text.lstrip("\ufeff"), parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise InputError("This file is not readable JSON: it is damaged, cut short or no project file.") from None
        if not isinstance(values, dict):
            raise InputError("This JSON file holds no LRC Studio lyrics; open a lyric file or a project instead.")
        return cls(values)

    def _value(self, key: str) -> Any:
        """What stands under a key; absent, null and empty of any kind are None."""
        value = self._values.get(key)
        return value if value or isinstance(value, (int, float)) else None

    def _wrong(self, key: str, wanted: str) -> NoReturn:
        place = f"in {self._place}, " if self._place else ""
        raise InputError(f"This project file cannot be used: {place}“{key[:40]}” should be {wanted}.")

    def has(self, key: str) -> bool:
        """Whether the key is there with anything but null."""
        return self._values.get(key) is not None

    def keys(self) -> list[str]:
        """All keys, in file order."""
        return list(self._values)

    def text(self, key: str) -> str | None:
        """A text, or None where it is absent or empty."""
        value = self._value(key)
        if value is not None and not isinstance(value, str):
            self._wrong(key, "a text")
        return _sound(value) if value else None

    def row(self, key: str) -> str:
        """A text without line breaks, empty where it is absent."""
        return (self.text(key) or "").replace("\r", " ").replace("\n", " ")

    def flag(self, key: str) -> bool:
        """True or false, false where it is absent."""
        value = self._value(key)
        if value is not None and not isinstance(value, bool):
            self._wrong(key, "true or false")
        return bool(value)

    def whole(self, key: str, signed: bool = False) -> int | None:
        """A whole number (ms, mostly), or None where it is absent; from 0 on unless `signed`."""
        value = self._value(key)
        if value is None:
            return None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if type(value) is not int or abs(value) > LARGEST_MS or (value < 0 and not signed):
            self._wrong(key, "a whole number" if signed else "a whole number from 0")
        return value

    def share(self, key: str) -> float | None:
        """A number from 0 to 1, or None where it is absent."""
        value = self._value(key)
        if value is None:
            return None
        if not _is_number(value) or not 0 <= value <= 1:
            self._wrong(key, "a number from 0 to 1")
        return float(value)

    def origin(self, key: str) -> Origin:
        """Where a time came from; imported where it is absent or not known to this version."""
        return _ORIGINS.get(self.text(key) or "", Origin.IMPORTED)

    def record(self, key: str) -> Fields | None:
        """The object under a key, or None where it is absent."""
        value = self._value(key)
        if value is not None and not isinstance(value, dict):
            self._wrong(key, "an object")
        return Fields(value, f"{self._place} {key}".strip()) if value else None

    def records(self, key: str) -> Iterator[Fields]:
        """The objects of the list under a key."""
        for number, value in enumerate(self._list(key), start=1):
            if not isinstance(value, dict):
                self._wrong(key, "a list of objects")
            yield Fields(value, f"{self._place} {key[:-1]} {number}".strip())

    def peaks(self, key: str) -> tuple[float, ...]:
        """A waveform's numbers in 0..1: divided by the greatest, anything that is no number dropped."""
        peaks = [max(0.0, float(value)) for value in self._list(key) if _is_number(value)]
        greatest = max(peaks, default=0.0)
        return tuple(peak / greatest for peak in peaks) if greatest else tuple(peaks)

    def notes(self, key: str) -> Iterator[tuple[str, Any]]:
        """The free remarks under a key as (name, JSON value)."""
        record = self.record(key)
        for name in record.keys() if record else ():
            value = record._values[name] if record else None
            if _depth_over(value, _DEEPEST_NOTE):
                self._wrong(key, "less deeply nested")
            yield _sound(name), plain_json(value)

    def _list(self, key: str) -> list[Any]:
        value = self._value(key)
        if value is not None and not isinstance(value, list):
            self._wrong(key, "a list")
        return value or []


def plain_json(value: Any, depth: int = _DEEPEST_NOTE) -> Any:
    """A value that JSON can hold: texts sound, numbers finite, other things as text, nested at most `depth` deep."""
    if isinstance(value, str):
        return _sound(value)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict) and depth:
        return {_sound(str(name)): plain_json(item, depth - 1) for name, item in value.items()}
    if isinstance(value, (list, tuple)) and depth:
        return [plain_json(item, depth - 1) for item in value]
    return _sound(str(value)) if depth else None


def _depth_over(value: Any, limit: int) -> bool:
    """Whether lists and objects nest deeper than `limit`; found level by level, so depth costs no recursion."""
    level = [value]
    for _ in range(limit + 1):
        held = [item for item in level if isinstance(item, (dict, list))]
        level = [child for item in held for child in (item.values() if isinstance(item, dict) else item)]
        if not level:
            return False
    return True


def _is_number(value: Any) -> bool:
    """Whether a value is a number that a float can hold; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return math.isfinite(value) if isinstance(value, float) else abs(value) < 2**53


def _sound(text: str) -> str:
    """The text with lone surrogates, which no file can hold, replaced."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
