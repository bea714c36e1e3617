"""What a task goes through in virtual time, and how it ends."""

from __future__ import annotations

import math
from dataclasses import dataclass

STATUSES = ("PENDING", "QUEUED", "PROCESSING", "COMPLETED", "FAILED")
SHORTEST_S, LONGEST_S = 30.0, 120.0  # "typically completes within 30-120 seconds depending on file length"


@dataclass(frozen=True, slots=True)
class Stage:
    """A status that lasts from `from_s` after the upload; the place in the queue, from 1, while queued."""

    from_s: float
    status: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """How one task runs: PENDING for a while, QUEUED at `queue`..1, PROCESSING, then `outcome`.

    `processing_s` None takes the documented 30 to 120 s by the song's length; `math.inf` never finishes.
    `lrc` None is the emulator's own answer, "" an empty one; `has_result` False leaves out `result`.
    `processing_as` names the running status: a name that is not documented tries the client's patience.
    """

    pending_s: float = 0.0
    queue: int = 2
    per_position_s: float = 5.0
    processing_s: float | None = None
    processing_as: str = "PROCESSING"
    outcome: str = "COMPLETED"
    error: str = "No vocals detected"
    lrc: str | None = None
    has_result: bool = True

    def stages(self, duration_s: float) -> tuple[Stage, ...]:
        """The stages of a song of `duration_s`, the last one for ever."""
        found, at_s = [], 0.0
        if self.pending_s:
            found.append(Stage(0.0, "PENDING"))
            at_s = self.pending_s
        for position in range(self.queue, 0, -1):
            found.append(Stage(at_s, "QUEUED", position))
            at_s += self.per_position_s
        found.append(Stage(at_s, self.processing_as))
        at_s += usual_s(duration_s) if self.processing_s is None else self.processing_s
        if math.isfinite(at_s):
            found.append(Stage(at_s, self.outcome))
        return tuple(found)


def usual_s(duration_s: float) -> float:
    """How long the analysis of such a song takes."""
    return min(LONGEST_S, max(SHORTEST_S, duration_s / 2))


def at(stages: tuple[Stage, ...], elapsed_s: float) -> Stage:
    """The stage that holds `elapsed_s` after the upload."""
    return [stage for stage in stages if stage.from_s <= elapsed_s][-1]
