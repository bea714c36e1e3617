"""A key's limits as numbers that a person can set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lrc_studio.providers.limits import Tier

OWN = "Other numbers"
"""The name of limits that are no preset."""
_MIB = 2**20
_MINUTE_S, _HOUR_S, _DAY_S = 60.0, 3600.0, 86_400.0


@dataclass(frozen=True, slots=True)
class TierNumbers:
    """At most so many requests a minute, an hour and a day, and songs of at most so many MiB."""

    name: str
    per_minute: int
    per_hour: int
    per_day: int
    most_mib: int


def as_numbers(tier: Tier) -> TierNumbers:
    """The numbers of a tier."""
    by_span = {span_s: count for count, span_s in tier.windows}
    minute, hour, day = (by_span.get(span_s, 1) for span_s in (_MINUTE_S, _HOUR_S, _DAY_S))
    return TierNumbers(tier.name, minute, hour, day, tier.max_bytes // _MIB)


def as_tier(numbers: TierNumbers) -> Tier:
    """The tier that has these numbers."""
    from lrc_studio.providers.limits import Tier

    windows = ((numbers.per_minute, _MINUTE_S), (numbers.per_hour, _HOUR_S), (numbers.per_day, _DAY_S))
    return Tier(numbers.name, windows, numbers.most_mib * _MIB)
