"""Takes very many lines into the real program, in each of the ways in, and writes down how long its window stood still.

Run as `python -m tests.benchmarks.crowding_child LINES FOLDER`; prints the rows of `stalling_child`, by ways.
"""

from __future__ import annotations

import asyncio
import sys
import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.stalling_child import SETTLE_S, Ticks, until, watch  # isort: skip (sets the process up first)

import numpy as np

from lrc_studio import app
from lrc_studio.core.lyrics import Line, Lyrics, Word
from lrc_studio.formats.base import WriteOptions
from lrc_studio.workflows import sync
from lrc_studio.workflows.export import render
from lrc_studio.workflows.project import SUFFIX

SONG_S, RATE_HZ = 3600, 8000


def lyrics_of(count: int) -> Lyrics:
    """An hour of `count` timed lines of six words, a section every twelfth, every seventh of them Japanese."""
    step_ms = SONG_S * 1000 // count

    def line(row: int) -> Line:
        texts = ["灯", "台", "の", "火", "が"] if row % 7 == 0 else ["Count ", "the ", "lights ", "of ", "it "]
        starts = range(row * step_ms, row * step_ms + 6 * (step_ms // 7), step_ms // 7)
        words = tuple(Word(text, at, at + step_ms // 7) for text, at in zip([*texts, str(row)], starts, strict=True))
        section = None if row % 12 else f"Part {row // 12}"
        return Line("".join(texts) + str(row), starts[0], starts[0] + step_ms - 10, words, section=section)

    return Lyrics(tuple(line(row) for row in range(count)))


def prepare(count: int, folder: Path) -> Lyrics:
    """Write a song of an hour, its lyrics as LRC and as a project, and stand in for the aligner; give its answer."""
    with wave.open(str(folder / "song.wav"), "wb") as song:
        song.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        swell = np.sin(np.arange(SONG_S * RATE_HZ, dtype=np.float32) / 3000) * 9000
        song.writeframes((swell * np.random.default_rng(3).random(len(swell), np.float32)).astype("<i2").tobytes())
    lyrics = lyrics_of(count)
    (folder / "words.elrc.lrc").write_text(render(lyrics, "elrc", WriteOptions()), encoding="utf-8")
    (folder / f"work{SUFFIX}").write_text(render(lyrics, "json", WriteOptions()), encoding="utf-8")
    answer = lyrics.with_lines(
        replace(line, confidence=0.4 if row % 10 == 0 else 0.95, section=None) for row, line in enumerate(lyrics.lines)
    )
    sync.sync_offline = lambda *_given: answer  # type: ignore[assignment]
    return answer


async def job(studio: app.Studio, ticks: Ticks) -> None:
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    session = studio.session
    await until(lambda: session.jobs.running("ahead"))
    await until(lambda: not session.jobs.running("ahead"))
    answer = await asyncio.to_thread(prepare, count, folder)

    async def through(part: str, begin: Callable[[], object], there: int = count) -> None:
        ticks.part = part
        begin()
        await until(lambda: len(session.document.lyrics.lines) == there)
        await until(lambda: not session.findings.pending and not session.jobs.running("words"))
        await asyncio.sleep(SETTLE_S)

    await through("first file", lambda: session.files.open([folder / "words.elrc.lrc"]))
    session.document.mark_saved()
    session.files.clear()
    await asyncio.sleep(SETTLE_S)
    ticks.part = "song"
    session.files.open([folder / "song.wav"])
    await until(lambda: session.song.sound and session.song.sound.complete and not session.jobs.running("onsets"))
    undo = studio.window.actions_bound.by_id("edit.undo").trigger
    await through("paste", lambda: session.files.paste("\n".join(line.text for line in answer.lines)))
    session.files.auto_sync()
    ticks.part = "answer"
    await until(lambda: session.document.lyrics.timed)
    await through("answer", lambda: None)
    await through("undo the answer", undo)
    await through("undo the paste", undo, 0)
    await through("file", lambda: session.files.open([folder / "words.elrc.lrc"]))
    session.document.mark_saved()
    await through("project", lambda: session.files.open([folder / f"work{SUFFIX}"]))
    await until(lambda: session.findings.left + session.findings.asked > 0)
    ticks.part = "end"


if __name__ == "__main__":
    watch(job)
