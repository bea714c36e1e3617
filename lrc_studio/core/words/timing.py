"""When tokens are sung: what a service gave, brought in order, with estimates where it gave nothing usable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from lrc_studio.core.words.doubts import Fix
from lrc_studio.core.words.order import longest_rising
from lrc_studio.core.words.tokens import Token

_LONGEST_SONG_MS = 24 * 3_600_000
_SHORTEST_CAP_MS = 1200
_CAP_PACES = 3
_STRETCHED_MS = 5000
"""No token of eight real songs lasted longer unless it took in a break."""

_USUAL_PACE_MS, _SLOWEST_PACE_MS = 80.0, 400.0
_ROUNDING_MS = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """A token that is sung: the letters it has in each row it is in, its words, and whether it has a heading too."""

    token: Token
    letters: tuple[int, ...]
    words: int = 1
    headed: bool = False

    @property
    def weight(self) -> int:
        """Its letters, at least one."""
        return max(1, sum(self.letters))


@dataclass(slots=True)
class Span:
    """When a token is sung, in ms, None where not known; `guessed` where the start is an estimate.

    With `gap`, (from, to), nothing is sung in it: what is in the token's last row comes after, the rest before.
    """

    start_ms: int | None = None
    end_ms: int | None = None
    guessed: bool = True
    gap: tuple[int, int] | None = None
    fixes: list[Fix] = field(default_factory=list)


def spans_of(stretches: Sequence[Stretch]) -> list[Span]:
    """A span for each stretch, starts rising and none over the next start. Takes time in n log n."""
    spans = [_given(stretch.token) for stretch in stretches]
    timed = _keep_in_order(spans)
    if not timed:
        return [Span(fixes=[Fix.UNTIMED]) for _ in stretches]
    _end_before_next(spans, timed)
    pace_ms = _pace(stretches, spans)
    for place in timed:
        _trim(stretches[place], spans[place], pace_ms)
    _fill(stretches, spans, timed, pace_ms)
    _end_of_several(stretches, spans, pace_ms)
    return spans


def shares(start_ms: int, end_ms: int, weights: Sequence[int]) -> list[tuple[int, int]]:
    """The time from start to end in parts by weight, each (start, end) in ms."""
    whole = max(1, sum(weights))
    edges, done = [start_ms], 0
    for weight in weights:
        done += weight
        edges.append(start_ms + (end_ms - start_ms) * done // whole)
    return list(pairwise(edges))


def _given(token: Token) -> Span:
    """What the service gave, as far as it can be."""
    start_ms, end_ms = (_possible(ms) for ms in (token.start_ms, token.end_ms))
    if not token.aligned or start_ms is None:
        return Span(fixes=[Fix.UNALIGNED])
    span = Span(max(0, start_ms), end_ms, guessed=False)
    if start_ms < 0:
        span.fixes.append(Fix.EARLY)
    if end_ms is not None and end_ms <= start_ms:
        span.fixes.append(Fix.ZERO if end_ms == start_ms else Fix.BACKWARD)
        span.end_ms = span.start_ms
    elif end_ms is not None:
        span.end_ms = max(0, end_ms)
    return span


def _possible(ms: int | None) -> int | None:
    return None if ms is None or abs(ms) > _LONGEST_SONG_MS else ms


def _keep_in_order(spans: list[Span]) -> list[int]:
    """The places whose starts rise; the starts out of order go, as few as can be.

    A token from before the song's start is right only where nothing comes before it.
    """
    timed = [(place, span.start_ms) for place, span in enumerate(spans) if span.start_ms is not None]
    sound = [(place, start_ms) for place, start_ms in timed if Fix.EARLY not in spans[place].fixes]
    kept = [sound[index][0] for index in longest_rising([start_ms for _, start_ms in sound])]
    first = kept[0] if kept else len(spans)
    kept = [place for place, _ in timed if place < first and Fix.EARLY in spans[place].fixes] + kept
    for place in {place for place, _ in timed}.difference(kept):
        spans[place] = Span(fixes=[Fix.DISORDER])
    return kept


def _end_before_next(spans: Sequence[Span], timed: Sequence[int]) -> None:
    for place, after in pairwise(timed):
        span, next_ms = spans[place], spans[after].start_ms
        if span.end_ms is not None and next_ms is not None and span.end_ms > next_ms:
            if span.end_ms > next_ms + _ROUNDING_MS:
                span.fixes.append(Fix.OVERLAP)
            span.end_ms = next_ms


def _pace(stretches: Sequence[Stretch], spans: Sequence[Span]) -> float:
    """How long a letter is sung as a rule, in ms."""
    known = [
        (span.end_ms - span.start_ms) / stretch.weight
        for stretch, span in zip(stretches, spans, strict=True)
        if span.start_ms is not None and span.end_ms is not None and span.end_ms > span.start_ms
    ]
    return min(median(known), _SLOWEST_PACE_MS) if known else _USUAL_PACE_MS


def _cap(letters: int, pace_ms: float) -> int:
    """How long so many letters last at the most, in ms."""
    return max(_SHORTEST_CAP_MS, round(_CAP_PACES * pace_ms * letters))


def _trim(stretch: Stretch, span: Span, pace_ms: float) -> None:
    """Takes a break out of a token: out of its middle where it goes on in another row, else off its end."""
    if span.start_ms is None or span.end_ms is None:
        return
    long_ms, cap_ms = span.end_ms - span.start_ms, _cap(stretch.weight, pace_ms)
    if long_ms <= (cap_ms if stretch.headed else max(_STRETCHED_MS, 2 * cap_ms)):
        return
    span.fixes.append(Fix.TAIL)
    if len(stretch.letters) < 2:
        span.end_ms = span.start_ms + cap_ms
        return
    last = stretch.letters[-1]
    front_ms, back_ms = _cap(stretch.weight - last, pace_ms), _cap(last, pace_ms)
    if front_ms + back_ms < long_ms:
        span.gap = (span.start_ms + front_ms, span.end_ms - back_ms)


def _fill(stretches: Sequence[Stretch], spans: list[Span], timed: Sequence[int], pace_ms: float) -> None:
    """Puts the tokens without a time between their neighbours, by letters; at the ends at the song's pace."""
    edges = [-1, *timed, len(spans)]
    for before, after in pairwise(edges):
        weights = [stretch.weight for stretch in stretches[before + 1 : after]]
        if not weights:
            continue
        natural_ms = round(sum(weights) * pace_ms)
        end_ms = spans[after].start_ms if after < len(spans) else None
        start_ms = _free_from(spans[before], stretches[before], pace_ms) if before >= 0 else None
        start_ms = max(0, (end_ms or 0) - natural_ms) if start_ms is None else start_ms
        end_ms = start_ms + natural_ms if end_ms is None else end_ms
        parts = shares(min(start_ms, end_ms), end_ms, weights)
        for place, (from_ms, to_ms) in enumerate(parts, start=before + 1):
            span = spans[place]
            span.start_ms, span.end_ms = from_ms, min(to_ms, from_ms + _cap(stretches[place].weight, pace_ms))


def _end_of_several(stretches: Sequence[Stretch], spans: Sequence[Span], pace_ms: float) -> None:
    """Gives an end to tokens of several words that have none, for the words share the time up to it."""
    next_ms: int | None = None
    for stretch, span in zip(reversed(stretches), reversed(spans), strict=True):
        if stretch.words > 1 and span.end_ms is None and span.start_ms is not None:
            natural_ms = span.start_ms + round(stretch.weight * pace_ms)
            span.end_ms = natural_ms if next_ms is None else min(natural_ms, next_ms)
        next_ms = span.start_ms


def _free_from(span: Span, stretch: Stretch, pace_ms: float) -> int | None:
    """The moment from which nothing of a timed token is sung."""
    if span.end_ms is not None or span.start_ms is None:
        return span.end_ms
    return span.start_ms + round(stretch.weight * pace_ms)
