"""The demo song that ships with the program: its sound, its words, and how near times come to the truth."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from lrc_studio.core.lyrics import Lyrics
from lrc_studio.core.progress import Report
from lrc_studio.resources import resource
from lrc_studio.workflows.open_lyrics import open_lyrics
from lrc_studio.workflows.sync import sync_offline

NEAR_MS = 300
"""How far a line may be from the truth and still feel right to a singer: the measure of the aligner's tests."""


@dataclass(frozen=True, slots=True)
class DemoTimed:
    """The demo song's lyrics with the aligner's times; `near` of `count` lines are within 0.3 s of the truth."""

    lyrics: Lyrics
    near: int
    count: int


def demo_audio() -> Path:
    """The demo song, to be read only."""
    return resource("samples", "demo.ogg")


def demo_lyrics() -> Lyrics:
    """The demo song's words, not timed yet."""
    return open_lyrics(resource("samples", "demo.txt")).lyrics


def time_demo(report: Report) -> DemoTimed:
    """Time the demo song with the embedded aligner and compare with the times it was made with. Blocking."""
    lyrics = sync_offline(demo_audio(), demo_lyrics(), report)
    truth_ms = demo_truth_ms()
    starts_ms = [line.start_ms for line in lyrics.lines if line.text.strip()]
    pairs = zip(starts_ms, truth_ms, strict=False)
    near = sum(1 for start_ms, true_ms in pairs if start_ms is not None and abs(start_ms - true_ms) <= NEAR_MS)
    return DemoTimed(lyrics, near, len(truth_ms))


def demo_truth_ms() -> list[int]:
    """The start of each line, in ms, by the construction of the demo song."""
    truth = json.loads(resource("samples", "demo.truth.json").read_text("utf-8"))
    return [line["start_ms"] for line in truth["lines"]]
