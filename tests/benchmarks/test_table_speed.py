"""A nudge in 5,000 lines, from the key to the painted table, against the same in 50 lines."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from lrc_studio.app import Studio
from lrc_studio.core import edits
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.ui.findings import looked
from tests.ui.lines.conftest import settle
from tests.ui.songs import look

MANY, FEW = 5000, 50
PAINTED_WITHIN_MS = 16.0
MOST_RATIO = 1.5
ROUNDS = 40


def lyrics_of(count: int) -> Lyrics:
    """Timed lines of six words each, every seventh Japanese, every tenth in doubt, a section every twelfth."""

    def line(row: int) -> Line:
        start = row * 2000
        texts = (
            ["灯", "台", "の", "火", "が", "波"]
            if row % 7 == 0
            else ["Count ", "the ", "lights ", "of ", "line ", str(row)]
        )
        words = tuple(Word(text, start + 250 * place, start + 250 * place + 240) for place, text in enumerate(texts))
        doubt = 0.4 if row % 10 == 0 else 0.95
        section = f"Part {row // 12}" if row % 12 == 0 else None
        return Line("".join(texts), start, start + 1800, words, confidence=doubt, section=section)

    return Lyrics(tuple(line(row) for row in range(count)))


def nudging(studio: Studio, count: int) -> Callable[[], None]:
    """One nudge by the key, and all that it makes the window paint."""
    session, table = studio.session, studio.window.editor.table
    session.document.load(lyrics_of(count))
    session.selection.select_one(count // 2)
    table.setFocus()
    look(session)
    settle()

    def once() -> None:
        QTest.keyClick(table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        QApplication.processEvents()

    once()
    look(session)
    return once


def quick_ms(run: Callable[[], None]) -> tuple[float, float]:
    """The first quartile of some rounds in ms, by the clock and of CPU time: others may use the machine too."""
    clock, cpu = [], []
    for _ in range(ROUNDS):
        begun, begun_cpu = time.perf_counter(), time.process_time()
        run()
        clock.append((time.perf_counter() - begun) * 1000)
        cpu.append((time.process_time() - begun_cpu) * 1000)
    return statistics.quantiles(clock)[0], statistics.quantiles(cpu)[0]


def test_a_nudge_is_painted_within_a_frame(studio: Studio, benchmark: BenchmarkFixture) -> None:
    few_ms, few_cpu_ms = quick_ms(nudging(studio, FEW))
    once = nudging(studio, MANY)
    many_ms, many_cpu_ms = quick_ms(once)
    benchmark.extra_info |= {"few_ms": few_ms, "many_ms": many_ms, "ratio": many_cpu_ms / few_cpu_ms}
    sys.stdout.write(
        f"\nnudge to painted: {few_ms:.1f} ms (CPU {few_cpu_ms:.1f}) with {FEW} lines, {many_ms:.1f} ms "
        f"(CPU {many_cpu_ms:.1f}) with {MANY} lines\n"
    )
    benchmark.pedantic(once, rounds=ROUNDS)
    studio.session.document.mark_saved()
    assert many_cpu_ms < MOST_RATIO * few_cpu_ms
    assert many_cpu_ms < PAINTED_WITHIN_MS  # by the clock it is as much on a machine with nothing else to do


@pytest.mark.parametrize("count", [FEW, MANY])
def test_the_looking_that_follows(studio: Studio, benchmark: BenchmarkFixture, count: int) -> None:
    """What waits until the hand rests, and runs in a thread with many lines: the problems of all of them."""
    session = studio.session
    session.document.load(lyrics_of(count))
    look(session)

    def edit() -> None:
        session.document.edit("nudge", lambda old: edits.nudge(old, [count // 2], 10))

    benchmark.pedantic(lambda: looked(session.document.lyrics, None), setup=edit, rounds=10)
    session.document.mark_saved()
