"""What an edit changed in a sequence, as one span."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """From index `first` on, `removed` old items gave way to `added` new ones."""

    first: int
    removed: int
    added: int

    def __bool__(self) -> bool:
        """Whether anything changed at all."""
        return bool(self.removed or self.added)


# Several views ask about the same two values after each edit; these never change, so the last answer holds for them.
_last: tuple[Sequence[object], Sequence[object], Span] | None = None


def changed_span(old: Sequence[object], new: Sequence[object]) -> Span:
    """The one span outside which `old` and `new` are the same; found from both ends, in linear time."""
    global _last
    if old is new:
        return Span(0, 0, 0)
    if not (isinstance(old, tuple) and isinstance(new, tuple)):
        return _found(old, new)
    if _last is None or _last[0] is not old or _last[1] is not new:
        _last = (old, new, _found(old, new))
    return _last[2]


def _found(old: Sequence[object], new: Sequence[object]) -> Span:
    shorter = min(len(old), len(new))
    first = 0
    while first < shorter and _same(old[first], new[first]):
        first += 1
    last = 0
    while last < shorter - first and _same(old[-1 - last], new[-1 - last]):
        last += 1
    return Span(first, len(old) - first - last, len(new) - first - last)


def _same(one: object, other: object) -> bool:
    # Unchanged lines are the same objects, so the deep comparison is the exception.
    return one is other or one == other
