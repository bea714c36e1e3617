"""How sure a time is, in the bands that people see."""

from __future__ import annotations

from typing import Literal

Band = Literal["sure", "check", "unsure", "doubtful"]

SURE = 0.80
CHECK = 0.65
UNSURE = 0.50


def band(confidence: float | None) -> Band | None:
    """The band of a confidence in 0..1: sure from 0.80, check from 0.65, unsure from 0.50, else doubtful.

    None, a time without a measure (typed, tapped, imported), has no band.
    """
    if confidence is None:
        return None
    if confidence >= SURE:
        return "sure"
    if confidence >= CHECK:
        return "check"
    return "unsure" if confidence >= UNSURE else "doubtful"


def needs_ear(confidence: float | None) -> bool:
    """Whether a person should listen before trusting the time: unsure or doubtful, that is below 0.65."""
    return confidence is not None and confidence < CHECK
