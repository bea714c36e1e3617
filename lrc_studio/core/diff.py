"""What an edit changed in a sequence, as one span."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, count
from operator import is_not


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
    known = _last  # a thread may ask too
    if known is None or known[0] is not old or known[1] is not new:
        _last = known = (old, new, _found(old, new))
    return known[2]


def _found(old: Sequence[object], new: Sequence[object]) -> Span:
    shorter = min(len(old), len(new))
    first = _alike(old, new)
    last = min(_alike(old[::-1], new[::-1]), shorter - first)
    return Span(first, len(old) - first - last, len(new) - first - last)


def _alike(old: Sequence[object], new: Sequence[object]) -> int:
    """How many items in a row are the same from the front."""
    # Unchanged lines are the same objects, which is told without a step of Python each; comparing is the exception.
    for at in compress(count(), map(is_not, old, new)):
        if old[at] != new[at]:
            return at
    return min(len(old), len(new))
