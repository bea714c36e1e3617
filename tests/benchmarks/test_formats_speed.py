"""Reading LRC beside lrcparser, the other Python reader of word times, in the same run (`--benchmark-only`)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import lrcparser
import pytest

from lrc_studio.core.timecode import format_stamp
from lrc_studio.formats import by_id

ROWS = 12_000
ROUNDS = 7


def plain_file(rows: int) -> str:
    """Rows such as a long song's, 250 ms apart."""
    return "".join(f"[{format_stamp(row * 250)}]line number {row} of the song here\n" for row in range(rows))


def marked_file(rows: int) -> str:
    """Rows of six words and seven marks."""
    return "".join(_marked_row(row * 250) for row in range(rows))


def _marked_row(start_ms: int) -> str:
    words = "".join(f"<{format_stamp(start_ms + 40 * word)}>word{word} " for word in range(6)).rstrip()
    return f"[{format_stamp(start_ms)}]{words}<{format_stamp(start_ms + 240)}>\n"


def read(text: str) -> object:
    reader = by_id("lrc").read
    assert reader is not None
    return reader(text)


def cpu_s(run: Callable[[str], object], text: str, rounds: int = ROUNDS) -> float:
    """The least processor time of a few runs, which other programs on the machine disturb the least."""
    taken = []
    for _ in range(rounds):
        begin_s = time.process_time()
        run(text)
        taken.append(time.process_time() - begin_s)
    return min(taken)


@pytest.mark.parametrize(("made", "wanted"), [(plain_file, 3.0), (marked_file, 5.0)], ids=["plain", "enhanced"])
def test_speed_beside_lrcparser(benchmark: Any, made: Callable[[int], str], wanted: float) -> None:
    text = made(ROWS)
    benchmark.pedantic(read, args=(text,), rounds=ROUNDS, warmup_rounds=1)
    ratio = cpu_s(lrcparser.LrcParser.parse, text) / cpu_s(read, text)
    benchmark.extra_info["times_as_fast_as_lrcparser"] = round(ratio, 2)
    assert ratio >= wanted


@pytest.mark.parametrize("made", [plain_file, marked_file], ids=["plain", "enhanced"])
def test_ten_times_the_rows_take_at_most_thirteen_times_as_long(benchmark: Any, made: Callable[[int], str]) -> None:
    small, large = made(ROWS), made(ROWS * 10)
    benchmark.pedantic(read, args=(large,), rounds=2)
    factor = cpu_s(read, large, 3) / cpu_s(read, small)
    benchmark.extra_info["ten_times_the_rows_take"] = round(factor, 2)
    assert factor <= 13
