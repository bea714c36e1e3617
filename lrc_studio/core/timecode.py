"""Times as people write and read them, to and from whole milliseconds."""

from __future__ import annotations

import re

from lrc_studio.core.errors import InputError

NOT_TIMED = "–"

_FRACTION = r"(?:[.,](?P<fraction>[0-9]{0,12}))?"
_CLOCK = re.compile(rf"(?:(?P<h>[0-9]{{1,6}}):)?(?P<m>[0-9]{{1,9}}):(?P<s>[0-9]{{1,2}}){_FRACTION}")
_PLAIN = re.compile(rf"(?P<s>[0-9]{{1,9}}){_FRACTION}")
_UNITS = re.compile(
    r"(?:(?P<h>[0-9]{1,6})\s*h)?\s*(?:(?P<m>[0-9]{1,9})\s*m(?:in)?(?!s))?\s*"
    rf"(?:(?P<s>[0-9]{{1,9}}){_FRACTION}\s*s(?:ec)?)?"
)
_MILLISECONDS = re.compile(r"(?P<ms>[0-9]{1,12})\s*ms")
_LONGEST = 64  # signs; in a longer text the blanks between units would be tried in every way
_BRACKETS = {"[": "]", "<": ">", "(": ")"}


def format_time(ms: int | None) -> str:
    """The time as the window shows it: `1:05.698`, `1:02:03.500` from an hour on, a dash where it is None."""
    if ms is None:
        return NOT_TIMED
    sign, left = ("-", -ms) if ms < 0 else ("", ms)
    seconds, milli = divmod(left, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    head = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{sign}{head}:{seconds:02d}.{milli:03d}"


def format_stamp(ms: int, digits: int = 2) -> str:
    """The LRC stamp `mm:ss.xx` (or `.xxx` with 3 digits), without brackets.

    Rounded half up in whole numbers with carry, so that order is kept and `:60` or `.100` cannot appear. Minutes go
    on past 59, for players read a third field in different ways; a time before 0 is written as 0.
    """
    if digits not in (2, 3):
        raise ValueError(f"a stamp has 2 or 3 digits, not {digits}")
    unit_ms = 10 if digits == 2 else 1
    seconds, fraction = divmod((max(ms, 0) + unit_ms // 2) // unit_ms, 1000 // unit_ms)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes:02d}:{seconds:02d}.{fraction:0{digits}d}"


def parse_time(text: str) -> int:
    """The milliseconds of a time in any usual form.

    Read are `1:05.698`, `01:05,69`, `1:05`, `1:02:03.5`, `65.698`, `65` (seconds), `[00:12.34]`, `1m5.6s`, `5698ms`
    with blanks around. Raises InputError with a short sentence that fits under an input field.
    """
    bare = _unwrapped(text)
    if len(bare) > _LONGEST:
        raise InputError("This is not a time")
    if bare.startswith(("-", "−")) and bare[1:2].isdigit():
        raise InputError("Times start at 0:00")
    milliseconds = _MILLISECONDS.fullmatch(bare)
    if milliseconds:
        return int(milliseconds["ms"])
    match = _CLOCK.fullmatch(bare) or _PLAIN.fullmatch(bare) or _UNITS.fullmatch(bare)
    if match is None or not bare:
        raise InputError("This is not a time")
    return _total_ms(match.groupdict())


def _unwrapped(text: str) -> str:
    bare = text.strip().lower()
    if len(bare) > 1 and _BRACKETS.get(bare[0]) == bare[-1]:
        bare = bare[1:-1].strip()
    return bare


def _total_ms(parts: dict[str, str | None]) -> int:
    hours, minutes, seconds = (int(parts.get(key) or 0) for key in "hms")
    if parts.get("h") and minutes > 59:
        raise InputError("Minutes stop at 59")
    if (parts.get("h") or parts.get("m")) and seconds > 59:
        raise InputError("Seconds stop at 59")
    # A fourth digit is enough to round half up.
    tenths_of_ms = int((parts.get("fraction") or "").ljust(4, "0")[:4])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + (tenths_of_ms + 5) // 10
