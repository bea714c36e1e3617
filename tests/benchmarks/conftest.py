"""The whole program for the benchmarks of the window, as its own tests make it."""

from __future__ import annotations

from tests.ui.conftest import output, runner, studio

__all__ = ["output", "runner", "studio"]
