"""What is found wrong, and when it is looked for."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

import pytest

from lrc_studio.core import edits
from lrc_studio.core.lyrics import Line, Lyrics
from lrc_studio.ui import findings
from lrc_studio.ui.findings import LONG_LINES
from lrc_studio.ui.session import Session
from tests.ui.conftest import until
from tests.ui.songs import look


def overlapping(count: int) -> Lyrics:
    """Lines of which the third overlaps the fourth."""
    lines = [Line(f"Line {row}", row * 1000, row * 1000 + 900) for row in range(count)]
    lines[2] = replace(lines[2], end_ms=3500)
    return Lyrics(tuple(lines))


def test_problems_are_found_after_the_edit_and_told_once(session: Session, runner: asyncio.Runner) -> None:
    told: list[int] = []
    session.findings.changed.connect(lambda: told.append(session.findings.count))

    async def job() -> None:
        session.document.load(overlapping(8))
        assert session.findings.pending
        await until(lambda: told)
        assert told == [1]
        assert list(session.findings.by_row) == [2]
        assert (session.findings.left, session.findings.asked) == (1, 8)

    runner.run(job())


def test_known_problems_move_along_with_their_lines(session: Session) -> None:
    session.document.load(overlapping(LONG_LINES + 1))
    look(session)
    session.document.edit("insert", lambda old: edits.insert_line(old, 0))
    assert session.findings.pending
    assert list(session.findings.by_row) == [3]
    session.document.edit("delete", lambda old: edits.delete_lines(old, [0, 1]))
    assert list(session.findings.by_row) == [1 + 1 - 1]
    session.document.mark_saved()


def test_quick_edits_of_a_long_document_are_looked_at_once(session: Session, runner: asyncio.Runner) -> None:
    session.document.load(overlapping(LONG_LINES + 1))
    look(session)
    told: list[int] = []
    session.findings.changed.connect(lambda: told.append(session.findings.count))

    async def job() -> None:
        for _ in range(5):
            session.document.edit("nudge", lambda old: edits.nudge(old, [7], 10))
        await until(lambda: told)
        assert not session.findings.pending
        assert len(told) == 1
        session.document.mark_saved()

    runner.run(job())


def test_many_lines_are_looked_at_beside_the_window_and_only_as_they_are_now(
    session: Session, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[Lyrics, int | None]] = []
    edited, looked = threading.Event(), findings.looked

    def slowly(lyrics: Lyrics, song_ms: int | None, tapping_from: int | None) -> findings.Found:
        assert threading.current_thread() is not threading.main_thread()
        seen.append((lyrics, song_ms))
        assert edited.wait(20)
        return looked(lyrics, song_ms, tapping_from)

    monkeypatch.setattr(findings, "looked", slowly)
    told: list[int] = []
    session.findings.changed.connect(lambda: told.append(session.findings.count))

    async def job() -> None:
        session.document.load(overlapping(LONG_LINES + 1))
        await until(lambda: seen)
        session.document.edit("mend", lambda old: edits.set_end(old, 2, 2900))
        assert session.findings.pending
        edited.set()
        await until(lambda: not session.findings.pending)
        assert [lyrics.lines[2].end_ms for lyrics, _ in seen] == [3500, 2900]
        assert told == [0], "what was found in the lyrics before the edit is not told"

    runner.run(job())
    session.document.mark_saved()
