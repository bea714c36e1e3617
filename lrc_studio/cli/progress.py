"""Progress on standard error: a bar on a terminal, or one JSON object a line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from lrc_studio.core.progress import Progress, Report, silent

BAR_CHARS = 24
LINE_CHARS = 72


@contextmanager
def shown(kind: str) -> Iterator[Report]:
    """A `Report` that shows progress as asked (`bar`, `json` or `none`) and leaves no half line behind."""
    if kind == "json":
        yield _JsonLines()
    elif kind == "bar" and sys.stderr is not None and sys.stderr.isatty():
        bar = _Bar()
        try:
            yield bar
        finally:
            bar.clear()
    else:
        yield silent


class Hearing:
    """A `Report` that hands on what it is told, and keeps in `damage` what decoding says of a broken file."""

    def __init__(self, report: Report) -> None:
        self.damage: str | None = None
        self._report = report

    def __call__(self, progress: Progress) -> None:
        from lrc_studio.audio.decode import DECODING

        if progress.phase == "decode" and progress.done == progress.total and progress.message != DECODING:
            self.damage = progress.message
        self._report(progress)


class _JsonLines:
    """One JSON object a line, at each change that a person could see."""

    def __init__(self) -> None:
        self._last: tuple[str, str, int | None] | None = None

    def __call__(self, progress: Progress) -> None:
        step = (progress.phase, progress.message, _percent(progress))
        if step == self._last:
            return
        self._last = step
        import json

        row = {
            "phase": progress.phase,
            "done": progress.done,
            "total": progress.total,
            "message": progress.message,
        }
        _write(json.dumps(row, ensure_ascii=False) + "\n")


class _Bar:
    """One line that is drawn over again."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, progress: Progress) -> None:
        percent = _percent(progress)
        head = f"{progress.message:<32.32}"
        filled = BAR_CHARS * (percent or 0) // 100
        bar = f" [{'#' * filled}{'.' * (BAR_CHARS - filled)}] {percent:3d} %" if percent is not None else ""
        self._draw(head + bar)

    def clear(self) -> None:
        """Take the bar off the terminal."""
        if self._last:
            _write("\r" + " " * LINE_CHARS + "\r")

    def _draw(self, line: str) -> None:
        if line != self._last:
            self._last = line
            _write("\r" + f"{line:<{LINE_CHARS}.{LINE_CHARS}}")


def _write(text: str) -> None:
    """To standard error; that nobody reads it, or that its disk is full, is no reason to stop the work."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(text)
        sys.stderr.flush()


def _percent(progress: Progress) -> int | None:
    if not progress.total or progress.total < 0:
        return None
    return max(0, min(100, 100 * progress.done // progress.total))
