"""How the steps of the aligner count their work."""

from __future__ import annotations

from collections.abc import Callable

Tick = Callable[[int, int], None]
"""Called often with (done, total) in the step's own unit; it may raise `Cancelled`."""


def unheard(done: int, total: int) -> None:
    """A `Tick` for when nobody counts."""
