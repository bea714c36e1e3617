"""How long work tells where it stands, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """One report: `phase` is a stable id, `message` its words for a person; `total` is None where it is not known."""

    phase: str
    done: int
    total: int | None
    message: str


Report = Callable[[Progress], None]
"""Called often by long work. It may raise `Cancelled`: that is how a person stops the work."""


def silent(progress: Progress) -> None:
    """A `Report` for when nobody listens."""
