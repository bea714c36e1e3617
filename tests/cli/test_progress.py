"""Progress never leaves half a line behind."""

from __future__ import annotations

import io
import sys

import pytest

from lrc_studio.cli.progress import shown
from lrc_studio.core.errors import Cancelled
from lrc_studio.core.progress import Progress


class Terminal(io.StringIO):
    """Standard error on a terminal."""

    def isatty(self) -> bool:
        return True


def draw_and_cancel() -> None:
    with shown("bar") as report:
        report(Progress("voice", 1, 2, "Finding the voice"))
        report(Progress("count", 7, None, "Counting"))
        raise Cancelled


def test_the_bar_is_drawn_and_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with pytest.raises(Cancelled):
        draw_and_cancel()
    drawn = terminal.getvalue()
    assert "Finding the voice" in drawn
    assert "50 %" in drawn
    assert drawn.endswith(" \r")
    assert "\n" not in drawn


@pytest.mark.parametrize("kind", ["bar", "none"])
def test_nothing_is_drawn_where_nobody_looks(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO() if kind == "bar" else Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with shown(kind) as report:
        report(Progress("voice", 1, 2, "Finding the voice"))
    assert stream.getvalue() == ""


def test_a_step_nobody_can_see_prints_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with shown("json") as report:
        for done in range(1000):
            report(Progress("voice", done, 100_000, "Finding the voice"))
    assert stream.getvalue().splitlines() == [
        '{"phase": "voice", "done": 0, "total": 100000, "message": "Finding the voice"}'
    ]


@pytest.mark.parametrize("kind", ["bar", "json"])
def test_work_goes_on_where_nobody_reads_its_progress(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(Terminal):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    for stream in (Gone(), None):
        monkeypatch.setattr(sys, "stderr", stream)
        with shown(kind) as report:
            report(Progress("voice", 1, 2, "Finding the voice"))
